"""Messages of whole sites: where, what, what to do; and the rest is shown.

All cases are pages of one site, so that each build shows that none of them hides
another one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import pytest
from sphinx.cmd.build import build_main
from sphinx.util.docutils import docutils_namespace, patch_docutils

from groupsite.kinds.news.directive import News
from groupsite.model.problems import Subtype
from tests.conftest import level, new_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.html import HtmlElement

    from tests.conftest import Built, Site


@dataclass(frozen=True)
class Case:
    """A piece of a page, from line 6 on; ``#`` in it is the number of the case."""

    text: str
    #: Messages without the name of the file, each with its line.
    messages: list[str]
    #: What is shown in spite of them: selector → texts, or ids of records.
    shown: dict[str, list[str]] = field(default_factory=dict)
    suffix: str = "md"

    @property
    def lines(self) -> list[str]:
        """The page up to the good neighbour."""
        if self.suffix == "rst":
            start = [":orphan:", "", "Case", "====", ""]
        else:
            start = ["---", "orphan: true", "---", "# Case", ""]
        return [*start, *self.text.splitlines(), ""]


NEIGHBOUR = {
    "md": """\
## Neighbour

:::{news} 2020
:id: neighbour-#
:kind: event

A good neighbour, {person}`li-wei`.
:::
""",
    "rst": """\
Neighbour
---------

.. news:: 2020
   :id: neighbour-#
   :kind: event

   A good neighbour, :person:`li-wei`.
""",
}

ITEM = ":::{news} 2021-05\n:id: c#\n"
EVENT = ITEM + ":kind: event\n"
PUBLISHED = ITEM + ":kind: published\n:paper: doe2024fast\n"
OPTIONS = sorted(News.option_spec)

NO_ITEM: dict[str, list[str]] = {".news-item": []}
TEXT = {".news-item p": ["Text."]}
ALL_PAPERS = {".paper": ["doe2025open", "doe2024fast", "smith2023deep"]}
PEOPLE = {".person": ["doe-jane", "green-bo", "smith-ann", "li-wei"]}
WITH_ALL = {".news-people": ["With Ann Smith (Bath, UK), Wei Li (UCL, UK)"]}

NEWS = {
    "a month that does not exist": Case(
        ":::{news} 2021-13-01\n:kind: event\n\nText.\n:::",
        [
            "6: {news}: '2021-13-01' is not a date: month must be in 1..12; the item was left out [groupsite.date]"
        ],
        NO_ITEM,
    ),
    "a date in words": Case(
        ":::{news} July 2021\n:kind: event\n\nText.\n:::",
        [
            "6: {news}: 'July 2021' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD; the item was left out [groupsite.date]"
        ],
        NO_ITEM,
    ),
    "no date": Case(
        ":::{news}\n:kind: event\n\nText.\n:::",
        [
            "6: {news}: a date is missing, the item was left out: write {news} 2024-07 [groupsite.date]"
        ],
        NO_ITEM,
    ),
    "neither date nor kind": Case(
        ":::{news} soon\nText.\n:::",
        [
            "6: {news}: 'soon' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD; the item was left out [groupsite.date]",
        ],
        NO_ITEM,
    ),
    "an unknown kind": Case(
        ITEM + ":kind: evnt\n\nText.\n:::",
        [
            "8: {news}: there is no kind of news `evnt`, the item has none; did you mean `event`? [groupsite.kind]"
        ],
        TEXT,
    ),
    "a percent sign": Case(
        ITEM + ":kind: 100%s\n\nText.\n:::",
        [
            "8: {news}: there is no kind of news `100%s`, the item has none; write one of accepted, award, editorial, event, grant, opening, phd, position, preprint, published, software, talk, teaching, visitor, welcome [groupsite.kind]"
        ],
        TEXT,
    ),
    "an unknown paper": Case(
        EVENT + ":paper: doe2024fst\n\nText.\n:::",
        [
            "9: {news}: `paper`: there is no paper `doe2024fst`; did you mean `doe2024fast`? [groupsite.link]"
        ],
        TEXT,
    ),
    "an unknown person": Case(
        EVENT + ":people: doe-jane smith\n\nText.\n:::",
        [
            "9: {news}: `people`: there is no person `smith`; did you mean `smith-ann`? [groupsite.link]"
        ],
        {".news-people": ["With Jane Doe (Bath, UK)"], **TEXT},
    ),
    "two unknown people": Case(
        EVENT + ":people: x, y\n\nText.\n:::",
        [
            "9: {news}: `people`: there is no person `x` [groupsite.link]",
            "9: {news}: `people`: there is no person `y` [groupsite.link]",
        ],
        {".news-people": [], **TEXT},
    ),
    "places that are none": Case(
        PUBLISHED + ":at: smith-ann Bath; nobody = X; li-wei =; li-wei = Oslo\n:::",
        [
            "10: {news}: `at`: write `id = Place, Country`, not `smith-ann Bath` [groupsite.option]",
            "10: {news}: `at`: there is no person `nobody` [groupsite.link]",
            "10: {news}: `at`: write `id = Place, Country`, not `li-wei =` [groupsite.option]",
        ],
        {".news-people": ["With Ann Smith (Bath, UK), Wei Li (Oslo)"]},
    ),
    "an id with a blank": Case(
        ":::{news} 2021-06\n:kind: event\n:id: a b\n\nText.\n:::",
        [
            "8: {news}: `id`: use letters, digits, `.`, `_` and `-`, not 'a b' [groupsite.option]"
        ],
        TEXT,
    ),
    "links that are none": Case(
        EVENT + ":links: programme https://example.org\n\nText.\n:::",
        [
            "9: {news}: `links`: write [label](address), not `programme https://example.org` [groupsite.option]"
        ],
        TEXT,
    ),
    "pinned, perhaps": Case(
        EVENT + ":pinned: maybe\n\nText.\n:::",
        [
            "9: {news}: `pinned` is written without a value, not 'maybe' [groupsite.option]"
        ],
        TEXT,
    ),
    "no text": Case(
        EVENT + ":::",
        ["6: {news}: an item of kind `event` needs a text [groupsite.news]"],
        NO_ITEM,
    ),
    "neither text nor paper": Case(
        ITEM + ":kind: published\n:::",
        [
            "6: {news}: an item of kind `published` needs a text; or name its paper with `:paper:` [groupsite.news]"
        ],
        NO_ITEM,
    ),
    "an unknown option": Case(
        EVENT + ":papre: doe2024fast\n\nText.\n:::",
        [
            f"9: 'news': Unknown option key: 'papre' (allowed: {OPTIONS}) [myst.directive_option]"
        ],
        TEXT,
    ),
    "an option behind a blank line": Case(
        EVENT + "\n:paper: doe2024fast\n\nText.\n:::",
        [
            "10: {news}: `:paper:` is in the text of the item; options come first, each on one line, without a blank line before them [groupsite.option]"
        ],
        {".news-item p": [":paper: doe2024fast", "Text."]},
    ),
    "a value with a hash": Case(
        PUBLISHED + ":venue: Lecture Notes #5\n:::",
        [
            "10: 'news': Directive options has # comments, which may not be supported in future versions. [myst.directive_comments]"
        ],
        {".news-title em": ["Lecture Notes"], **WITH_ALL},
    ),
    "several faults in one item": Case(
        EVENT + ":paper: x\n:people: y\n:at: z = Q\n:links: w\n\nText.\n:::",
        [
            "9: {news}: `paper`: there is no paper `x` [groupsite.link]",
            "10: {news}: `people`: there is no person `y` [groupsite.link]",
            "11: {news}: `at`: there is no person `z` [groupsite.link]",
            "12: {news}: `links`: write [label](address), not `w` [groupsite.option]",
        ],
        TEXT,
    ),
}

