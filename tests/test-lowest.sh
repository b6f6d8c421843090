#!/bin/sh
# Runs the tests with the lowest versions that requirements.in allows, in .venv-lowest:
# whoever has an older stack than the pinned one is told the truth by requirements.in.
set -e
venv=.venv-lowest
uv=.venv/bin/uv
if [ ! -f "$venv/.dev" ] || [ requirements.in -nt "$venv/.dev" ] || [ requirements-dev.in -nt "$venv/.dev" ]; then
    rm -rf "$venv"
    .venv/bin/python -m venv "$venv"
    "$uv" pip compile -q --resolution lowest-direct --no-header --python "$venv" requirements.in -o "$venv/lowest.txt"
    # the tools of the tests are as new as they can be with that
    sed '/^-/d' requirements-dev.in > "$venv/tools.in"
    "$uv" pip install -q --python "$venv" -r "$venv/lowest.txt" -r "$venv/tools.in" -c "$venv/lowest.txt"
    touch "$venv/.dev"
fi
grep -v '^ ' "$venv/lowest.txt"
"$venv/bin/python" -m pytest "$@"
