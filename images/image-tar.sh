# Writes image tars (the format of `docker save`) with nothing but tar and sha256sum. Sourced; bash.

# The user that pods of the "restricted" security standard run as unless they say another.
IMAGE_USER=65532

# `folder_image NAME FILE FOLDER CONFIG`: an image whose one layer is what the folder holds. CONFIG is its configuration
# as members of a JSON object. Without times and owners of this machine, the same files make the same image.
folder_image() {
    local name=$1 file=$2 folder=$3 config=$4 work diff document
    work=$(mktemp -d)
    # Of a temporary folder nobody else could look into it.
    chmod 0755 "$folder"
    tar -C "$folder" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf "$work/layer.tar" .
    diff=$(sha256sum <"$work/layer.tar" | cut -d' ' -f1)
    printf '{"architecture":"%s","os":"linux","created":"1970-01-01T00:00:00Z","config":{%s},%s}' \
        "$(image_architecture)" "$config" \
        "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:$diff\"]}" >"$work/config.json"
    document=$(sha256sum <"$work/config.json" | cut -d' ' -f1).json
    mv "$work/config.json" "$work/$document"
    printf '[{"Config":"%s","RepoTags":["%s"],"Layers":["layer.tar"]}]' "$document" "$name" >"$work/manifest.json"
    tar -C "$work" --mtime=@0 --owner=0 --group=0 --numeric-owner -cf "$file" "$document" layer.tar manifest.json
    rm -rf "$work"
}

# `retagged_image TAR NAME FILE`: the same image under another name. FILE is an absolute path.
retagged_image() {
    local work
    work=$(mktemp -d)
    tar -xf "$1" -C "$work"
    sed -i "s|\"RepoTags\":\[[^]]*\]|\"RepoTags\":[\"$2\"]|" "$work/manifest.json"
    # Not by tar's --delete, which takes more with it than it is told.
    (cd "$work" && tar --mtime=@0 --owner=0 --group=0 --numeric-owner -cf "$3" -- *)
    rm -rf "$work"
}

# As images name it, not as the kernel does.
image_architecture() {
    case $(uname -m) in
        x86_64) echo amd64 ;;
        aarch64) echo arm64 ;;
        *) fail "no name for the architecture $(uname -m) in an image" ;;
    esac
}
