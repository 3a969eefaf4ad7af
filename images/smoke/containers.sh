# Runs unpacked images by runc as a pod would be run: an unprivileged user, no capabilities, a root file system that
# nobody can write, one folder at /tmp, little memory, and no network but one of their own. Needs root. Sourced after
# common.sh.
. "$REPOSITORY/scripts/toolchain.sh"
find_jdk
. "$IMAGES_HOME/image-tar.sh"
. "$IMAGES_HOME/redis.sh"
WORK=$(mktemp -d)
RUN=parley-images-$$

# A loaded machine is slow; one that takes longer hangs.
READY_SECONDS=120
# Longer than a program takes to end in order when nobody is in a meeting.
END_SECONDS=30

SETTINGS=(
    PARLEY_PROFILE=production PARLEY_NODE_SECRET=the-secret-of-nodes-in-the-smoke-test
    PARLEY_API_SECRET=the-secret-of-the-api-in-the-smoke-test PARLEY_REDIS_URL=redis://127.0.0.1:6379
    PARLEY_NODES=http://127.0.0.1:9100 PARLEY_ANNOUNCE=127.0.0.1 PARLEY_LOOPS=1
    # There is no Kubernetes: whoever wants to lead waits for one.
    PARLEY_OPERATOR_VERSION=smoke PARLEY_OPERATOR_LEASE_NAMESPACE=smoke
)

need_runc() {
    [[ $(id -u) == 0 ]] || fail "running an image by runc needs root (sudo make images-smoke)"
    command -v runc >/dev/null && return
    command -v apt-get >/dev/null || fail "no runc: install it (Debian: runc)"
    step "installed runc" install_runc
}

install_runc() {
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends runc; } </dev/null >/dev/null 2>&1 ||
        fail "apt-get cannot install runc"
}

# A network without a way out, as long as its first process lives.
make_network() {
    unshare --net --kill-child --fork sleep infinity &
    HOLDER=$!
    until NETWORK=$(holder_network); do sleep 0.1; done
    nsenter --net="$NETWORK" ip link set lo up
}

holder_network() {
    local child
    child=$(pgrep -P "$HOLDER") || return 1
    echo "/proc/$child/ns/net"
}

inside() { nsenter --net="$NETWORK" -- "$@"; }

runtime() { runc --root "$WORK/runc" "$@"; }

# `unpack_image NAME`
unpack_image() {
    [[ -e $OUT/$1.tar ]] || fail "no $OUT/$1.tar: run \`make images\` first"
    unpack "$OUT/$1.tar" "$1"
}

# `unpack TAR NAME`
unpack() {
    mkdir -p "$WORK/$2"
    node "$IMAGES_HOME/unpack.mjs" "$1" "$WORK/$2"
}

run_redis() {
    redis_image "$WORK/redis.tar"
    unpack "$WORK/redis.tar" redis
    run redis
}

# `run NAME SETTING...`: begins it, and returns.
run() {
    local name=$1
    shift
    node "$IMAGES_HOME/smoke/bundle.mjs" "$WORK/$name" "/$RUN/$name" "$NETWORK" "$@"
    runtime run --detach --bundle "$WORK/$name" --pid-file "$WORK/$name/pid" "$RUN-$name" \
        </dev/null >"$WORK/$name/log" 2>&1
}

process_of() { cat "$WORK/$1/pid"; }

status_of() { inside "$IMAGES_HOME/ask" "$1" "$2" 2>/dev/null | head -n 1 | cut -d' ' -f2; }

# `ready NAME`
ready() {
    local port deadline=$((SECONDS + READY_SECONDS))
    port=$(head -n 1 "$WORK/$1/port")
    until [[ $(status_of "$port" /health/ready) == 200 ]]; do
        kill -0 "$(process_of "$1")" || return 1
        ((SECONDS < deadline)) || return 1
        sleep 0.1
    done
}

start() {
    run "$@"
    ready "$1"
}

ended() { ! kill -0 "$1" 2>/dev/null; }

# `ends NAME`: in order, when told.
ends() {
    local process deadline=$((SECONDS + END_SECONDS))
    process=$(process_of "$1")
    runtime kill "$RUN-$1" TERM
    until ended "$process"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.1
    done
    runtime delete "$RUN-$1"
}

cleanup() {
    local name
    for name in redis parley-media-node parley-signaling parley-operator; do
        runtime delete --force "$RUN-$name" >/dev/null 2>&1 || true
    done
    [[ -z ${HOLDER:-} ]] || kill "$HOLDER" 2>/dev/null || true
    find /sys/fs/cgroup -depth -type d -path "*/$RUN*" -exec rmdir {} + 2>/dev/null || true
    rm -rf "$WORK"
}
