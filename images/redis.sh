# An image of the Redis that tests and `make up` use (it comes with a library, so no registry is asked). For clusters to
# try things on: it is no release of Parley's. Sourced after common.sh and image-tar.sh.

REDIS_IMAGE=parley.local/redis:test

# `redis_program FILE`
redis_program() {
    local version jar work name folder=${MAVEN_USER_HOME:-$HOME/.m2}/repository/com/github/codemonstur/embedded-redis
    version=$(sed -n 's|.*<embedded-redis.version>\(.*\)</.*|\1|p' "$REPOSITORY/pom.xml")
    jar=$folder/$version/embedded-redis-$version.jar
    [[ -e $jar ]] || fail "no $jar: run \`make images\` first, which fetches it"
    work=$(mktemp -d)
    (cd "$work" && "$JAVA_HOME/bin/jar" xf "$jar")
    name=$(find "$work" -maxdepth 1 -name "redis-server-*-linux-$(image_architecture)" | head -n 1)
    [[ -n $name ]] || fail "no Redis for linux-$(image_architecture) in $jar"
    install -D -m 0755 "$name" "$1"
    rm -rf "$work"
}

# `redis_image FILE`: with the program where the official image has it, and no entrypoint: pods name it themselves.
redis_image() {
    local work path
    work=$(mktemp -d)
    redis_program "$work/usr/local/bin/redis-server"
    while read -r path; do
        install -D -m 0755 "$path" "$work$path"
    done < <({ ldd "$work/usr/local/bin/redis-server" || true; } | awk '/=> \// { print $3 } /^\t\// { print $1 }')
    mkdir -p "$work"/{proc,sys,dev,etc}
    mkdir -m 1777 "$work/tmp"
    printf 'redis:x:999:999:redis:/tmp:/sbin/nologin\n' >"$work/etc/passwd"
    folder_image "$REDIS_IMAGE" "$1" "$work" \
        '"Cmd":["redis-server"],"Env":["PATH=/usr/local/bin"],"User":"999:999","WorkingDir":"/"'
    rm -rf "$work"
}
