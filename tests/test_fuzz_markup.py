"""Whatever directives, roles and settings are given: messages with lines, no exception.

All directives and roles of the domain are tried, with all of their options. Many of them
stand on each page, between good neighbours that stay as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.settings import SETTINGS
from tests.conftest import ROOTS, new_site
from tests.drawing import sites

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from tests.conftest import Built, Site

pytestmark = pytest.mark.full

CONF: Final = (ROOTS / "basic/conf.py").read_text("utf-8")
#: What a message looks like: those of others may have no subtype.
MESSAGE: Final = re.compile(
    r"(?P<path>[^:]+\.(md|rst|py|yml|bib)):(?P<line>\d+): (WARNING|ERROR): .*"
)


class Markup(NamedTuple):
    """What the domain has."""

    #: Directive → its options.
    directives: dict[str, tuple[str, ...]]
    roles: tuple[str, ...]


FILES: Final = {
    "research/grants.yml": "- {id: grant-x, title: X, funder: Y, start: 2024}\n".replace(
        "start", "from"
    ),
    "research/talks.yml": (
        "- {id: talk-x, title: X, event: Y, date: 2024-05, people: doe-jane}\n"
    ),
    "research/software.yml": "- {id: soft-x, title: X, paper: doe2024fast}\n",
    "research/awards.yml": "- {id: award-x, title: X, date: 2023, people: doe-jane}\n",
    "research/teaching.yml": "- {id: unit-x, title: X, year: 2024/25, role: Tutor}\n",
    "cv.yml": "- {id: doe-jane, education: [{title: PhD, date: 2020}]}\n",
}


@pytest.fixture
def site(whole_site: Site) -> Site:
    """The site without what the test before has left."""
    for path in whole_site.srcdir.glob("odd.*"):
        path.unlink()
    whole_site.write("conf.py", CONF)
    return whole_site


@pytest.fixture(scope="module")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with records of all kinds."""
    return new_site(tmp_path_factory.mktemp("markup"), files=FILES)


@pytest.fixture(scope="module")
def markup(whole_site: Site) -> Markup:
    """All directives and roles of the domain, future ones included."""
    found: list[Markup] = []

    def note(app: Sphinx) -> None:
        directives = app.registry.domain_directives["groupsite"]
        options = {n: tuple(d.option_spec or ()) for n, d in directives.items()}
        roles = tuple(app.registry.domain_roles["groupsite"])
        found.append(Markup(dict(sorted(options.items())), roles))

    whole_site.build(on_app=note)
    assert {"news", "timeline", "cv", "report", "talks"} <= {*found[0].directives}
    assert {"person", "paper", "talk"} <= {*found[0].roles}
    return found[0]


# -- values -------------------------------------------------------------------------

WORDS: Final = st.sampled_from(
    [
        *("", " ", "true", "false", "none", "all", "~", "null", "0", "1", "-1", "1.5"),
        *("99999999999999999999", "1 years", "2 year", "9999999999 years"),
        *("٣", "1٣", "²", "１", "1e9", ".inf", ".nan", "0x1F", "2024", "2024-05", "9999"),
        *("2024-13", "0000", "2024-02-30", "2023-12-31", "2024/25", "20٢٤"),
        *("doe-jane", "li-wei", "doe2024fast", "grant-x", "talk-x", "mri", "x", "Doe-Jane"),
        *("year", "role", "type", "kind", "topic", "person", "current", "phd", "article"),
        *("published", "event", "talk", "doe-jane = X, UK; li-wei = none", "=", ";", ","),
        *("'", '"', "''", "[", "]", "{", "}", "{a: b}", "[a, b]", "|", ">", "&a", "*a", "!!x"),
        *("# x", ": x", "- x", "%", "@", "`", "``", "`` `x` ``", "{person}`li-wei`", "\\"),
        *("[a](b)", "[a](javascript:x) [b](files:../x)", "![a](b)", "<a>", "a <li-wei>"),
        *("../x", "/", "..", "%2e%2e", "file:///x"),
        *("\u202e", "\x00", "\x85", "\u2028", "\ufeff", "é", "日本", "{0}", "{x!r}", "%s"),
        *(":", "::", ":::", ":kind:", "|x|", "*", "**x", "_", "x_", "<x", "$", "$x", "${"),
    ]
)  # fmt: skip
LINES: Final = st.text(
    st.characters(
        exclude_characters="\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", codec="utf-8"
    ),
    max_size=12,
)
VALUES: Final = (
    WORDS
    | LINES
    | st.lists(WORDS, min_size=2, max_size=3).map(" ".join)
    | st.lists(WORDS, min_size=2, max_size=3).map(", ".join)
)
SOME: Final = 40


