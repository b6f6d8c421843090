"""Takes the pictures of the looks that the documentation shows: `make looks`.

Each is the home page of the made-up group, in a window of 1280 × 800 pixels.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, Literal

from PIL import Image
from playwright.sync_api import sync_playwright

from groupsite.theme.looks import LOOKS
from tests.browser import launch
from tests.conftest import REPOSITORY

FOLDER: Final = REPOSITORY / "docs/_static/looks"
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
#: Of a picture, in pixels; twice what the documentation shows of it.
SIZE: Final = (800, 500)


def main() -> None:
    """Build the group in each look, and write a picture for each scheme of colours."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = launch(playwright)
        for look in LOOKS:
            site = Path(temporary, look)
            _run("groupsite", "new", site, "--example", "--yes")
            conf = site / "conf.py"
            conf.write_text(f'{conf.read_text("utf-8")}groupsite_look = "{look}"\n')
            _run("sphinx", "-q", "-b", "html", site, site / "_build")
            for scheme in SCHEMES:
                page = browser.new_page(
                    viewport={"width": 1280, "height": 800}, color_scheme=scheme
                )
                page.goto((site / "_build/index.html").as_uri())
                picture = Image.open(io.BytesIO(page.screenshot()))
                picture.resize(SIZE).save(FOLDER / f"{look}-{scheme}.webp", quality=80)
                page.close()
        browser.close()


def _run(module: str, *arguments: str | Path) -> None:
    command = [sys.executable, "-m", module, *map(str, arguments)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)


if __name__ == "__main__":
    main()
