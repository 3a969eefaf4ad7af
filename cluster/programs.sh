# Builds the programs of a Kubernetes cluster from their Go modules, once for each state of cluster/programs/, into a
# cache folder of the user's. Sourced after common.sh.
#
#   $PROGRAMS/bin/     one binary and a link for each program in it; helm
#   $PROGRAMS/api/     the same, laid out as fabric8's kube-api-test and controller-runtime's envtest look for them
PROGRAMS_SOURCE=$CLUSTER_HOME/programs
PROGRAMS_CACHE=${PARLEY_CLUSTER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/parley/cluster}
KUBERNETES_VERSION=$(sed -n 's|^\tk8s.io/kubernetes v||p' "$PROGRAMS_SOURCE/go.mod")
HELM_VERSION=$(sed -n 's|^\thelm.sh/helm/v3 v\([^ ]*\).*|\1|p' "$PROGRAMS_SOURCE/go.mod")

# Without paths of this checkout in it, another checkout's build is made of the same parts; without C, it runs anywhere.
GO_FLAGS=(-trimpath -buildvcs=false)

# Clients compare versions, and a build from modules would call itself v0.0.0-master.
version_flags() {
    local kubernetes=k8s.io/component-base/version helm=helm.sh/helm/v3 major minor
    major=${KUBERNETES_VERSION%%.*}
    minor=${KUBERNETES_VERSION#*.}
    minor=${minor%%.*}
    printf -- '-s -w'
    printf -- ' -X %s' \
        "$kubernetes.gitVersion=v$KUBERNETES_VERSION" "$kubernetes.gitMajor=$major" "$kubernetes.gitMinor=$minor" \
        "$kubernetes.gitTreeState=clean" "$helm/internal/version.version=v$HELM_VERSION" \
        "$helm/pkg/lint/rules.k8sVersionMajor=$major" "$helm/pkg/lint/rules.k8sVersionMinor=$minor" \
        "$helm/pkg/chartutil.k8sVersionMajor=$major" "$helm/pkg/chartutil.k8sVersionMinor=$minor"
}

# Whatever goes into them is in the name of their folder.
PROGRAMS=$PROGRAMS_CACHE/$KUBERNETES_VERSION-$({
    cat "$PROGRAMS_SOURCE"/{,pause/}*.go "$PROGRAMS_SOURCE"/go.*
    echo "${GO_FLAGS[*]} $(version_flags) $(uname -m)"
} | sha256sum | cut -c1-12)

# A cache of a version that nobody used for so long only fills the disk (each is 200 MB).
PROGRAMS_KEPT_DAYS=30

PROGRESS_SECONDS=10

# Kubernetes alone: what tests against an API server need.
need_kubernetes() {
    [[ -e $PROGRAMS/bin/kubernetes ]] || {
        say "With nothing in Go's caches this takes two cores about 8 minutes and the disk 5 GB"
        build_once kubernetes "Kubernetes $KUBERNETES_VERSION" .
    }
    touch "$PROGRAMS"
}

need_helm() {
    [[ -e $PROGRAMS/bin/helm ]] || build_once helm "helm $HELM_VERSION" helm.sh/helm/v3/cmd/helm
}

# For a cluster that is not ours, whoever owns it may have programs that fit it better.
need_clients() {
    command -v kubectl >/dev/null || need_kubernetes
    command -v helm >/dev/null || need_helm
}

# One builder at a time; whoever waited finds it built.
build_once() {
    command -v go >/dev/null || fail "no Go found: $2 is built from its sources; install Go $(go_wanted) or newer"
    mkdir -p "$PROGRAMS/bin"
    (
        flock 9
        [[ -e $PROGRAMS/bin/$1 ]] || build "$@"
    ) 9>"$PROGRAMS_CACHE/lock"
}

go_wanted() {
    sed -n 's/^go //p' "$PROGRAMS_SOURCE/go.mod"
}

# `build NAME WORDS PACKAGE`: a file appears under its name only when it is whole.
build() {
    local name=$1 words=$2 package=$3 began=$SECONDS log=$PROGRAMS/$1.log
    find "$PROGRAMS_CACHE" -mindepth 1 -maxdepth 1 -type d -mtime "+$PROGRAMS_KEPT_DAYS" -exec rm -rf {} +
    say "Building $words, once on this machine"
    local total
    total=$(stale_packages "$package" "$log")
    run_with_progress "compiling $words" "of $total packages" "$log" go_build -v -o "$PROGRAMS/bin/.$name" "$package"
    mv "$PROGRAMS/bin/.$name" "$PROGRAMS/bin/$name"
    [[ $name != kubernetes ]] || lay_out
    say "  $words: built in $((SECONDS - began)) s, kept in $PROGRAMS"
}

# How many packages have to be compiled. Go fetches the sources for that; those it says one by one.
stale_packages() {
    local package=$1 log=$2 list=$2.packages
    run_with_progress "fetching the sources" "" "$log" list_packages "$package" "$list"
    grep -c '^true' "$list" || true
}

list_packages() {
    go_here list "${GO_FLAGS[@]}" -deps \
        -f '{{and .Stale (ne .StaleReason "not installed but available in build cache")}} {{.ImportPath}}' "$1" >"$2"
}

go_build() {
    go_here build "${GO_FLAGS[@]}" -ldflags "$(version_flags)" "$@"
}

go_here() {
    (cd "$PROGRAMS_SOURCE" && CGO_ENABLED=0 GOWORK=off GOFLAGS=-mod=readonly go "$@")
}

# `run_with_progress WORDS TOTAL LOG COMMAND...`: a line each few seconds, of how many lines the command has written.
run_with_progress() {
    local words=$1 total=$2 log=$3 began=$SECONDS worker status=0
    shift 3
    # A process group of its own, so that Ctrl-C here ends all of it: what runs in the background does not hear it.
    set -m
    "$@" 2>"$log" &
    worker=$!
    set +m
    # shellcheck disable=SC2064 # this worker, not whoever is it by then
    trap "kill -- -$worker 2>/dev/null || true" EXIT
    while next_report "$worker"; do
        say "  $words: $(wc -l <"$log") ${total:-so far}, $((SECONDS - began)) s"
    done
    wait "$worker" || status=$?
    trap - EXIT
    ((status == 0)) || {
        tail -n 20 "$log" >&2
        fail "$words failed (the whole output is in $log)"
    }
}

# True when it is time for a report, false when the worker has ended.
next_report() {
    local quarter
    for ((quarter = 0; quarter < PROGRESS_SECONDS * 4; quarter++)); do
        kill -0 "$1" 2>/dev/null || return 1
        sleep 0.25
    done
}

# The links, by the names that the binary says it has.
lay_out() {
    local name api
    while read -r name; do
        ln -sf kubernetes "$PROGRAMS/bin/$name"
    done < <("$PROGRAMS/bin/kubernetes" --names)
    api=$PROGRAMS/api/k8s/$KUBERNETES_VERSION-linux-$(go env GOARCH)
    mkdir -p "$api"
    for name in kube-apiserver etcd kubectl; do
        ln -sf "../../../bin/$name" "$api/$name"
    done
}
