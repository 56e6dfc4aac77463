"""Where a part that is run as `python benchmarks/NAME` finds the project and the tests' tools."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT), *(str(ROOT / "tests" / name) for name in ("companion", "browser"))]
