# A cluster of kind's, where Docker and kind are. Sourced after common.sh; the same functions as ways/namespaces.sh.
. "$CLUSTER_HOME/programs.sh"
NODES=${PARLEY_CLUSTER_NODES:-2}
KIND_NAME=parley-$PARLEY_CLUSTER
# Outside of the kubeconfig of whoever runs this.
KIND_CONFIG=$PROGRAMS_CACHE/$KIND_NAME.kubeconfig
# Twice and more of what two cores took for all of it together (62 s).
CONTROL_PLANE_TIME=180s
NODES_TIME=120s
# What is up answers at once; who has to be waited for is not.
WHOLE_TIME=10s

# Who named this way outright has not been asked yet whether it is there.
way_check() {
    kind_works || fail "no kind here, or no Docker engine that answers: install both (https://kind.sigs.k8s.io)"
}

way_up() {
    way_check
    need_clients
    mkdir -p "$PROGRAMS_CACHE"
    # Not by grep's -q: it hangs up as soon as it knows, and kind dies of that when it has more clusters to name.
    if kind get clusters 2>/dev/null | grep -x "$KIND_NAME" >/dev/null; then
        if is_whole >/dev/null 2>&1; then
            say "cluster $PARLEY_CLUSTER is up already"
            return
        fi
        say "cluster $PARLEY_CLUSTER is not as it should be: it is made anew"
        way_down
    fi
    step "$NODES nodes are Ready" create_cluster
}

# kind waits for the control plane alone, and where that is not in time it only warns.
create_cluster() {
    kind create cluster --name "$KIND_NAME" --kubeconfig "$KIND_CONFIG" --wait "$CONTROL_PLANE_TIME" \
        --config <(kind_config) >&2
    nodes_ready "$NODES_TIME" ||
        fail "the nodes of $KIND_NAME are not Ready after $NODES_TIME (kind export logs --name $KIND_NAME)"
}

# A machine may have been left without power: that of the control plane has no kubeconfig to give then.
is_whole() {
    kind export kubeconfig --name "$KIND_NAME" --kubeconfig "$KIND_CONFIG" && nodes_ready "$WHOLE_TIME"
}

# `nodes_ready TIME`: names are answered, too: what starts in the cluster asks for them at once.
nodes_ready() {
    way_exec kubectl wait nodes --all --for condition=Ready --timeout "$1" >/dev/null &&
        way_exec kubectl --namespace kube-system rollout status deployment/coredns --timeout "$1" >/dev/null
}

kind_config() {
    local i
    printf '%s\n' 'kind: Cluster' 'apiVersion: kind.x-k8s.io/v1alpha4' 'nodes:' '- role: control-plane'
    for ((i = 1; i <= NODES; i++)); do
        echo '- role: worker'
    done
}

way_down() {
    kind delete cluster --name "$KIND_NAME" --kubeconfig "$KIND_CONFIG" >&2
    rm -f "$KIND_CONFIG"
}

# Docker's network is reached from this machine as it is.
way_become() {
    [[ -e $KIND_CONFIG ]] || fail "\"$PARLEY_CLUSTER\" is not up (make cluster-up)"
    export KUBECONFIG=$KIND_CONFIG PATH=$PATH:$PROGRAMS/bin
    exec "$@"
}

way_on_node() {
    local node=$1
    shift
    docker exec --interactive "$node" "$@"
}

way_load() {
    local image
    for image in "$@"; do
        kind load image-archive "$image" --name "$KIND_NAME" >&2
    done
}

way_power() {
    case $2 in
        off) docker kill "$1" >/dev/null ;;
        on) docker start "$1" >/dev/null ;;
    esac
}

# Below Docker, at its end of the cable: a network that is left and joined again would give the node another address.
way_cable() {
    docker exec "$1" ip link set eth0 "$2"
    [[ $2 == down ]] || docker exec "$1" ip route replace default via "$(kind_gateway)"
}

kind_gateway() {
    docker network inspect kind --format '{{range .IPAM.Config}}{{.Gateway}} {{end}}' | tr ' ' '\n' | grep -m1 -F .
}