class Use(NamedTuple):
    """A directive as it is written on a page."""

    name: str
    argument: str
    options: tuple[tuple[str, str], ...]
    body: str

    def markdown(self) -> str:
        """In MyST."""
        options = "".join(f":{n}: {v}\n" for n, v in self.options)
        return f"~~~~{{{self.name}}} {self.argument}\n{options}{self.body}\n~~~~\n"

    def rst(self) -> str:
        """In reStructuredText."""
        options = "".join(f"   :{n}: {v}\n" for n, v in self.options)
        return f".. {self.name}:: {self.argument}\n{options}\n   {self.body}\n"


@st.composite
def uses(draw: st.DrawFn, markup: Markup) -> Use:
    """Any directive with any options, some of them its own."""
    name = draw(st.sampled_from(sorted(markup.directives)))
    known = (*markup.directives[name], "kind", "nonsense")
    names = draw(st.lists(st.sampled_from(known), max_size=4, unique=True))
    options = tuple((option, draw(VALUES)) for option in names)
    body = draw(st.sampled_from(["", "", "Text.", "\n# A heading"]) | VALUES)
    return Use(name, draw(st.just("") | VALUES), options, body)


@st.composite
def good_news(draw: st.DrawFn, markup: Markup) -> list[Use]:
    """News that is shown whatever its other options are."""
    found = []
    for number in range(6):
        names = draw(st.lists(st.sampled_from(markup.directives["news"]), max_size=4))
        options = {name: draw(VALUES) for name in names if name not in ("kind", "id")}
        options |= {"kind": "event", "id": f"good-{number}"}
        found.append(Use("news", "2024-05", tuple(options.items()), "A good text."))
    return found


# -- pages --------------------------------------------------------------------------


def neighbour(number: int) -> Use:
    """A good item of news."""
    options = (("kind", "event"), ("id", f"neighbour-{number}"))
    return Use("news", "2020", options, f"Good neighbour {number}.")


def check(site: Site, built: Built) -> None:
    """Every message of ours is one line, and names a line of a file that there is."""
    for message in built.warnings:
        assert "Traceback (most recent call last)" not in message
        found = MESSAGE.fullmatch(message)
        # docutils quotes the markup below its messages; some of Sphinx have no place
        assert found or not message.endswith("]") or "[groupsite." not in message
        if found:
            lines = len(site.read(found["path"]).split("\n"))
            assert 1 <= int(found["line"]) <= lines, message


def check_page(site: Site, page: str, text: str) -> None:
    """The page is built with both neighbours, twice with the same messages."""
    site.write(page, text)
    built = site.try_build(clean=True)
    check(site, built)
    items = built.main("odd").cssselect(".news-item")
    said = [" ".join(part.text_content() for part in item) for item in items]
    for number in (0, 1):
        assert f"Event Good neighbour {number}." in " ".join(" ".join(said).split())
    assert site.try_build(clean=True).warnings == built.warnings


@sites(3)
@given(st.data())
def test_any_option_in_markdown(
    site: Site, markup: Markup, data: st.DataObject
) -> None:
    """Any value of any option of any directive, as MyST reads it."""
    drawn = data.draw(st.lists(uses(markup), min_size=SOME, max_size=SOME))
    drawn += data.draw(good_news(markup))
    pieces = [use.markdown() for use in (neighbour(0), *drawn, neighbour(1))]
    text = "---\norphan: true\n---\n# Odd\n\n" + "\n".join(pieces)
    check_page(site, "odd.md", text)


@sites(2)
@given(st.data())
def test_any_option_in_restructuredtext(
    site: Site, markup: Markup, data: st.DataObject
) -> None:
    """The same as docutils reads it."""
    drawn = data.draw(st.lists(uses(markup), min_size=SOME, max_size=SOME))
    drawn += data.draw(good_news(markup))
    pieces = [use.rst() for use in (neighbour(0), *drawn, neighbour(1))]
    check_page(site, "odd.rst", ":orphan:\n\nOdd\n===\n\n" + "\n".join(pieces))


@sites(2)
@given(st.data())
def test_any_target_of_a_role(site: Site, markup: Markup, data: st.DataObject) -> None:
    """Any target of any role, with a text of its own or without."""
    roles = st.sampled_from([*markup.roles, "nonsense"])
    drawn = data.draw(st.lists(st.tuples(roles, VALUES), min_size=99, max_size=99))
    lines = [f"A {{{role}}}`{target}` b." for role, target in drawn]
    lines += [f"A {{{role}}}``x <{target}>`` b." for role, target in drawn]
    pieces = [neighbour(0).markdown(), *lines, neighbour(1).markdown()]
    text = "---\norphan: true\n---\n# Odd\n\n" + "\n\n".join(pieces)
    check_page(site, "odd.md", text)


# -- settings -----------------------------------------------------------------------

