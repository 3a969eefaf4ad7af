# The cgroups of a run: pods' limits are kept there, and they are the roll of its processes. Sourced after run.sh.

# Every hierarchy that a run has a folder in: one with cgroup v2, one for each controller with v1.
hierarchies() {
    if [[ -e /sys/fs/cgroup/cgroup.controllers ]]; then
        echo /sys/fs/cgroup
        return
    fi
    local folder
    for folder in /sys/fs/cgroup/*/; do
        [[ ! -e $folder/cgroup.procs ]] || echo "${folder%/}"
    done
}

# The one hierarchy whose members are the roll: nobody but this project moves processes there.
roll() {
    local folder
    for folder in /sys/fs/cgroup/pids /sys/fs/cgroup; do
        if [[ -e $folder/cgroup.procs ]]; then
            echo "$folder"
            return
        fi
    done
    fail "no cgroups at /sys/fs/cgroup: pods cannot be limited or found without them"
}

# A cluster's processes together count as that many, where every other process of the machine counts as one: less, and
# whatever else runs there, be it the test that asks the cluster, starves all of its nodes.
CLUSTER_WEIGHT=16

# `make_cgroup NAME`: in every hierarchy, below the run's. The kubelet wants its own to be there before it starts.
make_cgroup() {
    local hierarchy file
    for hierarchy in $(hierarchies); do
        mkdir -p "$hierarchy/$CGROUP/$1"
        if [[ -e $hierarchy/cgroup.subtree_control ]]; then
            delegate "$hierarchy"
            delegate "$hierarchy/$CGROUP"
        fi
        weigh_cgroup "$hierarchy"
        # A cpuset starts empty and takes no process until it names some.
        for file in cpuset.mems cpuset.cpus; do
            if [[ $hierarchy == */cpuset ]]; then
                cat "$hierarchy/$file" >"$hierarchy/$CGROUP/$file"
                cat "$hierarchy/$file" >"$hierarchy/$CGROUP/$1/$file"
            fi
        done
    done
}

weigh_cgroup() {
    if [[ -e $1/$CGROUP/cpu.shares ]]; then
        echo $((CLUSTER_WEIGHT * 1024)) >"$1/$CGROUP/cpu.shares"
    elif [[ -e $1/$CGROUP/cpu.weight ]]; then
        echo $((CLUSTER_WEIGHT * 100)) >"$1/$CGROUP/cpu.weight"
    fi
}

# With cgroup v2 a folder's children have the controllers that it hands down.
delegate() {
    local controller
    while read -r controller; do
        echo "+$controller" >"$1/cgroup.subtree_control" 2>/dev/null || true
    done < <(tr ' ' '\n' <"$1/cgroup.controllers")
}

# `join_cgroup NAME`: this shell and all that it starts from now on are on the roll, and have the cluster's share of the
# processors.
join_cgroup() {
    local hierarchy
    for hierarchy in "$(roll)" /sys/fs/cgroup/cpu; do
        [[ ! -e $hierarchy/$CGROUP/$1/cgroup.procs ]] || echo "$BASHPID" >"$hierarchy/$CGROUP/$1/cgroup.procs"
    done
}

# `members CGROUP`: the processes of a run, wherever they are by now.
members() {
    local folder
    folder=$(roll)/$1
    [[ ! -d $folder ]] || find "$folder" -name cgroup.procs -exec cat {} + 2>/dev/null || true
}

# `remove_cgroup CGROUP`: false while something is still in it.
remove_cgroup() {
    local hierarchy
    for hierarchy in $(hierarchies); do
        [[ ! -d $hierarchy/$1 ]] || find "$hierarchy/$1" -depth -type d -exec rmdir {} + 2>/dev/null || return 1
    done
}
