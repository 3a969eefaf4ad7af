# How scripts that take their time speak. Sourced; bash.
say() {
    printf '%s\n' "$*" >&2
}

# `step WORDS COMMAND...`: runs it, then says how long it took.
step() {
    local words=$1 began=$EPOCHREALTIME
    shift
    "$@"
    say_took "$words" "$began"
}

# `say_took WORDS BEGAN`: of what began at a value of EPOCHREALTIME.
say_took() {
    say "$(printf '%6.1f s  %s' "$(since "$2")" "$1")"
}

# Seconds since a value of EPOCHREALTIME, whatever the locale writes between its parts.
since() {
    local now=${EPOCHREALTIME//[!0-9]/} then=${1//[!0-9]/}
    printf '%d.%d' $(((now - then) / 1000000)) $(((now - then) / 100000 % 10))
}
