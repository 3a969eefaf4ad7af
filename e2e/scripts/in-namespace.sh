#!/bin/sh
# Runs a command in a network namespace of its own with two addresses: 127.0.0.1 and 10.99.0.1. Nothing of it meets the
# ports of the machine, nothing leaves it, and it is gone with the command. Firefox needs the second address: it gathers
# no loopback candidate. Exit code 77 when there is no right to make a namespace.
set -eu
if [ "${1:-}" = --inside ]; then
    shift
    ip link set lo up
    ip link add parley0 type veth peer name parley1
    ip addr add 10.99.0.1/24 dev parley0
    ip link set parley0 up
    ip link set parley1 up
    ip route add default dev parley0
    PARLEY_TEST_ADDRESS=10.99.0.1 exec "$@"
fi
if [ "$(id -u)" = 0 ]; then flags=--net; else flags='--net --map-root-user'; fi
if ! unshare $flags "$0" --inside true 2>/dev/null; then
    echo "no right to make a network namespace" >&2
    exit 77
fi
exec unshare $flags "$0" --inside "$@"
