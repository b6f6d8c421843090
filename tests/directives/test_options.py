"""Options of all directives: none of them takes just anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.directives.lists import list_directive
from groupsite.directives.options import values_in
from groupsite.extension import KINDS
from groupsite.kinds.news.directive import News
from groupsite.pages.coauthors import CoAuthors
from groupsite.pages.cv import Cv
from groupsite.pages.report import Report
from groupsite.pages.theme import Theme
from tests.drawing import drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

#: Options that are texts or names of one's own.
_FREE: Final = {"name", "venue", "title", "empty"}
_DIRECTIVES: Final[dict[str, Any]] = {
    "theme mri": Theme,
    "cv doe-jane": Cv,
    "coauthors doe-jane": CoAuthors,
    "report": Report,
    "news 2024": News,
    **{
        kind.list.directive: list_directive(kind)
        for kind in KINDS
        if kind.list.directive
    },
}
GRANTS: Final = "- {id: maths, title: Maths, funder: F, from: 2020}\n"


def test_every_option_is_checked(make_site: Callable[..., Site]) -> None:
    """Nonsense in any option of any directive is reported at its line."""
    lines = ["---", "orphan: true", "---", "# Page", ""]
    expected = {}
    for name, directive in _DIRECTIVES.items():
        for option in directive.option_spec or ():
            if option in _FREE:
                continue
            word, _, argument = name.partition(" ")
            lines += [f":::{{{word}}} {argument}", f":{option}: no$$sense"]
            expected[len(lines)] = (word, option)
            more = [":kind: talk"] if word == "news" and option != "kind" else []
            lines += [*more, "", "Text." if word == "news" else "", ":::", ""]
    site = make_site(files={"research/grants.yml": GRANTS})
    site.write("page.md", "\n".join(lines))
    warnings = site.try_build().warnings

    said = {int(w.split(":")[1]) for w in warnings if w.startswith("page.md:")}
    assert {at: what for at, what in expected.items() if at not in said} == {}
    assert said <= expected.keys()


KNOWN = ("phd", "research fellow", "fellow", "doe-jane", "van-der-roe-ann")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", ()),
        (" , ", ()),
        ("phd postdoc", ("phd", "postdoc")),
        ("phd, postdoc", ("phd", "postdoc")),
        ("research fellow", ("research fellow",)),
        ("research fellow phd", ("research fellow", "phd")),
        ("phd research  fellow fellow", ("phd", "research fellow", "fellow")),
        ("research fellow, phd", ("research fellow", "phd")),
        ("research felow, phd", ("research felow", "phd")),
        ("research felow phd", ("research", "felow", "phd")),
        ("phd fellow, doe-jane", ("phd", "fellow", "doe-jane")),
        ("doe jane phd", ("doe-jane", "phd")),
        ("van der roe ann", ("van-der-roe-ann",)),
        ("doe-jane phd", ("doe-jane", "phd")),
    ],
)
def test_values_may_have_blanks(text: str, values: tuple[str, ...]) -> None:
    """Commas part values where there are some, else blanks; the longest known counts."""
    assert values_in(text, KNOWN) == values


@given(
    st.lists(st.from_regex("[a-z]{1,5}", fullmatch=True)), st.sampled_from([" ", ", "])
)
@drawn()
def test_values_without_blanks_are_taken_apart(words: list[str], between: str) -> None:
    """Whatever is known, or nothing."""
    assert values_in(between.join(words)) == tuple(words)
