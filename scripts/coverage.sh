#!/bin/sh
# The lines and branches of the companion that its tests reach, without a browser. The first table is
# of all of it; the second of what decides who may ask and what a reader sees, where every branch
# counts. Ends with an error when less is reached than coverage_lines.py wants.
set -eu
cd "$(dirname "$0")/.."
bin=$(sh scripts/bin.sh)
mkdir -p build
rm -f build/coverage*
# Whole, since commands that tests run elsewhere write there too.
export COVERAGE_FILE="$PWD/build/coverage"

"$bin/pytest" tests/companion tests/models tests/pages -n 2 --dist loadfile --reruns 1 \
    --timeout 600 -m "not browser" -q --cov --cov-report= "$@" || failed=yes
# Commands that tests kill leave broken figures behind, which count for nothing.
"$bin/coverage" combine --quiet --append build >/dev/null 2>&1 || true
"$bin/coverage" report --skip-covered
echo
"$bin/coverage" report --show-missing --include="companion/guard.py,companion/policy.py"
echo
# A test may fail here and not in `make test`, which decides: to be watched takes twice the time.
if [ "${failed:-}" ]; then echo "Some tests failed; the figures are of what ran." >&2; fi
"$bin/coverage" json -q -o - | "$bin/python" scripts/coverage_lines.py