UNKNOWN_KIND = "{news}: there is no kind of news `evnt`, the item has none; did you mean `event`? [groupsite.kind]"

PLACES = {
    "in an admonition": Case(
        "::::{note}\nHint.\n\n:::{news} 2021\n:id: c#\n:kind: evnt\n\nText.\n:::\n::::",
        [f"11: {UNKNOWN_KIND}"],
        {".admonition > p:not(.admonition-title)": ["Hint."], **TEXT},
    ),
    "in a list": Case(
        "- Point.\n\n  :::{news} 2021\n  :id: c#\n  :kind: evnt\n\n  Text.\n  :::",
        [f"10: {UNKNOWN_KIND}"],
        {"ul > li > p:first-child": ["Point."], **TEXT},
    ),
    "in a quotation": Case(
        "> Words.\n>\n> :::{news} 2021\n> :id: c#\n> :kind: evnt\n>\n> Text.\n> :::",
        [f"10: {UNKNOWN_KIND}"],
        {"blockquote > div > p": ["Words."], **TEXT},
    ),
    "in backticks": Case(
        "```{news} 2021\n:id: c#\n:kind: evnt\n\nText.\n```",
        [f"8: {UNKNOWN_KIND}"],
        TEXT,
    ),
    "with options in YAML": Case(
        "```{news} 2021\n---\nid: c#\nkind: evnt\n---\nText.\n```",
        [f"6: {UNKNOWN_KIND}"],
        TEXT,
    ),
    "in reStructuredText": Case(
        ".. news:: 2021\n   :id: c#\n   :kind: evnt\n\n   Text.",
        [f"8: {UNKNOWN_KIND}"],
        TEXT,
        suffix="rst",
    ),
    "in reStructuredText over two lines": Case(
        ".. news:: 2021-05\n   :id: c#\n   :kind: event\n   :people: doe-jane\n"
        "     nobody\n\n   Text.",
        ["9: {news}: `people`: there is no person `nobody` [groupsite.link]"],
        {".news-people": ["With Jane Doe (Bath, UK)"], **TEXT},
        suffix="rst",
    ),
}

