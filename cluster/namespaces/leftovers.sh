# Ends runs and removes what they leave, whatever ended them. Sourced after run.sh and cgroups.sh.

# Bringing up and taking down happen one at a time on a machine: who holds this knows that a run without processes is
# not just being born.
LOCK=/run/parley-cluster.lock
KILL_SECONDS=10

lock_runs() {
    exec 9>"$LOCK"
    flock --nonblock 9 || {
        say "another cluster is being brought up or taken down on this machine: waiting for it"
        flock 9
    }
}

# `end_run ID`: every process of it, then its cgroups and its folder.
end_run() {
    local id=$1
    wait_until "$KILL_SECONDS" no_members "parley-$id" ||
        fail "processes of cluster $id cannot be ended: $(members "parley-$id" | xargs)"
    wait_until "$KILL_SECONDS" remove_cgroup "parley-$id" || fail "the cgroups of cluster $id cannot be removed"
    # Its mounts were in its own namespaces and are gone with them; should one ever not be, do not reach through it.
    rm -rf --one-file-system "${RUNS:?}/$id"
    rmdir "$RUNS" 2>/dev/null || true
}

# Kills whoever is there; true when nobody was.
no_members() {
    local pids
    pids=$(members "$1")
    [[ -n $pids ]] || return 0
    # No TERM: the API server would wait a minute for its watchers. The run's own first process takes all with it.
    xargs kill -KILL <<<"$pids" 2>/dev/null || true
    return 1
}

# Runs of other checkouts whose processes have all ended left their folders and cgroups to whoever comes next.
end_dead_runs() {
    local folder id
    for folder in "$RUNS"/*/; do
        id=$(basename "$folder")
        if [[ -d $folder && $id != "$PARLEY_CLUSTER" && -z $(members "parley-$id") ]]; then
            say "cluster $id ended without being taken down: removing what it left"
            end_run "$id"
        fi
    done
}
