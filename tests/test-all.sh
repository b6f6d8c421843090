#!/bin/sh
# Runs the tests with every Python of 3.11 to 3.14 that is on this machine,
# each in an environment of its own: .venv-3.11, .venv-3.12, ...
status=0
tried=0
for version in 3.11 3.12 3.13 3.14; do
    python=""
    for candidate in "python$version" "$HOME/.pyenv/versions/$version".*/bin/python; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            [ "$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$version" ]; then
            python=$candidate
            break
        fi
    done
    if [ -z "$python" ]; then
        echo "== Python $version: not on this machine"
        continue
    fi
    echo "== Python $version"
    tried=$((tried + 1))
    venv=".venv-$version"
    if [ ! -f "$venv/.dev" ] || [ requirements-dev.txt -nt "$venv/.dev" ]; then
        "$python" -m venv "$venv" &&
            "$venv/bin/python" -m pip install -q --disable-pip-version-check -r requirements-dev.txt &&
            touch "$venv/.dev" || { status=1; continue; }
    fi
    "$venv/bin/python" -m pytest "$@" || status=1
done
[ "$tried" -gt 0 ] || { echo "No Python of 3.11 to 3.14 was found."; status=1; }
exit $status
