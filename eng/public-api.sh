#!/usr/bin/env bash
# Writes the public API of the packages into their PublicAPI.Unshipped.txt, as far as PublicAPI.Shipped.txt does not hold it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The symbols are read from the English warnings of the build, which has each once for every target framework.
export DOTNET_CLI_UI_LANGUAGE=en
for project in src/*/*.csproj; do
    file=$(dirname "$project")/PublicAPI.Unshipped.txt
    echo '#nullable enable' >"$file"
    log=$(dotnet build "$project" -c Release --no-incremental -p:TreatWarningsAsErrors=false) || { echo "$log" >&2; exit 1; }
    sed -n "s/.*warning RS0016: Symbol '\(.*\)' is not part of the declared public API.*/\1/p" <<<"$log" | LC_ALL=C sort -u >>"$file"
done
