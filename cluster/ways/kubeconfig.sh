# A cluster that whoever runs this has already. Sourced after common.sh; the same functions as ways/namespaces.sh,
# except for what is not ours to do to somebody's machines.
. "$CLUSTER_HOME/programs.sh"
OWN_CONFIG=${PARLEY_KUBECONFIG:-${KUBECONFIG:-}}

way_check() {
    need_clients
    way_exec kubectl get --raw /readyz >/dev/null || fail "the cluster of $OWN_CONFIG does not answer"
}

way_up() {
    way_check
    say "using the cluster of $OWN_CONFIG"
}

way_down() {
    say "the cluster of $OWN_CONFIG is yours: left as it is"
}

way_become() {
    export KUBECONFIG=$OWN_CONFIG PATH=$PATH:$PROGRAMS/bin
    exec "$@"
}

# How images come into it only its owner knows: from a registry, or by a command that takes a tar.
way_load() {
    [[ -n ${PARLEY_CLUSTER_LOAD:-} ]] || fail "set PARLEY_CLUSTER_LOAD to a command that brings an image tar into the" \
        "cluster of $OWN_CONFIG (for instance \"k3d image import\"), or push the images to a registry it reaches"
    local image
    for image in "$@"; do
        $PARLEY_CLUSTER_LOAD "$image" >&2
    done
}

not_ours() {
    say "cluster: the machines of the cluster of $OWN_CONFIG are not ours to break"
    exit "$EXIT_NOT_OURS"
}

way_on_node() { not_ours; }
way_power() { not_ours; }
way_cable() { not_ours; }
