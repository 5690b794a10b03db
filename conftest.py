"""For the tests in tests/ and for those that lie in a lesson's folder."""

import sys
from pathlib import Path

# The lessons' packages, as their notebooks find them.
_HERE = Path(__file__).resolve().parent
sys.path += sorted(str(path.parent) for path in _HERE.glob("source/*/_author"))
