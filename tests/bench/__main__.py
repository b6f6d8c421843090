"""``make bench``: what a build costs beside plain Sphinx, what a visitor waits for.

Figures of one run are to be compared with each other and not with those of another run:
machines are never idle twice alike. What is measured is counted first.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import builds, growth, pages
from tests.bench.builds import BuildError
from tests.bench.counting import MiscountError

if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        try:
            for part in (pages, builds, growth):
                for line in part.table(Path(folder)):
                    sys.stdout.write(f"{line}\n")
                    sys.stdout.flush()
        except (BuildError, MiscountError) as error:
            sys.exit(str(error))
