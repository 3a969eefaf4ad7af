# What a machine must have for a cluster in namespaces; installs what Debian has, says what nobody can install. Sourced.

# Program, and Debian's package for it.
declare -A PACKAGE_OF=(
    [containerd]=containerd [ctr]=containerd [runc]=runc [ip]=iproute2 [iptables]=iptables [openssl]=openssl
    [unshare]=util-linux [nsenter]=util-linux [flock]=util-linux [sysctl]=procps [mount]=mount
)
CNI_FOLDERS=(/usr/lib/cni /opt/cni/bin)
CONTROLLERS_V1=(cpu cpuset memory pids devices freezer)
CONTROLLERS_V2=(cpu memory pids)

need_machine() {
    [[ $(uname -s) == Linux ]] || fail "namespaces are Linux': elsewhere set KUBECONFIG, or install Docker and kind"
    [[ $(id -u) == 0 ]] || fail "making namespaces, mounts and cgroups needs root (sudo make cluster-up);" \
        "without it set KUBECONFIG to a cluster of yours, or install Docker and kind"
    [[ $NODES =~ ^[1-9]$ ]] || fail "PARLEY_CLUSTER_NODES is \"$NODES\" (expected: 1 to $MAX_NODES)"
    need_packages
    need_cgroups
    need_kernel
}

need_packages() {
    local program missing=()
    for program in "${!PACKAGE_OF[@]}"; do
        command -v "$program" >/dev/null || missing+=("${PACKAGE_OF[$program]}")
    done
    [[ -n $(cni_folder) ]] || missing+=(containernetworking-plugins)
    ((${#missing[@]})) || return 0
    readarray -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
    command -v apt-get >/dev/null || fail "missing, by Debian's names: ${missing[*]}"
    step "installed ${missing[*]}" install_packages "${missing[@]}"
}

install_packages() {
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; } </dev/null >/dev/null 2>&1 ||
        fail "apt-get cannot install: $*"
}

cni_folder() {
    local folder
    for folder in "${CNI_FOLDERS[@]}"; do
        if [[ -x $folder/bridge ]]; then
            echo "$folder"
            return
        fi
    done
}

need_cgroups() {
    local controller
    if [[ -e /sys/fs/cgroup/cgroup.controllers ]]; then
        for controller in "${CONTROLLERS_V2[@]}"; do
            grep -qw "$controller" /sys/fs/cgroup/cgroup.controllers || fail "no cgroup controller $controller here"
        done
    else
        for controller in "${CONTROLLERS_V1[@]}"; do
            [[ -e /sys/fs/cgroup/$controller/cgroup.procs ]] ||
                fail "no cgroup controller $controller at /sys/fs/cgroup: the kubelet needs it to limit pods"
        done
    fi
    [[ -w $(roll) ]] || fail "the cgroups at $(roll) cannot be written: is this a container without rights of its own?"
}

need_kernel() {
    # Modules where the kernel has them as such; built in, or refused in a container, this says nothing.
    modprobe -qa overlay br_netfilter 2>/dev/null || true
    grep -qw overlay /proc/filesystems || fail "the kernel has no overlay file system: containers' files need it"
    unshare --net --mount --pid --fork true 2>/dev/null || fail "the kernel lets nobody make namespaces here"
    unshare --net ip link add probe type bridge 2>/dev/null || fail "the kernel makes no network bridges here"
    unshare --net --mount sh -c 'mount -t tmpfs none /run && iptables -t nat -L -n' >/dev/null 2>&1 ||
        fail "iptables cannot be used here: Services need it"
}
