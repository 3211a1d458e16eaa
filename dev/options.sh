# shellcheck shell=bash
# Sourced by infrabot: words of a command are looked at before anything is built, installed or started for it.

# check_options COMMAND NUMBERS TEXTS FLAGS NAMES WORD…: every WORD must be one of the options (each list in one word,
# spaces between; those of the first two take a value), or a name where NAMES is 1.
check_options() {
    local command=$1 numbers=" $2 " texts=" $3 " flags=" $4 " names=$5 option value
    shift 5
    while (($#)); do
        option=${1%%=*}
        if [[ $numbers == *" $option "* || $texts == *" $option "* ]]; then
            if [[ $1 == *=* ]]; then
                value=${1#*=}
            else
                value=${2:-}
                (($# == 1)) || shift
            fi
            [[ -n $value && $value != --* ]] || misused "$command" "$option needs a value"
            [[ $numbers != *" $option "* ]] || check_number "$command" "$option" "$value"
        elif [[ $flags != *" $1 "* ]]; then
            [[ $1 != -* ]] || misused "$command" "unknown option $1"
            ((names)) || misused "$command" "what is '$1'?"
        fi
        shift
    done
}

# check_number COMMAND OPTION VALUE: digits, of which one is not 0; a seed may be anything.
check_number() {
    if [[ $2 == --seed ]]; then
        [[ $3 =~ ^-?[0-9]{1,18}$ ]] || misused "$1" "$2 is a whole number, but is '$3'"
    else
        [[ $3 =~ ^[0-9]{1,9}(\.[0-9]{1,3})?$ && $3 == *[1-9]* ]] || misused "$1" "$2 is a number above 0, but is '$3'"
    fi
}
