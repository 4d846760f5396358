#!/usr/bin/env bash
# All tests, with all set-up. --long adds those of [Trait("Category", "Long")]; other arguments go to `dotnet test`.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

arguments=()
for argument in "$@"; do
    if [[ $argument == --long ]]; then
        # Other settings, not another filter: a filter would apply on top of the one in default.runsettings.
        arguments+=(--settings "$root/eng/long.runsettings")
        native_aot=1
    else
        arguments+=("$argument")
    fi
done

source "$root/eng/install.sh"
exec dotnet test "$root/TypedDynamo.sln" -c Release ${arguments[@]+"${arguments[@]}"}
