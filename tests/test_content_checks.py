"""The checks of any content (`tests/content`): made-up sites pass, a broken one does not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import REPOSITORY
from tests.sites import EMPTY, LAB

if TYPE_CHECKING:
    from pathlib import Path

#: Breaks what has been built, each time in another way where it can.
BREAK: Final = """
groupsite_paper_pages = ""


def setup(app):
    app.connect("build-finished", _break)


def _break(app, _error):
    import os
    from pathlib import Path

    page = Path(app.outdir, "index.html")
    lost = page.read_text("utf-8").replace('class="news-item', 'class="lost')
    lost = lost.replace("data-key=", "data-lost=").replace("</main>", _BROKEN)
    page.write_text(lost.replace("PID", str(os.getpid())), "utf-8")


_BROKEN = '''<h5 id="main-content">PID</h5> <p>:::{news} <a href="#nowhere">
<img src="https://elsewhere.example.org/picture.png"></a></main></main>'''
"""
INDEX: Final = """\
# Broken

:::{news} 2026-01
:kind: event

An event of {person}`nobody-nemo`.
:::

:::{publications}
:::
"""
PAPER: Final = "@misc{doe2026, author = {Jane Doe}, title = {A Title}, year = {2026}}\n"


def outcomes(site: Path, folder: Path, *options: str) -> dict[str, str]:
    """What becomes of each check of a site: ``passed``, or a ``failure`` or an ``error``."""
    report = folder / "report.xml"
    # a run of its own, whatever this one is
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-n0", "-p", "no:cacheprovider"]
    subprocess.run(
        [*command, *options, f"--junitxml={report}", "tests/content"],
        cwd=REPOSITORY,
        env={**environment, "GROUPSITE_SITE": str(site)},
        capture_output=True,
        check=False,
    )
    cases = ET.parse(report).getroot().iter("testcase")
    return {str(c.get("name")): next((e.tag for e in c), "passed") for c in cases}


def broken(folder: Path) -> Path:
    """A site about which every check has something to say."""
    site = folder / "broken"
    shutil.copytree(EMPTY, site)
    with (site / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(BREAK)
    (site / "index.md").write_text(INDEX, "utf-8")
    (site / "publications.bib").write_text(PAPER, "utf-8")
    return site


def test_each_check_can_fail(tmp_path: Path) -> None:
    """Of a site on which everything is wrong every check says so."""
    found = outcomes(broken(tmp_path), tmp_path, "-m", "not browser")

    assert len(found) > 10
    assert {name for name, outcome in found.items() if outcome != "failure"} == set()


@pytest.mark.browser
def test_the_check_of_accessibility_can_fail(tmp_path: Path) -> None:
    """A picture without a text is seen in the browser."""
    found = outcomes(broken(tmp_path), tmp_path, "-m", "browser")

    assert set(found.values()) == {"failure"}


@pytest.mark.browser
@pytest.mark.full
@pytest.mark.parametrize("site", [LAB, EMPTY], ids=lambda site: site.name)
def test_made_up_sites_pass(tmp_path: Path, site: Path) -> None:
    """A group that has everything passes, and one that has nothing."""
    found = outcomes(site, tmp_path)

    assert set(found.values()) == {"passed"}, found
