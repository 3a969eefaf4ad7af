# Faults by name, made of what the way can do to a node. Sourced before the way.

fault() {
    (($# >= 2)) || usage
    case $1 in
        node) fault_of_node "${@:2}" ;;
        pod) fault_of_pod "${@:2}" ;;
        *) usage ;;
    esac
}

# `fault_of_node NODE power|cable|mend`
fault_of_node() {
    case ${2:-} in
        power) way_power "$1" off ;;
        cable) way_cable "$1" down ;;
        mend)
            way_power "$1" on
            way_cable "$1" up
            ;;
        *) usage ;;
    esac
}

# `fault_of_pod [NAMESPACE/]POD kill|hang|mend [CONTAINER]`: behind the kubelet's back
fault_of_pod() {
    case ${2:-} in
        kill) in_container "$1" "${3:-}" kill -KILL ;;
        hang) in_container "$1" "${3:-}" kill -STOP ;;
        mend) in_container "$1" "${3:-}" kill -CONT ;;
        *) usage ;;
    esac
}

# A process and what it starts are in real time (sched(7)) but for a JVM's compilers: whoever is as much in a hurry would
# wait for them for 100 ms. Where groups have a share of real time each, the root alone has any.
# shellcheck disable=SC2016 # a shell with process ids reads it
FIRST='for process; do
    group=/sys/fs/cgroup/cpu
    [ ! -e $group/cpu.rt_runtime_us ] || echo "$process" >$group/cgroup.procs
    chrt --all-tasks --rr --pid 1 "$process"
    for thread in $(grep --files-with-matches "^C[12] Compiler" /proc/"$process"/task/*/comm | cut -d/ -f5); do
        chrt --other --pid 0 "$thread"
    done
done'

# `first pod [NAMESPACE/]POD [CONTAINER]` or `first process PID`
first() {
    (($# >= 2)) || usage
    case $1 in
        pod) in_container "$2" "${3:-}" sh -ec "$FIRST" sh ;;
        process) sh -ec "$FIRST" sh "$2" ;;
        *) usage ;;
    esac
}

# `in_container [NAMESPACE/]POD CONTAINER COMMAND...`: on its node, with its processes as the last arguments. It is the
# first container when none is named.
in_container() {
    local namespace=default pod=${1##*/} which='[0]' found node id
    [[ $1 != */* ]] || namespace=${1%%/*}
    [[ -z $2 ]] || which="[?(@.name==\"$2\")]"
    found=$(way_exec kubectl --namespace "$namespace" get pod "$pod" \
        -o "jsonpath={.spec.nodeName} {.status.containerStatuses$which.containerID}")
    node=${found%% *}
    id=${found##*containerd://}
    [[ $found == *containerd://* ]] || fail "pod $namespace/$pod has no such container now"
    # shellcheck disable=SC2016 # the shell on the node reads it
    way_on_node "$node" sh -c 'id=$1; shift; "$@" $(ctr -n k8s.io tasks ps "$id" | awk "NR > 1 { print \$1 }")' \
        sh "$id" "${@:3}"
}