#: Settings of others that are checked.
OTHERS: Final = ("html_baseurl", "bibtex_bibfiles")
#: Values as they stand in conf.py.
ODD_VALUES: Final = st.sampled_from(
    [
        *("None", "0", "1", "-1.5", "True", "False", "[]", "{}", "()", "set()", "b'x'", "..."),
        *("''", "'x'", "'../x'", "'/'", "'.'", "'a/../../b'", "'\\\\'"),
        *("'~'", "'CON'", "'a:b'", "'\\u202e'", "' '", "'index'", "'news'", "'_static'"),
        *("'people.yml'", "'https://x.y'", "'http://['", "'2024-13'", "'x.org,2024'", "'#'"),
        *("['x']", "[None]", "{'a': None}", "{None: 1}", "{1: 2}", "{'a b': 'c'}", "{'': ''}"),
        *("{'name': 'x', 'page': 1}", "{'name': 'x', 'same_as': [1]}", "{'name': ['x']}"),
        *("{'phd': 1}", "{'x': {}}", "{'x': {'label': 1}}", "{'phd': {'family': 'x'}}"),
        *("{'x': {'label': 'X', 'family': 'papers', 'icon': None}}", "{'phd': None}"),
        *("{'and': '{x}'}", "{'with': '{people!z}'}", "{'with': '{'}", "{'and': None}"),
        *("{'with': '{people.__class__}'}", "{'with': '{0}'}", "{'mri': 1}", "{'mri': ''}"),
        *("{'with': '{people:>999999999999}'}", "{'others': '{count:x<9}'}", "lambda: 0"),
        *("object()", "open", "float('nan')", "[[]] * 3", "type", "{'a': {}}"),
    ]
)  # fmt: skip


@sites(6)
@given(st.data())
def test_any_value_of_a_setting(site: Site, data: st.DataObject) -> None:
    """Settings of wrong types and with odd values are replaced, each with a message."""
    names = [*(f"groupsite_{name}" for name in SETTINGS), *OTHERS]
    chosen = data.draw(st.lists(st.sampled_from(names), min_size=3, unique=True))
    drawn = {name: data.draw(ODD_VALUES) for name in chosen}
    lines = "".join(f"{name} = {value}\n" for name, value in drawn.items())
    site.write("conf.py", f"{CONF}{lines}")
    built = site.try_build(clean=True)
    check(site, built)

    said = {m.partition("`")[2].partition("`")[0] for m in built.warnings}
    assert wrong_types(drawn) <= said
    shown = {item.get("data-id") for item in built.main("news").cssselect(".news-item")}
    assert "workshop" in shown  # the others need their papers


def wrong_types(drawn: dict[str, str]) -> set[str]:
    """The settings whose values have a type that they do not want."""
    wanted = {f"groupsite_{name}": setting.types for name, setting in SETTINGS.items()}
    return {
        name
        for name, value in drawn.items()
        if name in wanted and not isinstance(eval(value), wanted[name])
    }


@pytest.mark.parametrize(
    "phrases",
    [
        {"with": "{people:>999999999999}"},
        {"with": "{people!r}"},
        {"with": "{people.__class__}"},
        {"with": "{people[0]}"},
        {"with": "{0}"},
        {"with": "{}"},
    ],
)
def test_phrases_have_their_fields_as_they_are(
    make_site: Callable[..., Site], phrases: dict[str, str]
) -> None:
    """What Python could do with a field is none of a phrase."""
    fault = (
        f"'with': {phrases['with']!r} cannot be filled in; this phrase has {{people}}"
    )
    make_site().build(
        "dummy",
        config={"groupsite_phrases": phrases},
        warnings=[f"conf.py:1: ERROR: `groupsite_phrases`: {fault} [groupsite.config]"],
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("owner", "\0"),
        ("image_alt", "a\ud800"),
        ("phrases", {"list.news": "a\x07b"}),
        ("topics", {"mri": "a\u2066b"}),
        ("organization", {"name": "X", "same_as": ("https://a.b/\x7f",)}),
    ],
)
def test_settings_hold_what_a_page_can_hold(
    make_site: Callable[..., Site], name: str, value: Any
) -> None:
    """The rest is left out, as of any other source."""
    site = make_site(files={"publications.bib": "", "news.md": "# News\n"})
    line = f"groupsite_{name} = {value!r}\n"
    site.write("conf.py", f"{CONF}{line}")
    fault = f"`groupsite_{name}`: characters that no page may contain were left out"

    site.build(warnings=[f"conf.py:10: ERROR: {fault} [groupsite.config]"])


@pytest.mark.parametrize("limit", ["1\u0663", "0", "-1", "1e3"])
def test_a_limit_is_a_number_that_one_can_count_to(
    make_site: Callable[..., Site], limit: str
) -> None:
    """Python reads digits of other scripts, too."""
    page = f"# Home\n\n:::{{publications}}\n:limit: {limit}\n:::\n"
    site = make_site(files={"publications.md": page})
    (warning,) = site.try_build("dummy").warnings

    fault = "`limit` should be a number, or a number of years, not"
    assert warning.startswith(f"publications.md:4: ERROR: {{publications}}: {fault}")
