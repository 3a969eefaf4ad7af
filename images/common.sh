# What the scripts of the images share: where things are, and how they speak. Sourced; bash.
IMAGES_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
REPOSITORY=$(dirname "$IMAGES_HOME")
OUT=$REPOSITORY/target/images

. "$REPOSITORY/scripts/say.sh"

fail() {
    printf 'images: %s\n' "$*" >&2
    exit 1
}

size_of() {
    local bytes
    bytes=$(stat -L -c %s "$1")
    printf '%d.%d MB' $((bytes / 1000000)) $((bytes / 100000 % 10))
}

# The modules that are images: those that say so.
image_modules() {
    (cd "$REPOSITORY" && grep -l '<image.skip>false' ./*/pom.xml | sed 's|^\./||; s|/pom.xml$||')
}

# `image_name MODULE`: what its image is called, by what Jib wrote down when it made it.
image_name() {
    sed 's/^{"image":"\([^"]*\)".*/\1/' "$REPOSITORY/$1/target/jib-image.json"
}
