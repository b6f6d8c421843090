"""Slips in `{cite}` and `{bibliography}` are reported, and cost no build."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compat.upstream import assert_still_there, ends_in_traceback, plain_site
from tests.conftest import TOCTREE, new_site
from tests.drawing import sites

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

PAGE: Final = "# Home\n\nSee {{{role}}}`{target}`.\n{toctree}"
#: What stands in a role.
TARGETS: Final = {
    "a comma too many": "doe2024fast,",
    "no comma": "doe2024fast smith2023deep",
    "semicolons": "doe2024fast; smith2023deep",
    "a brace": "{p. 3",
    "brackets of LaTeX": "[p. 3]doe2024fast",
}


@pytest.mark.parametrize("role", ["cite", "cite:t"])
@pytest.mark.parametrize("name", TARGETS)
def test_keys_that_cannot_be_read_are_text(
    make_site: Callable[..., Site], role: str, name: str
) -> None:
    """The message has file and line and says how keys are written."""
    target = TARGETS[name]
    page = PAGE.format(role=role, target=target, toctree=TOCTREE)
    built = make_site(files={"index.md": page}).try_build()
    (warning,) = built.warnings

    assert warning.startswith(f"index.md:3: ERROR: {{{role}}}: `{target[:200]}")
    assert warning.endswith(
        f"` cannot be read: write keys with commas between them, {{{role}}}`key1,key2` "
        "[groupsite.link]"
    )
    (paragraph,) = built.main().cssselect("section > p")
    assert paragraph.text_content() == f"See {target}."


BIBLIOGRAPHY: Final = """\
# Home

See {{cite:p}}`doe2024fast`.

```{{bibliography}}
:style: {style}
```
{toctree}"""


@pytest.mark.parametrize(
    ("style", "hint"),
    [
        ("plian", "; did you mean `plain`?"),
        ("xyz", "; write one of alpha, plain, unsrt, unsrtalpha"),
    ],
)
def test_a_bibliography_in_no_style_has_the_usual_one(
    make_site: Callable[..., Site], style: str, hint: str
) -> None:
    """It lists what is cited all the same."""
    page = BIBLIOGRAPHY.format(style=style, toctree=TOCTREE)
    message = f"{{bibliography}}: `style`: there is no style `{style}`{hint}"
    built = make_site(files={"index.md": page}).build(
        warnings=[f"index.md:6: ERROR: {message} [groupsite.option]"]
    )

    (listed,) = built.main().cssselect("div.citation")
    (link,) = built.main().cssselect("section > p a")
    assert link.get("href") == f"#{listed.get('id')}"


FILTERED: Final = """\
# Home

See {{cite:p}}`doe2024fast`.

```{{bibliography}}
:filter: {filter}
```
{toctree}"""


@pytest.mark.parametrize(
    "expression",
    ["cited and year > 3", "author % '('", "year + 1", "lambda x: 1", "year | 'a'"],
)
def test_a_filter_that_fails_lists_what_is_cited(
    make_site: Callable[..., Site], expression: str
) -> None:
    """One message for all entries, the same in each build."""
    page = FILTERED.format(filter=expression, toctree=TOCTREE)
    message = (
        f"{{bibliography}}: `filter`: `{expression}` cannot be asked of all entries: "
        "write `year >= '2020'` or `author % 'Doe'`; what is cited is listed"
    )
    built = make_site(files={"index.md": page}).build(
        warnings=[f"index.md:5: ERROR: {message} [groupsite.option]"]
    )

    assert len(built.main().cssselect("div.citation")) == 1


@pytest.mark.parametrize("expression", ["year ==", "(cited"])
def test_a_filter_that_cannot_be_read_lists_what_is_cited(
    make_site: Callable[..., Site], expression: str
) -> None:
    """The message has the line of the option."""
    page = FILTERED.format(filter=expression, toctree=TOCTREE)
    built = make_site(files={"index.md": page}).try_build()
    (warning,) = built.warnings

    said = f"index.md:6: ERROR: {{bibliography}}: `filter`: `{expression}"
    assert warning.startswith(said[:200])
    assert warning.endswith(
        "` cannot be read: write `year >= '2020'` or `author % 'Doe'` "
        "[groupsite.option]"
    )
    assert len(built.main().cssselect("div.citation")) == 1


def test_a_filter_chooses_entries(make_site: Callable[..., Site]) -> None:
    """One that can be asked is left as it is."""
    page = FILTERED.format(filter="year >= '2000'", toctree=TOCTREE)
    built = make_site(files={"index.md": page}).build()

    assert len(built.main().cssselect("div.citation")) > 1


@given(
    st.text(
        st.characters(exclude_categories=("C", "Z"), exclude_characters="`$"),
        min_size=1,
    ).filter(lambda text: text.strip("\\"))
)
@sites(5)
def test_no_target_costs_the_build(
    tmp_path_factory: pytest.TempPathFactory, target: str
) -> None:
    """Whatever stands in a citation, the page has what comes after it."""
    page = PAGE.format(role="cite", target=f"x{target}x", toctree=TOCTREE)
    site = new_site(tmp_path_factory.mktemp("cite"), files={"index.md": page})
    built = site.try_build()

    assert built.main().cssselect("section > p")[0].text_content().endswith(".")
    assert built.warnings


def test_the_defect_is_still_there(tmp_path: Path) -> None:
    """Each of these ends a build of plain sphinxcontrib-bibtex in a traceback."""
    pages = {
        "a key that cannot be read": ":cite:p:`doe,`",
        "a style that there is not": ".. bibliography::\n   :style: xyz",
        "a filter that fails": ".. bibliography::\n   :filter: year > 3",
        "a filter that is long": ".. bibliography::\n   :filter: "
        + "not " * 800
        + "cited",
    }
    bib = "@misc{doe, author = {Jane Doe}, title = {T}, year = 2024}\n"
    seen = {}
    for number, (name, page) in enumerate(pages.items()):
        site = plain_site(
            tmp_path / f"{number}",
            {"index.rst": f"Home\n====\n\n{page}\n", "a.bib": bib},
            ("sphinxcontrib.bibtex",),
        )
        site.write("conf.py", site.read("conf.py") + "bibtex_bibfiles = ['a.bib']\n")
        seen[name] = ends_in_traceback(site)

    assert_still_there("compat/bibtex.py", seen)
