#!/bin/sh
# Archives with the libraries that nothing else needs: CAR and Parquet files, and a Ray of two workers of
# which one is killed. They are put into .venv; `make test` uses those that it finds there.
set -eu
cd "$(dirname "$0")/.."
bin=$(sh scripts/bin.sh)
"$bin/python" -m pip install -qq --disable-pip-version-check -r requirements/archives.txt
export MINDFUL_FEED_RELIABILITY=1
exec "$bin/pytest" tests/companion/test_exports_libraries.py tests/reliability/test_ray.py -rs -s "$@"
