#!/bin/sh
# Everything that takes long or is cruel: reliability.sh [--posts N] [--real N] [--kills N] [--scroll N].
# One table of figures stands at the end.
set -eu
cd "$(dirname "$0")/.."
export MINDFUL_FEED_RELIABILITY=1
exec .venv/bin/pytest tests/reliability -p no:randomly --session-timeout=0 "$@"