LISTS = {
    "a limit in words": Case(
        ":::{publications}\n:limit: many\n:::",
        [
            "7: {publications}: `limit` should be a number, or a number of years, not 'many' [groupsite.option]"
        ],
        ALL_PAPERS,
    ),
    "a limit of months": Case(
        ":::{timeline}\n:limit: 2 months\n:::",
        [
            "7: {timeline}: `limit` should be a number, or a number of years, not '2 months' [groupsite.option]"
        ],
    ),
    "dates that are none": Case(
        ":::{publications}\n:since: 2021-02-30\n:until: soon\n:::",
        [
            "7: {publications}: `since`: '2021-02-30' is not a date: day is out of range for month [groupsite.date]",
            "8: {publications}: `until`: 'soon' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD [groupsite.date]",
        ],
        ALL_PAPERS,
    ),
    "an unknown person": Case(
        ":::{publications}\n:person: smith\n:::",
        [
            "7: {publications}: `person`: there is no person `smith`; did you mean `smith-ann`? [groupsite.link]"
        ],
        ALL_PAPERS,
    ),
    "an unknown topic beside a known one": Case(
        ":::{publications}\n:topic: mrt bilevel-learning\n:::",
        [
            "7: {publications}: `topic`: there is no topic `mrt`; did you mean `mri`? [groupsite.link]"
        ],
        {".paper": ["doe2024fast"]},
    ),
    "an unknown paper": Case(
        ":::{people}\n:paper: doe2024fst\n:::",
        [
            "7: {people}: `paper`: there is no paper `doe2024fst`; did you mean `doe2024fast`? [groupsite.link]"
        ],
        PEOPLE,
    ),
    "an unknown type": Case(
        ":::{publications}\n:type: artikel\n:::",
        [
            "7: {publications}: `type`: there is no type `artikel`; did you mean `article`? [groupsite.option]"
        ],
        ALL_PAPERS,
    ),
    "an unknown state": Case(
        ":::{publications}\n:state: publshed\n:::",
        [
            "7: {publications}: `state`: there is no state `publshed`; did you mean `published`? [groupsite.option]"
        ],
        ALL_PAPERS,
    ),
    "an unknown grouping": Case(
        ":::{publications}\n:group-by: yaer\n:::",
        [
            "7: {publications}: `group-by`: there is no value `yaer`; did you mean `year`? [groupsite.option]"
        ],
        ALL_PAPERS,
    ),
    "a grouping of others": Case(
        ":::{people}\n:group-by: year\n:::",
        [
            "7: {people}: `group-by`: there is no value `year`; write one of none, role [groupsite.option]"
        ],
        PEOPLE,
    ),
    "an unknown role": Case(
        ":::{people}\n:role: boss\n:::",
        [
            "7: {people}: `role`: there is no role `boss`; write one of lead, member, phd, postdoc, summer, visitor [groupsite.option]"
        ],
        PEOPLE,
    ),
    "an unknown status": Case(
        ":::{people}\n:status: curent\n:::",
        [
            "7: {people}: `status`: there is no status `curent`; did you mean `current`? [groupsite.option]"
        ],
        PEOPLE,
    ),
    "an unknown kind of news": Case(
        ":::{timeline}\n:kind: worksop event\n:paper: nothing\n:::",
        [
            "8: {timeline}: `paper`: there is no paper `nothing` [groupsite.link]",
            "7: {timeline}: `kind`: there is no kind `worksop`; write one of accepted, award, editorial, event, grant, opening, phd, position, preprint, published, software, talk, teaching, visitor, welcome [groupsite.option]",
        ],
    ),
    "an unknown theme": Case(
        ":::{theme} bilevl-learning\n:::",
        [
            "6: {theme}: there is no topic `bilevl-learning`; did you mean `bilevel-learning`? [groupsite.link]"
        ],
        {".paper": []},
    ),
    "a theme without a topic": Case(
        ":::{theme}\n:::",
        ["6: {theme}: a topic is missing: write {theme} and its id [groupsite.link]"],
        {".paper": []},
    ),
}

ROLES = {
    "an unknown person": Case(
        "See {person}`smith`.",
        [
            "6: {person}: there is no person `smith`; did you mean `smith-ann`? [groupsite.link]"
        ],
        {"p": ["See smith."], ".unknown": ["smith"]},
    ),
    "an unknown person with a text": Case(
        "See {person}`Ann <smith-anne>` and {person}`smith-ann`.",
        [
            "6: {person}: there is no person `smith-anne`; did you mean `smith-ann`? [groupsite.link]"
        ],
        {"p": ["See Ann and Ann Smith."], "p a": ["Ann Smith"]},
    ),
    "an unknown paper": Case(
        "See {paper}`doe2024` and {paper}`smith2023deep`.",
        [
            "6: {paper}: there is no paper `doe2024`; did you mean `doe2024fast`? [groupsite.link]"
        ],
        {"p": ["See doe2024 and Deep things."], "p a": ["Deep things"]},
    ),
    "a paper for a person": Case(
        "See {person}`doe2024fast`.",
        ["6: {person}: there is no person `doe2024fast` [groupsite.link]"],
        {"p": ["See doe2024fast."]},
    ),
    "two in one line": Case(
        "See {paper}`a` and {person}`b`.",
        [
            "6: {paper}: there is no paper `a` [groupsite.link]",
            "6: {person}: there is no person `b` [groupsite.link]",
        ],
        {"p": ["See a and b."]},
    ),
    "in a heading": Case(
        "## About {person}`nobody`",
        ["6: {person}: there is no person `nobody` [groupsite.link]"],
        {"h2:first-child": ["About nobody"]},
    ),
    "in a table": Case(
        "| a | b |\n|---|---|\n| x | {person}`nobody` |\n| y | {paper}`nothing` |",
        [
            "8: {person}: there is no person `nobody` [groupsite.link]",
            "9: {paper}: there is no paper `nothing` [groupsite.link]",
        ],
        {"td": ["x", "nobody", "y", "nothing"]},
    ),
    "in the text of an item": Case(
        EVENT + "\nText with {person}`nobody`.\n:::",
        ["10: {person}: there is no person `nobody` [groupsite.link]"],
        {".news-item p": ["Text with nobody."]},
    ),
    "a citation": Case(
        "See {cite}`doe2024fst`.",
        [
            "6: {cite}: there is no paper `doe2024fst`; did you mean `doe2024fast`? [groupsite.link]"
        ],
        {"p": ["See (doe2024fst)."]},
    ),
    "in reStructuredText": Case(
        "See :person:`nobody`.",
        ["6: {person}: there is no person `nobody` [groupsite.link]"],
        {"p": ["See nobody."]},
        suffix="rst",
    ),
}

