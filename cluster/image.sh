# Images of what the cluster itself and its proof run. Sourced after common.sh.
# shellcheck source=../images/image-tar.sh
. "$REPOSITORY/images/image-tar.sh"

# `image_tar NAME FILE PROGRAM`: an image of one statically linked program.
image_tar() {
    local work
    work=$(mktemp -d)
    install -D -m 0755 "$3" "$work/program"
    folder_image "$1" "$2" "$work" "\"Entrypoint\":[\"/program\"],\"User\":\"$IMAGE_USER:$IMAGE_USER\""
    rm -rf "$work"
}
