#!/bin/sh
# Lint, types and every test; those that drive a browser only where there is one.
set -eu
cd "$(dirname "$0")/.."
bin=$(sh scripts/bin.sh)

find_chromium() {
    command -v chromium || command -v chromium-browser || command -v ungoogled-chromium
}

if ! find_chromium >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests."
    if ! { apt-get update && apt-get install -y --no-install-recommends chromium; } >/dev/null 2>&1
    then
        echo "apt-get could not install Chromium."
    fi
fi

# A browser on a small, busy machine now and then stalls for longer than a test waits. A test that fails
# is run once more; pytest's summary counts every rerun, so that a shaky test is seen.
again="--reruns 1"
# Two processes at a time, each with its own companion and browser; a file's tests stay together.
both="-n 2 --dist loadfile"

# The others end companions by signals, set modes of files and drive a Chromium as Linux and macOS have it.
on_windows="tests/models tests/companion/test_package.py tests/companion/test_service_files.py
tests/companion/test_documents.py"

"$bin/ruff" check .
case "$bin" in
    */Scripts)
        "$bin/mypy" --platform linux
        "$bin/pytest" --session-timeout=3000 $both $again $on_windows "$@"
        exit
        ;;
esac
"$bin/mypy"
if find_chromium >/dev/null; then
    "$bin/pytest" --session-timeout=3000 $both $again "$@"
else
    echo "No Chromium was found, so the tests that drive a browser are left out. Install one."
    "$bin/pytest" --session-timeout=3000 $both $again -m "not browser" "$@"
fi