GROUPS = {"news": NEWS, "places": PLACES, "lists": LISTS, "roles": ROLES}
CASES = {
    f"{group}: {name}": case
    for group, cases in GROUPS.items()
    for name, case in cases.items()
}
NUMBERS = {name: number for number, name in enumerate(CASES)}


def page(number: int) -> str:
    """Name of the page of a case, in the order of the cases."""
    return f"case{number:02}"


def expected(number: int, case: Case) -> list[str]:
    """The messages of a case as a build prints them."""
    located = (message.split(": ", 1) for message in case.messages)
    file = f"{page(number)}.{case.suffix}"
    return [f"{file}:{line}: {level(text)}: {text}" for line, text in located]


ALL = [line for name, case in CASES.items() for line in expected(NUMBERS[name], case)]


class Messy(NamedTuple):
    """A site with a page for each case, and its first build."""

    site: Site
    built: Built


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> Messy:
    """All cases in one site, built for the first time."""
    files = {}
    for name, case in CASES.items():
        text = "\n".join(case.lines) + "\n" + NEIGHBOUR[case.suffix]
        number = str(NUMBERS[name])
        text = text.replace("c#", f"c{number}").replace("r-#", f"r-{number}")
        files[f"{page(NUMBERS[name])}.{case.suffix}"] = text
    site = new_site(tmp_path_factory.mktemp("messy"), files=files)
    return Messy(site, site.try_build())


def texts(elements: Iterable[HtmlElement]) -> list[str]:
    """What each element is: the id of its record, else its text."""
    return [
        element.get("data-key")
        or element.get("data-id")
        or " ".join(element.text_content().replace("¶", "").split())
        for element in elements
        if not element.xpath("ancestor-or-self::section[@id='neighbour']")
    ]


@pytest.mark.parametrize("name", CASES)
def test_a_fault_in_a_page_is_reported_and_hides_nothing(
    messy: Messy, name: str
) -> None:
    """The message has file, line and subtype; what is right beside it is shown."""
    number, case = NUMBERS[name], CASES[name]
    own = [line for line in messy.built.warnings if line.startswith(page(number))]
    main = messy.built.main(page(number))

    assert own == expected(number, case)
    assert {css: texts(main.cssselect(css)) for css in case.shown} == case.shown
    (neighbour,) = main.cssselect(f"#neighbour .news-item#news-neighbour-{number}")
    (link,) = neighbour.cssselect("a")
    assert link.text_content() == "Wei Li"


def test_all_messages_come_in_one_run(messy: Messy) -> None:
    """Nothing is reported beside the faults of the cases, and each of them once."""
    assert sorted(messy.built.warnings) == sorted(ALL)


def test_every_message_has_a_subtype_of_the_closed_list(messy: Messy) -> None:
    """Each can be suppressed by a name that is documented."""
    names = {line.rpartition(" [")[2].rstrip("]") for line in messy.built.warnings}
    ours = {name for name in names if not name.startswith("myst.")}

    assert ours <= {f"groupsite.{subtype.value}" for subtype in Subtype}
    assert len(ours) >= 5


# -- builds over builds -------------------------------------------------------------


def test_messages_come_again_until_they_are_mended(messy: Messy) -> None:
    """A second build reads the same pages again, and says the same."""
    built = messy.site.try_build()

    assert sorted(built.warnings) == sorted(ALL)
    assert built.read == {page(number) for number in NUMBERS.values()}


def test_what_is_mended_is_not_reported_again(make_site: Callable[..., Site]) -> None:
    """One message less for each fault that is gone, whichever file was mended."""
    site = make_site(
        files={
            "a.md": "---\norphan: true\n---\n# A\n\n{person}`smith` and {paper}`new`\n",
            "b.md": "---\norphan: true\n---\n# B\n\n{person}`anne`\n",
        }
    )
    smith = "a.md:6: ERROR: {person}: there is no person `smith`; did you mean `smith-ann`? [groupsite.link]"
    new = "a.md:6: ERROR: {paper}: there is no paper `new` [groupsite.link]"
    anne = "b.md:6: ERROR: {person}: there is no person `anne` [groupsite.link]"
    site.build(warnings=[smith, new, anne])

    site.edit("a.md", "`smith`", "`smith-ann`")
    site.build(warnings=[new, anne])

    site.edit(
        "people.yml", "- id: li-wei\n", "- id: anne\n  name: Anne\n- id: li-wei\n"
    )
    site.build(warnings=[new])

    bib = site.read("publications.bib")
    entry = "@misc{new, author = {Jane Doe}, title = {New}, year = {2026}}\n"
    site.write("publications.bib", bib + entry)
    built = site.build()
    (link,) = built.main("a").cssselect("p a[href='publications.html#paper-new']")
    assert link.text_content() == "New"

    assert site.build().read == set()


