#!/bin/sh
# Everything that takes long or is cruel: reliability.sh [--posts N] [--real N] [--kills N] [--scroll N].
# One table of figures stands at the end.
set -eu
cd "$(dirname "$0")/.."
bin=$(sh scripts/bin.sh)
export MINDFUL_FEED_RELIABILITY=1
export SCHEMATHESIS_EXAMPLES="${SCHEMATHESIS_EXAMPLES:-20}"
attacks=
for name in companion/test_bad_input companion/test_odd_days companion/test_openapi companion/test_parse \
    companion/test_parsers companion/test_parsers_kept companion/test_parsers_shapes companion/test_canary \
    companion/test_no_route browser/test_request_shapes browser/test_hostile_pages browser/test_hostile_firefox browser/test_updated
do
    attacks="$attacks tests/$name.py"
done
# shellcheck disable=SC2086 # one word a file
exec "$bin/pytest" tests/reliability $attacks -p no:randomly --timeout=600 "$@"
