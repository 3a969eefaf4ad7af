# What the two kinds of machine have in common: how one starts, and how it keeps its services. Sourced by first
# processes, after run.sh.

# Before a new /proc is there, the old one knows this process by the number that the machine outside has for it.
announce_first_process() {
    local pid rest
    # shellcheck disable=SC2034 # read wants a name for what is not looked at
    read -r pid rest </proc/self/stat
    mkdir -p "$RUN/$1"
    echo "$pid" >"$RUN/$1/first-process"
}

# `serve NAME COMMAND...`: in the background, started again when it ends, as a service manager would.
serve() {
    local name=$1 log=$LOGS/$1.log
    shift
    while :; do
        "$@" >>"$log" 2>&1 </dev/null || echo "$name ended with $?; it is started again" >>"$log"
        sleep 1
    done &
}