@pytest.mark.parametrize("part", ["part.md", "part.inc"])
def test_a_fault_in_an_included_file_comes_again(
    make_site: Callable[..., Site], part: str
) -> None:
    """The message names that file, and the page that includes it is read again."""
    site = make_site(
        files={
            "page.md": f"---\norphan: true\n---\n# Page\n\n```{{include}} {part}\n```\n",
            part: "Words.\n\nSee {person}`nobody`.\n",
        }
    )
    config = {"exclude_patterns": [part]}
    message = (
        f"{part}:3: ERROR: {{person}}: there is no person `nobody` [groupsite.link]"
    )
    site.build(config=config, warnings=[message])

    assert site.build(config=config, warnings=[message]).read == {"page"}

    site.edit(part, "nobody", "li-wei")
    assert site.build(config=config).read == {"page"}
    assert site.build(config=config).read == set()


@pytest.mark.full
def test_a_parallel_build_says_the_same(messy: Messy) -> None:
    """Messages of all processes arrive, in whatever order they end."""
    site = messy.site
    built = site.try_build(parallel=3, clean=True)
    assert sorted(built.warnings) == sorted(ALL)

    built = site.try_build(parallel=3)
    assert sorted(built.warnings) == sorted(ALL)
    assert built.read == {page(number) for number in NUMBERS.values()}


# -- blocking and silencing ---------------------------------------------------------

ONE_PAGE = {
    "page.md": "---\norphan: true\n---\n# Page\n\n{person}`nobody`\n\n:::{news} soon\n:kind: event\n:::\n"
}
LINK = "page.md:6: ERROR: {person}: there is no person `nobody` [groupsite.link]"
DATE = "page.md:8: ERROR: {news}: 'soon' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD; the item was left out [groupsite.date]"


@pytest.mark.parametrize(
    ("suppressed", "warnings"),
    [
        (["groupsite.link"], [DATE]),
        (["groupsite.date"], [LINK]),
        (["groupsite.link", "groupsite.date"], []),
        (["groupsite.*"], []),
        (["groupsite"], []),
        (["group", "groupsite.lin"], [LINK, DATE]),
    ],
)
def test_messages_can_be_suppressed_by_type_and_subtype(
    make_site: Callable[..., Site], suppressed: list[str], warnings: list[str]
) -> None:
    """What is suppressed is not said, and makes no page be read again."""
    site = make_site(files=ONE_PAGE)
    config = {"suppress_warnings": suppressed}
    site.build("dummy", config=config, warnings=warnings)

    built = site.build("dummy", config=config, warnings=warnings)
    assert built.read == ({"page"} if warnings else set())


@pytest.mark.parametrize(
    ("files", "status"), [({}, 0), (ONE_PAGE, 1)], ids=["right", "wrong"]
)
def test_messages_fail_a_build_that_is_strict(
    make_site: Callable[..., Site],
    capsys: pytest.CaptureFixture[str],
    files: dict[str, str],
    status: int,
) -> None:
    """Under `-W` all messages come and the build fails, the second time as well."""
    site = make_site(files=files)
    arguments = ["-q", "-W", "--keep-going", "-b", "dummy"]
    arguments += [str(site.srcdir), str(site.build_dir)]

    for _ in range(2):
        with patch_docutils(site.srcdir), docutils_namespace():
            assert build_main(arguments) == status
        assert capsys.readouterr().err.count("[groupsite.") == 2 * status


# -- what only whole sites can have -------------------------------------------------


def test_news_with_the_same_id_are_shown_and_reported(
    make_site: Callable[..., Site],
) -> None:
    """Both stand on their pages; timelines show the first one."""
    item = ":::{{news}} {}\n:id: workshop\n:kind: event\n\n{}\n:::\n"
    twice = item.format("2021", "One.") + "\n" + item.format("2022", "Two.")
    site = make_site(files={"other.md": f"---\norphan: true\n---\n# Other\n\n{twice}"})
    messages = [
        "other.md:6: ERROR: news `workshop` exists already, in news.md:23; timelines only show that one, give this one another `:id:` [groupsite.duplicate]",
        "other.md:13: ERROR: news `workshop` exists already, in news.md:23; timelines only show that one, give this one another `:id:` [groupsite.duplicate]",
    ]
    built = site.build(warnings=messages)

    shown = built.main("other").cssselect(".news-item p")
    assert [found.text_content() for found in shown] == ["One.", "Two."]
    assert site.build(warnings=messages).read == {"other"}

    site.edit("other.md", item.format("2022", "Two."), "")
    site.edit("other.md", ":id: workshop", ":id: other")
    assert site.build().main("other").cssselect("#news-other")


