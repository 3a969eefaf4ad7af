# Builds what images stand on from this machine: a runtime linked from its JDK, and the libraries that one loads
# (docs/images.md). Sourced after common.sh.
#
#   $OUT/base.tar         the image
#   $OUT/base.parts       what is in it, a line for each: name, version, package URL

# Headless: what draws into windows, or plays sound, would ask for two dozen libraries more.
BASE_WITHOUT='**libawt_xawt.so,**libjawt.so,**libsplashscreen.so,**libjsound.so,**libfontmanager.so,**libfreetype.so'

# What is loaded by name: libcrypto by our SRTP (ADR-0006), libgcc_s by glibc when a thread ends before its time.
BASE_LOADED_BY_NAME=(libcrypto.so.3 libgcc_s.so.1)

BASE_ENVIRONMENT='"PATH=/opt/java/bin","JAVA_HOME=/opt/java","LANG=C.UTF-8"'

# Whatever goes into it decides whether the one that is there will do.
base_image() {
    local key
    key=$(base_key)
    if [[ -e $OUT/base.tar && $(cat "$OUT/base.key" 2>/dev/null) == "$key" ]]; then
        say "  the base is there ($(size_of "$OUT/base.tar"))"
        return
    fi
    rm -f "$OUT/base.key"
    rm -rf "$OUT/base"
    step "runtime of $(java_says JAVA_RUNTIME_VERSION)" link_runtime
    step "libraries and users" lay_libraries
    base_files
    folder_image parley.local/base:local "$OUT/base.tar" "$OUT/base" \
        "\"Env\":[$BASE_ENVIRONMENT],\"User\":\"$IMAGE_USER:$IMAGE_USER\",\"WorkingDir\":\"/\""
    rm -rf "$OUT/base"
    echo "$key" >"$OUT/base.key"
}

base_key() {
    local name
    {
        cat "$IMAGES_HOME"/{base.sh,image-tar.sh,modules} "$JAVA_HOME/release"
        sha256sum <"$JAVA_HOME/lib/security/cacerts"
        for name in libc.so.6 "${BASE_LOADED_BY_NAME[@]}"; do
            sha256sum "$(library "$name")"
        done
    } | sha256sum
}

java_says() {
    sed -n "s/^$1=\"\(.*\)\"/\1/p" "$JAVA_HOME/release"
}

link_runtime() {
    local modules java=$OUT/base/opt/java
    mkdir -p "$OUT/base/opt"
    modules=$(sed '/^#/d; /^$/d' "$IMAGES_HOME/modules" | paste -sd,)
    # A distribution may have put its own certificates in place of the JDK's, and those are the ones that are wanted.
    "$JAVA_HOME/bin/jlink" --add-modules "$modules" --ignore-modified-runtime --exclude-files "$BASE_WITHOUT" \
        --compress zip-0 --no-header-files --no-man-pages --output "$java" >"$OUT/jlink.log" 2>&1 || {
        cat "$OUT/jlink.log" >&2
        fail "jlink cannot link a runtime from $JAVA_HOME: take a JDK that has a folder jmods, or whose jlink" \
            "says (--help) that linking from the run-time image is enabled"
    }
    # Java's own classes, laid out for compact headers: jlink's switch for it makes the other layout only.
    "$java/bin/java" -XX:+UseCompactObjectHeaders -XX:+UseG1GC -Xmx128m -Xshare:dump >"$OUT/share.log" 2>&1 ||
        fail "the runtime cannot archive its classes (see $OUT/share.log)"
}

# Where the loader of this machine finds a library.
library() {
    local path
    path=$(/sbin/ldconfig -p | awk -v name="$1" '$1 == name && !found { print $NF; found = 1 }')
    [[ -n $path ]] || fail "no $1 here: install OpenSSL 3 and glibc's libraries (Debian: libssl3, libgcc-s1)"
    echo "$path"
}

# To where the loader looked for them, which is where it will look again.
lay_libraries() {
    local path root=$OUT/base found
    found=$(libraries)
    while read -r path; do
        install -D -m 0755 "$path" "$root$path"
    done <<<"$found"
    {
        printf '%s\t%s\t%s\n' "$(java_says IMPLEMENTOR | tr ' ' '-')-jdk" "$(java_says JAVA_RUNTIME_VERSION)" \
            "pkg:generic/openjdk@$(java_says JAVA_VERSION)?download_url=$(java_says SOURCE_REPO)"
        while read -r path; do
            part_of "$path"
        done <<<"$found" | sort -u
    } >"$OUT/base.parts"
}

# The closure of what the runtime and what is loaded by name are linked to; the loader itself included.
libraries() {
    local name named=()
    for name in "${BASE_LOADED_BY_NAME[@]}"; do
        named+=("$(library "$name")")
    done
    {
        printf '%s\n' "${named[@]}"
        { find "$OUT/base/opt/java" -type f \( -name '*.so' -o -path '*/bin/*' \) -exec ldd {} + || true; } |
            awk '/=> \// { print $3 } /^\t\// { print $1 }'
        ldd "${named[@]}" | awk '/=> \// { print $3 }'
    } | grep -v "^$OUT" | sort -u
}

# The package that a library came in, as a line of base.parts. Scanners of images look for Debian's packages where
# images without a package manager keep their records, and the terms of each go with it.
part_of() {
    local package root=$OUT/base
    package=$({ dpkg -S "$1" || dpkg -S "/usr$1"; } 2>/dev/null | head -n 1 | cut -d: -f1) || true
    if [[ -z $package ]]; then
        printf '%s\t%s\t%s\n' "$(basename "$1")" unknown "pkg:generic/$(basename "$1")"
        return
    fi
    mkdir -p "$root/var/lib/dpkg/status.d"
    dpkg-query -s "$package" | grep -v '^Status:' >"$root/var/lib/dpkg/status.d/$package"
    install -D -m 0644 "/usr/share/doc/$package/copyright" "$root/usr/share/doc/$package/copyright"
    # shellcheck disable=SC2016 # dpkg's variables, not the shell's
    dpkg-query -W -f '${Package}\t${Version}\tpkg:deb/debian/${Package}@${Version}?arch=${Architecture}\n' "$package"
}

# Users, names, and room for what a program may write when somebody mounts something there.
base_files() {
    local etc=$OUT/base/etc
    mkdir -p "$etc" "$OUT/base/proc" "$OUT/base/sys" "$OUT/base/dev"
    mkdir -m 1777 "$OUT/base/tmp"
    cat >"$etc/passwd" <<USERS
root:x:0:0:root:/:/sbin/nologin
parley:x:$IMAGE_USER:$IMAGE_USER:parley:/tmp:/sbin/nologin
USERS
    printf '%s\n' root:x:0: "parley:x:$IMAGE_USER:" >"$etc/group"
    echo 'hosts: files dns' >"$etc/nsswitch.conf"
    [[ ! -r /etc/os-release ]] || cp -L /etc/os-release "$etc/os-release"
}
