# A cluster of kind's, where Docker and kind are. Sourced after common.sh; the same functions as ways/namespaces.sh.
. "$CLUSTER_HOME/programs.sh"
NODES=${PARLEY_CLUSTER_NODES:-2}
KIND_NAME=parley-$PARLEY_CLUSTER
# Outside of the kubeconfig of whoever runs this.
KIND_CONFIG=$PROGRAMS_CACHE/$KIND_NAME.kubeconfig

# Docker has answered (which.sh).
way_check() {
    true
}

way_up() {
    need_clients
    mkdir -p "$PROGRAMS_CACHE"
    if kind get clusters 2>/dev/null | grep -qx "$KIND_NAME"; then
        kind export kubeconfig --name "$KIND_NAME" --kubeconfig "$KIND_CONFIG" >/dev/null 2>&1
        say "cluster $PARLEY_CLUSTER is up already"
        return
    fi
    step "$NODES nodes are Ready" kind create cluster --name "$KIND_NAME" --kubeconfig "$KIND_CONFIG" --wait 180s \
        --config <(kind_config) >&2
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
