# How scripts that take their time speak. Sourced; bash.
say() {
    printf '%s\n' "$*" >&2
}

# `step WORDS COMMAND...`: runs it, then says how long it took.
step() {
    local words=$1 began=$EPOCHREALTIME
    shift
    "$@"
    say "$(printf '%6.1f s  %s' "$(since "$began")" "$words")"
}

# Seconds since a value of EPOCHREALTIME, whatever the locale writes between its parts.
since() {
    local now=${EPOCHREALTIME//[!0-9]/} then=${1//[!0-9]/}
    printf '%d.%d' $(((now - then) / 1000000)) $(((now - then) / 100000 % 10))
}
