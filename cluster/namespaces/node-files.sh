# The configuration of a node's services. Sourced after run.sh and needs.sh.

# `write_node_files N`: below $RUN/nodeN, which the node sees as /run/cluster/nodeN.
write_node_files() {
    local folder=$RUN/node$1
    mkdir -p "$folder/cni"
    pod_network "$1" >"$folder/cni/10-pods.conflist"
    containerd_config "$1" >"$folder/containerd.toml"
    kubelet_config "$1" >"$folder/kubelet.yaml"
    proxy_config "$1" >"$folder/kube-proxy.yaml"
    # No name server but the cluster's own.
    : >"$folder/resolv.conf"
}

# Leases of addresses are in /run: after a power cut no pod is left that could have one.
pod_network() {
    cat <<JSON
{
  "cniVersion": "1.0.0",
  "name": "pods",
  "plugins": [
    {
      "type": "bridge",
      "bridge": "pods",
      "isGateway": true,
      "ipMasq": false,
      "hairpinMode": true,
      "ipam": {
        "type": "host-local",
        "ranges": [[{"subnet": "$(pods_of_node "$1")"}]],
        "routes": [{"dst": "0.0.0.0/0"}],
        "dataDir": "/run/pod-addresses"
      }
    },
    {"type": "portmap", "capabilities": {"portMappings": true}}
  ]
}
JSON
}

containerd_config() {
    cat <<TOML
version = 2

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "$PAUSE_IMAGE"
  # Without CAP_SYS_RESOURCE nobody may lower a process' score.
  restrict_oom_score_adj = true

[plugins."io.containerd.grpc.v1.cri".cni]
  bin_dir = "$(cni_folder)"
  conf_dir = "/run/cluster/node$1/cni"

[plugins."io.containerd.grpc.v1.cri".containerd]
  snapshotter = "$(snapshotter)"
TOML
}

# An overlay cannot lie on an overlay, which is what the disk is when this machine is a container itself.
snapshotter() {
    case $(stat --file-system --format %T "$RUN") in
        overlayfs) echo native ;;
        *) echo overlayfs ;;
    esac
}

kubelet_config() {
    cat <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: true}
  x509: {clientCAFile: /run/cluster/keys/ca.crt}
authorization: {mode: Webhook}
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
resolvConf: /run/cluster/node$1/resolv.conf
clusterDNS: [$SERVICE_DNS]
clusterDomain: cluster.local
cgroupDriver: cgroupfs
cgroupRoot: /$CGROUP/node$1
enforceNodeAllocatable: []
# As with containerd; the gate lets it go on where a sysctl or a device is not its to touch.
oomScoreAdj: 0
featureGates: {KubeletInUserNamespace: true}
failSwapOn: false
# The disk is shared with everything else on this machine: its fullness says nothing about the pods.
localStorageCapacityIsolation: false
evictionHard: {memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1%}
imageGCHighThresholdPercent: 100
volumePluginDir: /var/lib/kubelet/volume-plugins
# A lease a quarter of this old is renewed: four in the 20 s after which a node counts as lost.
nodeLeaseDurationSeconds: 20
YAML
}

proxy_config() {
    cat <<YAML
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
clientConnection: {kubeconfig: /run/cluster/proxy.kubeconfig}
mode: iptables
clusterCIDR: $PODS
hostnameOverride: node$1
# These sysctls belong to the machine outside: zero leaves them as they are.
conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
YAML
}
