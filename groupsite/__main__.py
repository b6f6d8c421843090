"""``python -m groupsite``, the program `groupsite`."""

from __future__ import annotations

import sys

from groupsite.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
