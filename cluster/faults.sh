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

# `first [NAMESPACE/]POD [CONTAINER]`: no fault, but what the nodes of a machine are short of (sched(7))
first() {
    # shellcheck disable=SC2016 # the shell on the node reads it
    in_container "$1" "${2:-}" sh -c 'for process; do chrt --all-tasks --rr --pid 1 "$process"; done' sh
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
