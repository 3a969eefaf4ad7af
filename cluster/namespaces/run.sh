# One run of a cluster in namespaces: what it is called, where it keeps things, and how to get inside. Sourced.
#
# A run is one tree of processes. Its first process holds the network that everything is in; kill it, and the kernel
# ends the rest: that is why nothing here has to be remembered to be undone. What is left then are a folder and empty
# cgroups.
#
# shellcheck disable=SC2034 # whoever sources this uses them
RUNS=/var/lib/parley-cluster
RUN=$RUNS/$PARLEY_CLUSTER
CGROUP=parley-$PARLEY_CLUSTER
NODES=${PARLEY_CLUSTER_NODES:-2}
# One digit in addresses and names, and more than two cores can carry.
MAX_NODES=9

# Nothing outside of the run's namespaces ever sees these addresses, so every run uses the same.
CONTROL_PLANE=172.30.0.1
SERVICES=10.201.0.0/16
SERVICE_API=10.201.0.1
SERVICE_DNS=10.201.0.10
PODS=10.200.0.0/16
node_address() { echo "172.30.0.1$1"; }
pods_of_node() { echo "10.200.$1.0/24"; }

# `number_of node2`: 2; fails for what is no node of this run.
number_of() {
    [[ $1 =~ ^node([1-9])$ && -d $RUN/$1 ]] || fail "there is no node \"$1\" in cluster $PARLEY_CLUSTER"
    echo "${BASH_REMATCH[1]}"
}

# By the folders they have: how many they are was said when the run began.
all_nodes() {
    local folder
    for folder in "$RUN"/node[1-9]/; do
        basename "$folder"
    done
}

# `first_process run|node2`: its process id, seen from here; nothing when it does not live. Ids are used again, so the
# process must also be in this run's cgroup.
first_process() {
    local pid
    pid=$(cat "$RUN/$1/first-process" 2>/dev/null) || return 0
    if grep -q "/$CGROUP/" "/proc/$pid/cgroup" 2>/dev/null; then
        echo "$pid"
    fi
}

is_running() {
    [[ -n $(first_process "$1") ]]
}

# `in_lan COMMAND...`: in the network of the cluster, with this machine's files.
in_lan() {
    local pid
    pid=$(first_process run)
    [[ -n $pid ]] || fail "\"$PARLEY_CLUSTER\" is not up (make cluster-up)"
    # Not `ip netns exec`: that mounts a new /sys, without the cgroups in it.
    nsenter --net="/proc/$pid/ns/net" "$@"
}

# `in_node node2 COMMAND...`: as a shell on that machine would.
in_node() {
    local name=$1 pid
    shift
    pid=$(first_process "$name")
    [[ -n $pid ]] || fail "$name of cluster $PARLEY_CLUSTER has no power"
    nsenter --target "$pid" --mount --net --pid -- "$@"
}
