# Rehearses the start of each image and keeps what the JVM learned by it (JEP 483, 514, 515): classes loaded and linked,
# and which methods are worth compiling. The next start takes about half of the processor's time (docs/images.md).
# Sourced after common.sh.

START_CACHE_FLAG=-XX:AOTCache=/app/start.aot

# Those of images that nobody has built for so long only fill the disk (each is 80 MB).
START_CACHE_KEPT_DAYS=7

# A program must be run where the image's files are the only ones. Root is not needed for that, namespaces are.
can_rehearse() {
    unshare --user --map-root-user --net --mount --fork true 2>/dev/null
}

# Puts one beside each image that Maven has made, for the next round. An image that has not changed since keeps its own.
start_caches() {
    local module
    mkdir -p "$OUT/start-cache"
    find "$OUT/start-cache" -name '*.aot' -mtime "+$START_CACHE_KEPT_DAYS" -delete
    for module in $(image_modules); do
        start_cache "$module" "parley-$module"
    done
}

start_cache() {
    local module=$1 name=$2 work=$OUT/rehearsal kept
    rm -rf "$work"
    mkdir -p "$work"
    node "$IMAGES_HOME/unpack.mjs" "$module/target/$name.tar" "$work"
    kept=$OUT/start-cache/$name-$(cut -c1-16 "$work/id").aot
    [[ -e $kept ]] || {
        step "rehearsed the start of $name" rehearse "$work" "$name"
        mv "$work/root/tmp/start.aot" "$kept"
    }
    touch "$kept"
    cp "$kept" "$(extra_folder "$module")/start.aot"
    rm -rf "$work"
}

rehearse() {
    unshare --user --map-root-user --net --mount --fork --kill-child "$IMAGES_HOME/rehearse" "$1" \
        >"$OUT/$2.rehearsal.log" 2>&1 || {
        tail -n 20 "$OUT/$2.rehearsal.log" >&2
        fail "$2 does not start (its whole output is in $OUT/$2.rehearsal.log);" \
            "PARLEY_IMAGE_START_CACHE=no makes images without looking"
    }
}

# What an image gets besides its program; Jib wants the folder to be there.
extra_folder() {
    echo "$REPOSITORY/$1/target/image"
}
