# How a proof is led: steps that must hold, one after another. Sourced after say.sh; bash. WORK is a folder to write in.
STEPS=0

# `prove WORDS COMMAND...`: a step that must hold. It stands in no condition: there bash forgets `set -e`, and of a step
# of several commands the last alone would count.
prove() {
    local words=$1 began=$EPOCHREALTIME status
    shift
    set +e
    (
        set -e
        "$@"
    ) >"$WORK/output" 2>&1
    status=$?
    set -e
    ((status == 0)) || {
        explain
        fail "not so: $words (after $(since "$began") s)"
    }
    STEPS=$((STEPS + 1))
    say_took "$words" "$began"
}

# What is shown of a step that does not hold.
explain() {
    cat "$WORK/output" >&2
}

proved() {
    say "$STEPS passed, 0 failed"
}
