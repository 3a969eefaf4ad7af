# A cluster made here: a real control plane and real kubelets in network namespaces without a way out. Sourced after
# common.sh; ways/kind.sh and ways/kubeconfig.sh have the same functions.
. "$CLUSTER_HOME/programs.sh"
. "$CLUSTER_HOME/image.sh"
. "$CLUSTER_HOME/namespaces/run.sh"
. "$CLUSTER_HOME/namespaces/cgroups.sh"
. "$CLUSTER_HOME/namespaces/leftovers.sh"
. "$CLUSTER_HOME/namespaces/needs.sh"
. "$CLUSTER_HOME/namespaces/keys.sh"
. "$CLUSTER_HOME/namespaces/node-files.sh"
. "$CLUSTER_HOME/namespaces/nodes.sh"
PAUSE_IMAGE=parley.local/pause:1
API_SERVER_SECONDS=60
NODES_SECONDS=60

way_check() {
    need_machine
}

way_up() {
    way_check
    need_kubernetes
    need_helm
    need_pause
    lock_runs
    end_dead_runs
    if is_running run && nodes_ready; then
        say "cluster $PARLEY_CLUSTER is up already"
        return
    fi
    end_run "$PARLEY_CLUSTER"
    step "keys and configuration" write_run
    step "control plane answers" start_control_plane
    step "$NODES nodes are Ready" start_nodes
}

write_run() {
    local i
    mkdir -p "$RUN"/{images,log}
    for ((i = 1; i <= NODES; i++)); do
        mkdir "$RUN/node$i"
    done
    make_keys
    ln "$PROGRAMS/pause.tar" "$RUN/images/pause.tar" 2>/dev/null || cp "$PROGRAMS/pause.tar" "$RUN/images/"
    make_cgroup system
    make_cgroup clients
    for ((i = 1; i <= NODES; i++)); do
        write_node_files "$i"
    done
}

start_control_plane() {
    start_tree "$RUN/log/run.log" \
        unshare --net --mount --pid --fork --kill-child "$CLUSTER_HOME/namespaces/control-plane"
    wait_until "$API_SERVER_SECONDS" way_exec kubectl get --raw /readyz ||
        fail "the API server does not answer after $API_SERVER_SECONDS s, see $RUN/log/control-plane"
    dns_service | way_exec kubectl apply -f - >/dev/null
}

start_nodes() {
    local node
    for node in $(all_nodes); do
        power_on "$node"
    done
    wait_until "$NODES_SECONDS" nodes_ready ||
        fail "the nodes are not Ready after $NODES_SECONDS s, see $RUN/log/node1/kubelet.log"
}

# The DNS is no pod here: a Service without a selector, and by hand what a controller would write for one.
dns_service() {
    cat <<YAML
apiVersion: v1
kind: Service
metadata: {name: kube-dns, namespace: kube-system}
spec:
  clusterIP: $SERVICE_DNS
  ports:
  - {name: dns, port: 53, protocol: UDP}
  - {name: dns-tcp, port: 53, protocol: TCP}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: kube-dns
  namespace: kube-system
  labels: {kubernetes.io/service-name: kube-dns}
addressType: IPv4
ports:
- {name: dns, port: 53, protocol: UDP}
- {name: dns-tcp, port: 53, protocol: TCP}
endpoints:
- addresses: ["$CONTROL_PLANE"]
  conditions: {ready: true}
YAML
}

# Pods can be made, too: that takes the default account, which a controller makes.
nodes_ready() {
    local ready
    ready=$(way_exec kubectl get nodes \
        -o 'jsonpath={range .items[*]}{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}' | grep -c True)
    ((ready == NODES)) && way_exec kubectl get serviceaccount default
}

# Its image lies beside the programs: it is made once, too.
need_pause() {
    [[ -e $PROGRAMS/pause.tar ]] || {
        build_once pause "the pause program" ./pause
        image_tar "$PAUSE_IMAGE" "$PROGRAMS/pause.tar" "$PROGRAMS/bin/pause"
    }
}

way_down() {
    [[ $(id -u) == 0 ]] || fail "taking down a cluster in namespaces needs root (sudo make cluster-down)"
    lock_runs
    end_dead_runs
    if [[ ! -d $RUN && -z $(members "$CGROUP") ]]; then
        say "cluster $PARLEY_CLUSTER: nothing is up"
        return
    fi
    step "cluster $PARLEY_CLUSTER is gone" end_run "$PARLEY_CLUSTER"
}

# On the roll, so that a client which its test forgot ends with the cluster.
way_become() {
    is_running run || fail "\"$PARLEY_CLUSTER\" is not up (make cluster-up)"
    join_cgroup clients
    export KUBECONFIG=$RUN/admin.kubeconfig PATH=$PROGRAMS/bin:$PATH
    exec nsenter --net="/proc/$(first_process run)/ns/net" -- "$@"
}

way_on_node() {
    in_node "$@"
}

# A copy stays for nodes that have no power now; a later tar of the same file name takes its place.
way_load() {
    local image name node
    for image in "$@"; do
        name=$(basename "$image")
        cp "$image" "$RUN/images/.$name"
        mv "$RUN/images/.$name" "$RUN/images/$name"
        for node in $(all_nodes); do
            ! is_running "$node" || in_node "$node" "$CLUSTER_HOME/namespaces/import-image" "$name"
        done
    done
}

way_power() {
    "power_$2" "$1"
}

way_cable() {
    cable "$1" "$2"
}