def test_a_coauthor_whom_nobody_knows_is_no_fault(
    make_site: Callable[..., Site],
) -> None:
    """The printed name is shown, in lists and in news, without a link."""
    site = make_site()
    site.edit("publications.bib", "and Li, Wei", "and Li, Wei and Ångström, Åke")
    built = site.build()

    (authors,) = built.main("publications").cssselect(
        "[data-key=doe2024fast] .paper-authors"
    )
    assert "Åke Ångström" in authors.text_content()
    assert [link.text_content() for link in authors.cssselect("a")] == [
        "Ann Smith",
        "Wei Li",
    ]
    (people,) = built.main("news").cssselect("#news-fast-out .news-people")
    assert people.text_content() == (
        "With Ann Smith (Bath, UK), Wei Li (ETH, Switzerland), Åke Ångström"
    )


def test_a_pin_can_be_taken_back(make_site: Callable[..., Site]) -> None:
    """`:pinned: false` is as good as no `:pinned:`."""
    site = make_site()
    order = ["fast-out", "2024-07-phd-ann-has-finished-her-phd", "fast-preprint"]

    def shown(built: Built) -> list[str]:
        items = built.main("index").cssselect(".news-item")
        return [item.get("data-id", "") for item in items]

    site.edit("news.md", ":id: workshop\n", ":id: workshop\n:pinned: false\n")
    assert shown(site.build()) == order

    site.edit("news.md", ":pinned: false\n", ":pinned:\n")
    assert shown(site.build()) == ["workshop", *order[:2]]


FAULTS = {
    "conf.py": """extensions = ["myst_parser", "groupsite"]
primary_domain = "groupsite"
myst_enable_extensions = ["colon_fence"]
bibtex_bibfiles = ["publications.bib"]
groupsite_people = "people.yml"
groupsite_owner = "doe-jan"
groupsite_topics = {"mri": "MRI", "a b": "x"}
""",
    "people.yml": """- id: doe-jane
  name: Jane Doe
  memberships:
    - role: lead
      from: 2015
- id: smith-ann
  name: Ann Smith
- id: smith-abe
  name: Abe Smith
  memberships:
    - role: phd
      from: 2020
      supervisors: [doe-jon]
- id: bad-date
  name: Bad Date
  memberships:
    - role: phd
      from: 2021-13-01
- id: bad-syntax
  name: Bad: Syntax
- id: doe-jane
  name: Jane Doe the younger
- id: last
  name: Last One
""",
    "publications.bib": """@misc{first,
  author = {A. Smith and Jane Doe},
  title = {First},
  year = {2020},
  keywords = {MRT},
}

@misc{last,
  author = {Last, One},
  title = {Last},
  year = {20O4},
}
""",
    "news.md": """# News

:::{news} 2020-13
:kind: event

Lost.
:::

:::{news} 2020
:kind: event
:people: last bad-date

Shown.
:::
""",
}


def test_faults_of_all_sources_come_in_one_run(make_site: Callable[..., Site]) -> None:
    """Settings, people, papers and pages: none stops the build, the rest is shown."""
    built = make_site(files=FAULTS).build(
        warnings=[
            "conf.py:7: ERROR: `groupsite_topics`: 'a b': 'x' should be an id without blanks and a label [groupsite.config]",
            "conf.py:6: ERROR: `groupsite_owner`: there is no person `doe-jan`; did you mean `doe-jane`? [groupsite.config]",
            "people.yml:13: ERROR: person `smith-abe`: there is no person `doe-jon`; did you mean `doe-jane`? [groupsite.link]",
            "people.yml:18: ERROR: `bad-date`: `memberships[1].from`: '2021-13-01' is not a date: month must be in 1..12 [groupsite.date]",
            'people.yml:20: WARNING: `name` needs quotes: write `name: "Bad: Syntax"` [groupsite.mended]',
            "people.yml:21: ERROR: person `doe-jane` exists already, in people.yml:1; this one was left out [groupsite.duplicate]",
            "publications.bib:2: WARNING: entry `first`: author A. Smith may be `smith-abe` or `smith-ann`; write the given names in full, or add this form to the aliases of one of them [groupsite.author]",
            "publications.bib:5: WARNING: entry `first`: keyword `MRT` is not declared in `groupsite_topics`; did you mean `MRI`? [groupsite.topic]",
            "publications.bib:11: ERROR: entry `last`: `year`: '20O4' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD [groupsite.date]",
            "news.md:3: ERROR: {news}: '2020-13' is not a date: month must be in 1..12; the item was left out [groupsite.date]",
        ]
    )
    people = built.main("people").cssselect(".person")
    papers = built.main("publications").cssselect(".paper")
    (item,) = built.main("news").cssselect(".news-item")

    members = ["doe-jane", "smith-abe", "bad-date"]
    assert texts(people) == [*members, "last", "smith-ann", "bad-syntax"]
    assert texts(papers) == ["first", "last"]
    assert texts(item.cssselect("p, .news-people")) == [
        "Shown.",
        "With Last One, Bad Date",
    ]


# -- faults in the sources of records -------------------------------------------------


