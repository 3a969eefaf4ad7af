# Nodes from outside: power, cable, images. Sourced after run.sh and cgroups.sh.
FIRST_PROCESS_SECONDS=10

# `power_on node1`
power_on() {
    local name=$1 number pid run
    number=$(number_of "$name")
    ! is_running "$name" || return 0
    run=$(first_process run)
    rm -f "$RUN/$name/first-process"
    # The kubelet would look for containers in what was left of the last time, for half a minute.
    wait_until 10 remove_cgroup "$CGROUP/$name" || fail "the cgroups of $name cannot be removed"
    make_cgroup "$name"
    # A tree in the tree of the run: it ends with it.
    start_tree "$RUN/log/$name.log" nsenter --target "$run" --pid -- unshare --net --mount --pid --fork --kill-child \
        "$CLUSTER_HOME/namespaces/node" "$number"
    wait_until "$FIRST_PROCESS_SECONDS" is_running "$name" || fail "$name does not start, see $RUN/log/$name.log"
    pid=$(first_process "$name")
    in_lan ip link add "$name" type veth peer name eth0 netns "$pid"
    in_lan ip link set "$name" master lan up
}

# `power_off node1`: no process of it gets to say goodbye.
power_off() {
    local pid
    number_of "$1" >/dev/null
    pid=$(first_process "$1")
    [[ -n $pid ]] || return 0
    kill -KILL "$pid"
    # The kernel takes its network away when the last process is gone, and the cable with it.
    wait_until 10 no_cable "$1" || fail "the network of $1 does not go away"
}

no_cable() {
    ! in_lan ip link show "$1"
}

# `cable node1 up|down`
cable() {
    number_of "$1" >/dev/null
    is_running "$1" || fail "$1 has no power"
    in_lan ip link set "$1" "$2"
}

# `start_tree LOG COMMAND...`: in the background, on the roll, and out of reach of whoever started it.
start_tree() {
    local log=$1
    shift
    (
        join_cgroup system
        exec setsid "$@" >>"$log" 2>&1 </dev/null 9>&-
    ) &
}
