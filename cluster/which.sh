# Which of three ways leads to a cluster here. Sourced after common.sh.

# What a fault answers that this way cannot make: a test may leave it out, and say so.
# shellcheck disable=SC2034 # ways/kubeconfig.sh uses it
EXIT_NOT_OURS=3

# Said by whoever runs this, else found out. ~/.kube/config is not looked at: it may be of a cluster that matters.
find_way() {
    if [[ -n ${PARLEY_CLUSTER_WAY:-} ]]; then
        [[ -e $CLUSTER_HOME/ways/$PARLEY_CLUSTER_WAY.sh ]] ||
            fail "PARLEY_CLUSTER_WAY is \"$PARLEY_CLUSTER_WAY\" (expected: kubeconfig, kind or namespaces)"
    elif [[ -n ${PARLEY_KUBECONFIG:-${KUBECONFIG:-}} ]]; then
        PARLEY_CLUSTER_WAY=kubeconfig
    elif kind_works; then
        PARLEY_CLUSTER_WAY=kind
    else
        PARLEY_CLUSTER_WAY=namespaces
    fi
    # Whatever runs inside of the cluster's network finds its KUBECONFIG set, and must still find the same way.
    export PARLEY_CLUSTER_WAY
}

# `way_exec COMMAND...`: runs it where the cluster is reached. A way says how to become such a command.
way_exec() {
    (way_become "$@")
}

# A docker command without an engine behind it is common; only the engine's answer counts.
kind_works() {
    command -v kind >/dev/null && command -v docker >/dev/null && docker info >/dev/null 2>&1
}
