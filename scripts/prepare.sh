#!/bin/sh
# Makes .venv and fills it: prepare.sh light (to serve) or prepare.sh test (to run the tests).
# Does nothing when it was filled from the same lists before.
set -eu
cd "$(dirname "$0")/.."
list=requirements/$1.txt
bin=$(sh scripts/bin.sh)

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if ! is_new_enough "$bin/python"; then
    python=
    for name in python3 python3.13 python3.12 python3.11 python3.14 python; do
        if is_new_enough "$name"; then python=$name; break; fi
    done
    if [ -z "$python" ]; then
        echo "Mindful Feed needs Python 3.11 or newer, and none was found." >&2
        exit 1
    fi
    if ! "$python" -m venv --clear .venv >/dev/null 2>&1; then
        echo "$python cannot make .venv. On Debian or Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
fi

wanted=$(cat pyproject.toml constraints.txt requirements/*.txt | cksum)
stamp=.venv/filled-from-$1
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then exit 0; fi

echo "Filling .venv from $list; the first time takes a few minutes."
if ! "$bin/python" -m pip install -qq --disable-pip-version-check -r "$list" ||
    ! "$bin/python" -m pip install -qq --disable-pip-version-check --no-deps -e .; then
    echo "The libraries could not be installed; what pip says stands above." >&2
    exit 1
fi
echo "$wanted" >"$stamp"
