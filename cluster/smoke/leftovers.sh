# What clusters in namespaces leave behind, and to each other. Sourced by run.

# What this machine has that a cluster adds to, a line each.
remember_machine() {
    cut -d' ' -f5 /proc/self/mountinfo
    find /sys/fs/cgroup -maxdepth 2 -name 'parley-*'
    find /var/lib /run -maxdepth 1 -name 'parley-cluster*' ! -name '*.lock'
    find /var/lib/{cni,containerd,kubelet} /var/log/{pods,containers} /run/netns -maxdepth 1 2>/dev/null || true
    ip -o link show | cut -d: -f2
}

# The namespaces that this cluster's processes are in. One lives while a process is in it, or a mount holds it, which
# the machine's mounts would show.
remember_namespaces() {
    local pid
    while read -r pid; do
        readlink "/proc/$pid/ns/"{net,mnt,pid} || true
    done < <(find "/sys/fs/cgroup/"{,pids/}"parley-$PARLEY_CLUSTER" -name cgroup.procs -exec cat {} + 2>/dev/null) |
        sort -u | grep -vxFf <(readlink /proc/self/ns/{net,mnt,pid})
}

namespaces_of_all() {
    readlink /proc/[0-9]*/ns/{net,mnt,pid} | sort -u
}

left_on_machine() {
    comm -13 <(sort -u "$WORK/before") <(remember_machine | sort -u)
    comm -12 "$WORK/namespaces" <(namespaces_of_all)
}

nothing_left() {
    [[ -s $WORK/namespaces && -z $(left_on_machine) ]]
}

# The kernel takes namespaces apart in its own time.
prove_nothing_left() {
    within 10 nothing_left || {
        left_on_machine
        return 1
    }
}

other() { PARLEY_CLUSTER=$PARLEY_CLUSTER-b PARLEY_CLUSTER_NODES=1 "$REPOSITORY/scripts/cluster" "$@"; }

other_answers() {
    other exec kubectl get nodes
    [[ $(other nodes | wc -l) == 1 ]]
}

# Its first process is killed, and so is one that is being brought up, in the middle of it.
crash_other() {
    other up &
    local up=$!
    within 30 test -e "/var/lib/parley-cluster/$PARLEY_CLUSTER-b/run/first-process"
    kill -KILL "$up"
    wait "$up" 2>/dev/null || true
    other up
    kill -KILL "$(cat "/var/lib/parley-cluster/$PARLEY_CLUSTER-b/run/first-process")"
    ! other exec true
}

# The next one that is brought up here, or taken down, removes it, and nothing of one that lives.
clean_up_after_other() {
    cluster up
    [[ ! -e /var/lib/parley-cluster/$PARLEY_CLUSTER-b ]] || return 1
    [[ -z $(find /sys/fs/cgroup -maxdepth 2 -name "parley-$PARLEY_CLUSTER-b") ]] || return 1
    all_ready
}

prove_beside_one_another() {
    prove "another cluster beside this one" other up
    prove "both answer" other_answers
    prove "the other is gone" other down
    prove "killed while it comes up, then again once it is up" crash_other
    prove "what it left is removed, this one is untouched" clean_up_after_other
}
