#!/bin/sh
# Builds the Pion client of the WHIP and WHEP tests, where there is Go. Made again when its source is newer.
set -eu
cd "$(dirname "$0")/../clients/pion"
client=../../target/pion
if ! command -v go >/dev/null 2>&1; then
    echo "» e2e: no Go on this machine: what needs Pion is skipped"
    exit 0
fi
for source in main.go go.mod go.sum; do
    if [ ! -f "$client" ] || [ "$source" -nt "$client" ]; then
        echo "» e2e: building the Pion client"
        mkdir -p ../../target
        exec go build -o "$client" .
    fi
done
