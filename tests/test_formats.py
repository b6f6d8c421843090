"""The made-up group in other formats, from what was read for its pages."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Site
from tests.lab import CONFIG

if TYPE_CHECKING:
    from tests.lab import Lab

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def site(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sources of the group, and a copy of what was read of them."""
    site = Site(lab.srcdir)
    site.build_dir = tmp_path_factory.mktemp("formats")
    shutil.copytree(lab.doctrees, site.build_dir / "doctrees")
    return site


@pytest.mark.parametrize("builder", ["text", "epub", "latex", "dirhtml"])
def test_other_formats_are_clean(site: Site, builder: str) -> None:
    """The site is built without a warning in every format, from what was read once."""
    built = site.build(builder, config=CONFIG)

    assert not built.read


def test_plain_text_has_all_papers(site: Site, lab: Lab) -> None:
    """The list of publications is complete in plain text as well."""
    text = site.build("text", config=CONFIG).text("research/publications")

    assert len(re.findall(r"^\* ", text, re.MULTILINE)) == len(lab.graph.all("paper"))


def test_links_of_the_book_lead_somewhere(site: Site) -> None:
    """In LaTeX each link to a record or a page has its label, and no label is doubled."""
    (path,) = site.build("latex", config=CONFIG).outdir.glob("*.tex")
    text = path.read_text("utf-8")

    linked = set(re.findall(r"\\hyperref\[(\\detokenize\{[^}]*\})\]", text))
    labels = Counter(re.findall(r"\\label\{(\\detokenize\{[^}]*\})\}", text))
    assert linked
    assert not linked - labels.keys()
    assert not [label for label, count in labels.items() if count > 1]
