#!/bin/sh
# Makes the environment in .venv: a virtual environment, the pinned requirements, Rushes itself,
# and a check of the system libraries that drawing needs.
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-}
if [ -z "$python" ]; then
    for candidate in python3 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$candidate
            break
        fi
    done
fi
if [ -z "$python" ]; then
    echo "Rushes needs Python 3.11 or newer, and none was found. Name one: make install PYTHON=/path/to/python3" >&2
    exit 1
fi

if [ ! -x .venv/bin/python ]; then
    echo "Making the environment in .venv with $("$python" --version)"
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        echo "Python could not make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
fi

echo "Installing the pinned requirements"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
.venv/bin/python scripts/check_system_libraries.py
echo "Ready: .venv/bin/rushes --help"
