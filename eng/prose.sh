#!/usr/bin/env bash
# Finds turns of phrase that readers stumble over in documentation comments and messages, emitted ones too, and names the better word.
# Its arguments are files and folders; without them it checks those listed here. The exit code is 1 if it finds any.
set -euo pipefail

checked=(src generators)

if [[ $# == 0 ]]; then
    cd "$(dirname "${BASH_SOURCE[0]}")/.."
    set -- "${checked[@]}"
fi

# An extended regular expression, matched with whole words; a tab; the better words.
patterns=$(cat <<'END'
<summary>( ?<[^>]*>)* ?(What|Of|Says|Tells|How|Where|Which|Who)	a verb in the third person and its object
>Ends the (wait|enumeration|call|requests?|parsing|scan)	Cancels
all the same	still
pass(es|ed|ing)? over	skip
what [a-z ]*(comes?|came|has come|have come|had come) to	result, state
(put|puts|putting) down	record, write
at once, once	exactly once
(stands?|stood|standing|is|are|get) in the way	the item that failed the condition, conflict with
(is|are) asked of	the condition that ... must meet
comes? back of	returns
(that|what) (is|are) told	receives
behind (it|its|this|the|them|those|all|another|everything|each|one)	after
one behind the other	one after the other
(item|rule|table|index) that is there	existing
no real one	mock or fake
END
)
export patterns

find "$@" -name '*.cs' -not -path '*/obj/*' -not -path '*/bin/*' -exec awk '
    BEGIN {
        count = split(ENVIRON["patterns"], lines, "\n")
        for (i = 1; i <= count; i++) {
            split(lines[i], row, "\t")
            patterns[i] = "(^|[^a-z])(" tolower(row[1]) ")($|[^a-z])"
            better[i] = row[2]
        }
    }
    FNR == 1 { previous = "" }
    {
        # Comments in the code are for those who change it. Everything else that has words is documentation or a string.
        isDocumentation = /^ *\/\/\//
        if (/^ *\/\// && !isDocumentation) {
            next
        }

        text = tolower($0)
        sub(isDocumentation ? "^ */// *" : " // .*", "", text)
        for (i = 1; i <= count; i++) {
            if (match(text, patterns[i])) {
                report(FNR, text)
            } else if (isDocumentation && previous !~ patterns[i] && match(previous " " text, patterns[i])) {
                report(FNR - 1, previous " " text)
            }
        }
        previous = isDocumentation ? text : ""
    }
    function report(line, where) {
        found = substr(where, RSTART, RLENGTH)
        gsub(/^[^a-z<>]|[^a-z]$/, "", found)
        printf "%s:%d: \"%s\", better: %s\n", FILENAME, line, found, better[i]
        any = 1
    }
    END { exit any }
' {} +
