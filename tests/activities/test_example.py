"""The example of CONTRIBUTING: a new kind of record is one module and one line."""

from __future__ import annotations

import importlib.util
import re
import sys
from typing import TYPE_CHECKING

import pytest

from groupsite import extension
from groupsite.build.domain import GroupsiteDomain
from tests.conftest import REPOSITORY
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

PAGE = """\
---
orphan: true
---

# Data

:::{datasets}
:licence: CC0 CC-BY
:::

See {dataset}`brain`.
"""
DATA = """\
- id: brain
  title: Brain phantoms
  date: 2024-05
  licence: CC-BY
  paper: doe2024fast
  links:
    data: {url: https://example.org/brain.zip, size: 3 GB}
- id: closed
  title: Closed data
  date: 2023
"""


def blocks(language: str) -> list[str]:
    """The code blocks of the chapter on new kinds."""
    text = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    chapter = text.partition("## A new kind of record")[2].partition("\n## ")[0]
    return re.findall(rf"```{language}\n(.*?)```", chapter, re.DOTALL)


@pytest.fixture
def _datasets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The module of the example, and its line in `KINDS`."""
    path = tmp_path / "datasets.py"
    path.write_text(blocks("python")[0], "utf-8")
    name = "groupsite.kinds.activities.datasets"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(extension, "KINDS", (*extension.KINDS, module.DATASET))
    types = dict(GroupsiteDomain.object_types)
    monkeypatch.setattr(GroupsiteDomain, "object_types", types)


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A site with data sets."""
    return make_site(files={"data.md": PAGE, "research/datasets.yml": DATA})


def test_it_is_short() -> None:
    """One module of at most 80 lines."""
    assert len(blocks("python")[0].splitlines()) <= 80


@pytest.mark.usefixtures("_datasets")
def test_it_has_a_list_and_a_role(site: Site) -> None:
    """The directive lists the records, its option chooses, the role links."""
    site.edit("data.md", ":licence: CC0 CC-BY", ":licence: CC-BY")
    main = site.build().main("data")

    (entry,) = main.cssselect("ol.datasets > .dataset")
    assert entry.get("id") == "dataset-brain"
    assert entry.get("data-id") == "brain"
    assert [(part.get("class"), part.text_content()) for part in entry] == [
        ("dataset-title", "Brain phantoms"),
        ("dataset-facts", "May 2024, CC-BY"),
        ("dataset-papers", "Fast MRI with ℓ1 norms"),
        ("dataset-links", "Data (3 GB)"),
    ]
    assert main.cssselect("a[href='#dataset-brain']")


@pytest.mark.usefixtures("_datasets")
def test_the_yaml_that_is_shown_is_valid(site: Site) -> None:
    """The record of the chapter can be pasted."""
    site.write("research/datasets.yml", blocks("yaml")[0])
    site.write("data.md", "---\norphan: true\n---\n\n# Data\n\n:::{datasets}\n:::\n")

    assert site.build().main("data").cssselect("#dataset-brain-pet")


@pytest.mark.usefixtures("_datasets")
def test_it_is_checked(site: Site) -> None:
    """Every slip is a message with file and line, and costs no neighbour."""
    site.edit("data.md", "{dataset}`brain`", "{dataset}`brian`")
    site.edit("research/datasets.yml", "paper: doe2024fast", "paper: doe2024fats")
    site.edit("research/datasets.yml", "date: 2023", "date: 2023-13\n  licences: x")
    built = site.build(
        warnings=[
            "research/datasets.yml:5: WARNING: dataset `brain`: there is no paper `doe2024fats`; did you mean `doe2024fast`? [groupsite.link]",
            "research/datasets.yml:10: WARNING: `closed`: `date`: '2023-13' is not a date: month must be in 1..12 [groupsite.date]",
            "research/datasets.yml:11: WARNING: `closed`: unknown key `licences`; did you mean `licence`? [groupsite.yaml]",
            "data.md:8: WARNING: {datasets}: `licence`: there is no licence `CC0`; write CC-BY [groupsite.option]",
            "data.md:11: WARNING: {dataset}: there is no dataset `brian`; did you mean `brain`? [groupsite.link]",
        ]
    )

    assert len(built.main("data").cssselect(".dataset")) == 1


@pytest.mark.usefixtures("_datasets")
def test_it_is_built_again_when_it_has_to_be(site: Site) -> None:
    """A new title writes its page again, a change elsewhere does not."""
    site.edit("data.md", ":licence: CC0 CC-BY", ":licence: CC-BY")
    site.build()
    site.edit("research/datasets.yml", "Brain phantoms", "Brains")
    built = rebuild(site)

    assert built.read == {"data"}
    assert built.written == {"data"}
    assert rebuild(site).read == set()
