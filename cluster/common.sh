# What every part of the cluster's scripts needs: where things are, and how they speak. Sourced; bash.
CLUSTER_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
REPOSITORY=$(dirname "$CLUSTER_HOME")
. "$REPOSITORY/scripts/say.sh"

# Two checkouts on one machine get two clusters that never meet: whatever one of them makes carries its id.
if [[ -z ${PARLEY_CLUSTER:-} ]]; then
    PARLEY_CLUSTER=$(sha256sum <<<"$REPOSITORY" | cut -c1-6)
fi
export PARLEY_CLUSTER

fail() {
    printf 'cluster: %s\n' "$*" >&2
    exit 1
}

# The id becomes part of file, cgroup and container names.
[[ $PARLEY_CLUSTER =~ ^[a-z0-9][a-z0-9-]{0,15}$ ]] ||
    fail "PARLEY_CLUSTER is \"$PARLEY_CLUSTER\" (expected: at most 16 of a-z, 0-9 and -, not beginning with -)"

# `wait_until SECONDS COMMAND...`: asks again until it is so; false when it is not so in time. What fails for good
# inside of the asking only means no.
wait_until() {
    local deadline=$((SECONDS + $1))
    shift
    until ("$@") >/dev/null 2>&1; do
        ((SECONDS < deadline)) || return 1
        sleep 0.2
    done
}