class Source(NamedTuple):
    """A record of a file, and the message about one of its lines."""

    file: str
    text: str
    #: ``LINE: message``; lines count from the record's first one.
    message: str


def entry(key: str, *fields: str) -> str:
    """An entry whose fields begin in its fifth line."""
    lines = (f"  {field},\n" for field in fields)
    return (
        f"@misc{{{key},\n  author = {{Jane Doe}},\n  title = {{Paper {key}}},\n"
        f"  year = {{2020}},\n{''.join(lines)}}}\n"
    )


def somebody(person_id: str, *lines: str) -> str:
    """A person whose further lines begin in the third one."""
    name = person_id.replace("-", " ").title()
    more = (f"  {line}\n" for line in lines)
    return f"- id: {person_id}\n  name: {name}\n{''.join(more)}"


def talk(talk_id: str, *lines: str) -> str:
    """A talk whose further lines begin in the fifth one."""
    more = (f"  {line}\n" for line in lines)
    return f"- id: {talk_id}\n  date: 2024\n  title: T\n  event: E\n{''.join(more)}"


BIB, STAFF, TALKS = "publications.bib", "people.yml", "research/talks.yml"
HTTP = "an address should begin with one of http:, https:, mailto:"
FORM = "does not have the form of"
ONE = "one paper is one entry for its whole life [groupsite.twin]"
NO_FILE = "there is no file 'data/gone.pdf' below html_extra_path [groupsite.field]"
MEMBER = "memberships:"
SOURCES = {
    "a DOI that is none": Source(
        BIB,
        entry("doi", "doi = {10.1/x}"),
        f"5: entry `doi`: `doi`: `10.1/x` {FORM} 10.1137/17M1134834 [groupsite.field]",
    ),
    "a DOI with a blank": Source(
        BIB,
        entry("doi2", "doi = {10.1000/x y}"),
        f"5: entry `doi2`: `doi`: `10.1000/x y` {FORM} 10.1137/17M1134834 [groupsite.field]",
    ),
    "an eprint that is none": Source(
        BIB,
        entry("eprint", "note = {N}", "eprint = {240100001}"),
        f"6: entry `eprint`: `eprint`: `240100001` {FORM} 2401.01234 [groupsite.field]",
    ),
    "a number of arXiv that is none": Source(
        BIB,
        entry("arxiv", "arxiv = {2401.1}"),
        f"5: entry `arxiv`: `arxiv`: `2401.1` {FORM} 2401.01234 [groupsite.field]",
    ),
    "the first with a DOI": Source(BIB, entry("d1", "doi = {10.1000/Same}"), ""),
    "a DOI twice": Source(
        BIB,
        entry("d2", "note = {N}", "doi = {https://doi.org/10.1000/SAME}"),
        f"6: entry `d2`: `d1` has the same doi 10.1000/same; {ONE}",
    ),
    "the first with a number of arXiv": Source(
        BIB, entry("a1", "eprint = {2401.99999v1}"), ""
    ),
    "a number of arXiv twice": Source(
        BIB,
        entry("a2", "eprint = {2401.99999v3}"),
        f"5: entry `a2`: `a1` has the same arxiv 2401.99999; {ONE}",
    ),
    "a script instead of an address": Source(
        BIB,
        entry("script", "url = {javascript:alert(1)}"),
        f"5: entry `script`: `url`: {HTTP}, not 'javascript:alert(1)' [groupsite.field]",
    ),
    "FTP": Source(
        BIB,
        entry("ftp", "pdf = {ftp://example.org/x.pdf}"),
        f"5: entry `ftp`: `pdf`: {HTTP}, not 'ftp://example.org/x.pdf' [groupsite.field]",
    ),
    "an address without a host": Source(
        BIB,
        entry("host", "html = {https:///x}"),
        "5: entry `host`: `html`: 'https:///x' has no host [groupsite.field]",
    ),
    "an address with a blank": Source(
        BIB,
        entry("blank", "code = {https://example.org/a data/gone.pdf}"),
        f"5: entry `blank`: `code`: {NO_FILE}",
    ),
    "a file of an entry that is not there": Source(
        BIB,
        entry("file", "slides = {data/here.pdf}", "pdf = {data/gone.pdf}"),
        f"6: entry `file`: `pdf`: {NO_FILE}",
    ),
    "a script that tells of an award": Source(
        BIB,
        entry("award", "award = {Prize}", "award_url = {javascript:alert(2)}"),
        f"6: entry `award`: `award_url`: {HTTP}, not 'javascript:alert(2)' [groupsite.field]",
    ),
    "a file that tells of an award": Source(
        BIB,
        entry("award2", "award = {Prize}", "award_url = {files:data/gone.pdf}"),
        f"6: entry `award2`: `award_url`: {NO_FILE}",
    ),
    "an ORCID of another form": Source(
        STAFF,
        somebody("orcid-form", "links:", "  orcid: 0000-0002-1825"),
        "4: `orcid-form`: `links.orcid`: '0000-0002-1825' is not an ORCID iD: write 0000-0002-1825-0097 [groupsite.field]",
    ),
    "an ORCID with a slip": Source(
        STAFF,
        somebody("orcid-slip", "links:", "  orcid: 0000-0002-1825-0079"),
        "4: `orcid-slip`: `links.orcid`: '0000-0002-1825-0079' is not an ORCID iD: its checksum is wrong, check for typing errors [groupsite.field]",
    ),
    "a home page that is a script": Source(
        STAFF,
        somebody("home-script", "links:", "  homepage: javascript:alert(3)"),
        f"4: `home-script`: `links.homepage`: {HTTP}, not 'javascript:alert(3)' [groupsite.field]",
    ),
    "a home page without its scheme": Source(
        STAFF,
        somebody("home-bare", "links:", "  homepage: example.org"),
        "4: `home-bare`: `links.homepage`: an address begins with its scheme: write https://example.org [groupsite.field]",
    ),
    "a profile with a blank": Source(
        STAFF,
        somebody("link-blank", "links:", "  linkedin: https://example.org/a b"),
        "4: `link-blank`: `links.linkedin`: an address cannot contain blanks, write %20: 'https://example.org/a b' [groupsite.field]",
    ),
    "an account that is a script": Source(
        STAFF,
        somebody("hub-script", "links:", "  github: javascript://x"),
        f"4: `hub-script`: `links.github`: {HTTP}, not 'javascript://x' [groupsite.field]",
    ),
    "another page over FTP": Source(
        STAFF,
        somebody("other-ftp", "links:", "  other:", "    - ftp://example.org"),
        f"5: `other-ftp`: `links.other[1]`: {HTTP}, not 'ftp://example.org' [groupsite.field]",
    ),
    "the first of a name": Source(STAFF, somebody("ada-byron"), ""),
    "an alias that is the name of another": Source(
        STAFF,
        somebody("ada-king", "aliases:", "  - A. A. King", "  - Byron, Ada"),
        "5: `ada-king`: `Byron, Ada` is also a name of `ada-byron`; authors of this name could be either [groupsite.author]",
    ),
    "times that touch": Source(
        STAFF,
        somebody(
            "touch-tom",
            MEMBER,
            "  - {role: phd, from: 2016, to: 2020}",
            "  - {role: postdoc, from: 2020, to: 2022-03}",
            "  - {role: lead, from: 2022-03}",
        ),
        "",
    ),
    "a link of a talk that is a script": Source(
        TALKS,
        talk("link", "links:", "  slides: javascript:alert(4)"),
        f"6: `link`: `links.slides.url`: {HTTP}, files:, not 'javascript:alert(4)' [groupsite.field]",
    ),
    "a link of a talk without a host": Source(
        TALKS,
        talk("no-host", "links:", "  video: {url: 'https://', size: 1 MB}"),
        "6: `no-host`: `links.video.url`: 'https://' has no host [groupsite.field]",
    ),
    "an event over FTP": Source(
        TALKS,
        talk("over-ftp", "url: ftp://example.org"),
        f"5: `over-ftp`: `url`: {HTTP}, files:, not 'ftp://example.org' [groupsite.field]",
    ),
    "a file of a talk that is not there": Source(
        TALKS,
        talk(
            "no-file",
            "links:",
            "  poster: files:data/here.pdf",
            "  slides: files:data/gone.pdf",
        ),
        f"7: `no-file`: {NO_FILE}",
    ),
}


