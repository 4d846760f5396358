#!/usr/bin/env bash
# The main sample, with all set-up: loads log rows into DynamoDB Local and sums them by scans with and without a filter.
# Arguments are passed on; file names among them are relative to the current folder.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/eng/install.sh"
exec dotnet run -c Release --project "$root/samples/WebLog" -- "$@"
