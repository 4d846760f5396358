#!/usr/bin/env bash
# Runs the sample as n processes on this machine, each as one worker, and starts a worker that dies again: run-local.sh N --table … --out …
set -euo pipefail
if [[ $# -lt 1 || ! $1 =~ ^[1-9][0-9]{0,3}$ ]]; then
  echo "usage: run-local.sh <number of workers> <options of the sample but --worker>" >&2
  exit 2
fi
count=$1
shift
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
configuration=${CONFIGURATION:-Release}
program="$here/bin/$configuration/net10.0/DistributedScan.dll"
if [[ ! -f $program ]]; then
  dotnet build "$here" -c "$configuration" -v quiet >&2
fi

# As the platforms do: the same worker again, which goes on from its checkpoint. Wrong options (2) are no accident, nor is what fails ten times.
work() {
  local child="" stopped=""
  trap 'stopped=1; kill -TERM "$child" 2>/dev/null || true' TERM
  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    code=0
    dotnet exec "$program" --worker "$@" &
    child=$!
    wait "$child" || code=$?
    if [[ -n $stopped ]]; then
      wait "$child" || true
      return 1
    fi
    if [[ $code -eq 0 ]]; then
      return 0
    fi
    echo "Worker $1 ended with $code in attempt $attempt." >&2
    if [[ $code -eq 2 ]]; then
      return 1
    fi
  done
  return 1
}

workers=()
for ((index = 0; index < count; index++)); do
  work "$index/$count" "$@" &
  workers+=($!)
done

# What a script starts in the background does not hear of Ctrl+C by itself.
trap 'kill -TERM "${workers[@]}" 2>/dev/null || true' INT TERM

failed=0
for worker in "${workers[@]}"; do
  wait "$worker" || failed=1
done
wait
exit "$failed"
