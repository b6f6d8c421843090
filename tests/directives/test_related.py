"""What other kinds have to do with a record: lists below headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from docutils import nodes

from groupsite.directives.options import RecordDirective
from groupsite.directives.placing import Placing
from groupsite.directives.related import counted_rubric, related_lists
from groupsite.model.parts import Section
from tests.conftest import Built, new_site

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from sphinx.application import Sphinx

AWARDS = """\
- {id: of-a-paper, title: Of a paper, date: 2024, paper: doe2024fast}
- {id: of-ann, title: Of Ann, people: smith-ann}
"""
TEACHING = "- {id: algebra, title: Algebra, year: 2024/25, role: Lecturer}\n"
PAGE = """\
---
orphan: true
---

# Page

## Jane

```{related} person doe-jane
```

## Ann

```{related} person smith-ann
```

## Fast

```{related} paper doe2024fast
```

## Bo

```{related} person green-bo
```

## Nothing

```{related} person nobody
```
"""
#: Kinds that are asked for.
KINDS = ("course", "paper", "person", "news", "award")


class Related(RecordDirective):
    """Lists all that is related to the record that is named."""

    required_arguments = 2
    option_spec: ClassVar = {}

    def run(self) -> list[nodes.Node]:
        """The lists."""
        place = Placing(self.context, self.state.document, 2)
        kinds = self.context.graph.kinds
        sections = [(kinds[name], Section[Any](rank=0)) for name in KINDS]
        return related_lists(place, sections, *self.arguments)


@pytest.fixture(scope="module")
def main(tmp_path_factory: pytest.TempPathFactory) -> HtmlElement:
    """A page of what is related to several records."""
    files: dict[str, str | bytes] = {
        "page.md": PAGE,
        "research/awards.yml": AWARDS,
        "research/teaching.yml": TEACHING,
    }
    site = new_site(tmp_path_factory.mktemp("related"), files=files)

    def register(app: Sphinx) -> None:
        app.add_directive("related", Related)

    built: Built = site.build(on_app=register)
    return built.main("page")


RELATED = {
    "jane": {
        "Teaching (1)": ["algebra"],
        "Publications (3)": ["doe2025open", "doe2024fast", "smith2023deep"],
        "Supervision (1)": ["doe-jane"],
        "News (2)": ["fast-out", "fast-preprint"],
        "Awards (1)": ["of-a-paper"],
    },
    "ann": {
        "Publications (2)": ["doe2024fast", "smith2023deep"],
        "Supervision (1)": ["smith-ann"],
        "News (4)": [
            "fast-out",
            "2024-07-phd-ann-has-finished-her-phd",
            "fast-preprint",
            "workshop",
        ],
        "Awards (2)": ["of-a-paper", "of-ann"],
    },
    "fast": {
        "Publications (1)": ["doe2024fast"],
        "Supervision (3)": ["doe-jane", "smith-ann", "li-wei"],
        "News (2)": ["fast-out", "fast-preprint"],
        "Awards (1)": ["of-a-paper"],
    },
    "bo": {"Supervision (1)": ["green-bo"]},
    "nothing": {},
}


@pytest.mark.parametrize("name", RELATED)
def test_each_kind_has_a_list(main: HtmlElement, name: str) -> None:
    """Kinds stand in the order asked for, with counts; what is empty is left out."""
    section = main.get_element_by_id(name)

    lists = {}
    for rubric in section.cssselect("h3.rubric"):
        items = rubric.getnext().cssselect("li[class]")
        lists[rubric.text_content()] = [
            item.get("data-id") or item.get("data-key") for item in items
        ]
    assert lists == RELATED[name]


def test_records_have_one_paragraph(main: HtmlElement) -> None:
    """Records of files are told in short; news stand as they are."""
    section = main.get_element_by_id("ann")

    lists = [
        (ol.get("class") or "").removesuffix(" records")
        for ol in section.cssselect("ol")
    ]
    assert lists == ["publications brief", "people brief", "news", "awards brief"]
    for item in section.cssselect("ol.brief > li"):
        assert [child.tag for child in item] == ["p"]


def test_the_first_occurrence_can_be_linked_to(main: HtmlElement) -> None:
    """A record that is listed twice on a page has one id."""
    for record in ("paper-doe2024fast", "award-of-a-paper", "news-fast-out"):
        assert len(main.cssselect(f"[id='{record}']")) == 1


def test_a_heading_has_a_level_and_no_entry_in_contents() -> None:
    """The heading is one for screen readers, and no section."""
    rubric = counted_rubric("Papers", 3)

    assert isinstance(rubric, nodes.rubric)
    assert (rubric.astext(), rubric["heading-level"]) == ("Papers (3)", 3)
