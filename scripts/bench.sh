#!/bin/sh
# What is measured and printed, each part a table of its own, and kept in benchmarks/README.md. A part
# is named after its folder in benchmarks/; with names given, those parts alone: sh scripts/bench.sh page
set -eu
cd "$(dirname "$0")/.."
bin=$(sh scripts/bin.sh)

for part in ${*:-engines service chromium scaling peak page preview rank}; do
    echo "== $part"
    "$bin/python" "benchmarks/$part"
done
"$bin/python" benchmarks/report.py