class Sources(NamedTuple):
    """The site of all sources, and the messages that it should have."""

    built: Built
    expected: dict[str, str]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """All records in the files of one site."""
    texts_of = {BIB: "", STAFF: "- id: doe-jane\n  name: Jane Doe\n", TALKS: ""}
    expected = {}
    for name, source in SOURCES.items():
        line, _, message = source.message.partition(": ")
        if message:
            start = texts_of[source.file].count("\n")
            expected[name] = (
                f"{source.file}:{start + int(line)}: {level(message)}: {message}"
            )
        texts_of[source.file] += source.text
    page = "# Home\n\n:::{publications}\n:::\n\n:::{people}\n:::\n\n:::{talks}\n:::\n"
    files = {**texts_of, "index.md": page, "extra/data/here.pdf": "%PDF"}
    site = new_site(tmp_path_factory.mktemp("sources"), files=files)
    for name in ("news", "people", "publications"):
        site.remove(f"{name}.md")
    config = {"html_extra_path": ["extra"], "groupsite_topics": {}}
    return Sources(site.try_build(config=config), expected)


@pytest.mark.parametrize("name", SOURCES)
def test_a_fault_in_a_record_is_reported_at_its_line(
    sources: Sources, name: str
) -> None:
    """Once; what is right is not spoken of."""
    expected = sources.expected.get(name)

    assert expected is None or sources.built.warnings.count(expected) == 1


def test_nothing_else_is_reported_of_the_records(sources: Sources) -> None:
    """Each message is that of a case."""
    assert sorted(sources.built.warnings) == sorted(sources.expected.values())


def test_wrong_addresses_are_not_linked(sources: Sources) -> None:
    """No page leads where it must not; papers with a fault are in the list."""
    main = sources.built.main()
    papers = [name for name in SOURCES if SOURCES[name].file == BIB]
    hrefs = [link.get("href") for link in main.cssselect("a.external")]
    schemes = {href.partition(":")[0] for href in hrefs if ":" in href}

    assert len(main.cssselect(".paper")) == len(papers)
    assert schemes == {"https"}
