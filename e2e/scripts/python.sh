#!/bin/sh
# A Python of our own with aiortc in it, the foreign client of the WHIP and WHEP tests. Made once.
set -eu
cd "$(dirname "$0")/.."
venv=target/python
if [ ! -f "$venv/made" ] || [ requirements.txt -nt "$venv/made" ]; then
    echo "» e2e: fetching Python packages"
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r requirements.txt
    touch "$venv/made"
fi
