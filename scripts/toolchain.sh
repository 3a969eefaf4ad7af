# Finds a JDK 25 and Node 20, or says in one line what to install. Sourced by the other scripts; plain sh.
JDK_WANTED=25
NODE_WANTED=20

fail() {
    printf 'parley: %s\n' "$*" >&2
    exit 1
}

# Prints the feature version (25 of 25.0.1) of the JDK in the given folder, nothing where there is none.
jdk_version() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

jdk_candidates() {
    java_on_path=$(command -v javac 2>/dev/null || true)
    if [ -n "$java_on_path" ]; then
        real=$(readlink -f "$java_on_path" 2>/dev/null || echo "$java_on_path")
        dirname "$(dirname "$real")"
    fi
    [ -x /usr/libexec/java_home ] && /usr/libexec/java_home -v "$JDK_WANTED+" 2>/dev/null
    for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        "$HOME"/.asdf/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        [ -d "$home" ] && printf '%s\n' "$home"
    done
}

# JAVA_HOME when it is new enough, else a JDK of exactly the wanted version, else any newer one.
find_jdk() {
    if [ -n "${JAVA_HOME:-}" ] && [ "$(jdk_version "$JAVA_HOME" | grep . || echo 0)" -ge "$JDK_WANTED" ]; then
        return 0
    fi
    exact='' newer=''
    while IFS= read -r home; do
        version=$(jdk_version "$home")
        [ -n "$version" ] || continue
        if [ "$version" -eq "$JDK_WANTED" ]; then exact=${exact:-$home}; fi
        if [ "$version" -gt "$JDK_WANTED" ]; then newer=${newer:-$home}; fi
    done <<CANDIDATES
$(jdk_candidates)
CANDIDATES
    JAVA_HOME=${exact:-$newer}
    [ -n "$JAVA_HOME" ] || fail "no JDK $JDK_WANTED found: install one (for instance Eclipse Temurin $JDK_WANTED," \
        "https://adoptium.net) or point JAVA_HOME at it"
    export JAVA_HOME
}

find_node() {
    version=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
    [ "${version:-0}" -ge "$NODE_WANTED" ] || fail "no Node >= $NODE_WANTED found${version:+ (there is $version)}:" \
        "install it from https://nodejs.org or your package manager"
    command -v npm >/dev/null || fail "Node is here but npm is not: install npm"
}
