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

# `fault_of_pod [NAMESPACE/]POD kill|hang|mend [CONTAINER]`
fault_of_pod() {
    case ${2:-} in
        kill) signal_container KILL "$1" "${3:-}" ;;
        hang) signal_container STOP "$1" "${3:-}" ;;
        mend) signal_container CONT "$1" "${3:-}" ;;
        *) usage ;;
    esac
}

# `signal_container SIGNAL [NAMESPACE/]POD [CONTAINER]`: to all its processes, behind the kubelet's back. It is the
# first container when none is named.
signal_container() {
    local signal=$1 namespace=default pod=${2##*/} which='[0]' found node id
    [[ $2 != */* ]] || namespace=${2%%/*}
    [[ -z $3 ]] || which="[?(@.name==\"$3\")]"
    found=$(way_exec kubectl --namespace "$namespace" get pod "$pod" \
        -o "jsonpath={.spec.nodeName} {.status.containerStatuses$which.containerID}")
    node=${found%% *}
    id=${found##*containerd://}
    [[ $found == *containerd://* ]] || fail "pod $namespace/$pod has no such container now"
    # shellcheck disable=SC2016 # the shell on the node reads it
    way_on_node "$node" sh -c 'kill -"$1" $(ctr -n k8s.io tasks ps "$2" | awk "NR > 1 { print \$1 }")' \
        sh "$signal" "$id"
}
