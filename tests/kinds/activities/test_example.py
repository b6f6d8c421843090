"""The example of the documentation: a new kind of record is one module, in any package."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from sphinx.errors import ExtensionError

from tests.conftest import new_site
from tests.docs.snippets import blocks
from tests.output.reading import graph_of
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lxml.html import HtmlElement

    from tests.conftest import Built, Site

#: The example under another name, so that patents may become a kind of ours.
MODULE = "charters"
CONF = """
extensions += ["charters"]
html_baseurl = "https://example.org/"
groupsite_paper_pages = "work/papers"
groupsite_person_pages = "group/people"
groupsite_search = True
"""
LIST = """\
---
orphan: true
---

# Charters

:::{charters}
:office: EPO
:export:
:::

See {charter}`scanner`.
"""
CV = "---\norphan: true\n---\n\n# CV\n\n:::{cv} smith-ann\n:::\n"
GRANTS = "---\norphan: true\n---\n\n# Grants\n\n:::{grants}\n:::\n"
THEME = "---\norphan: true\n---\n\n# MRI\n\n:::{theme} mri\n:::\n"
REPORT = "---\norphan: true\n---\n\n# Report\n\n:::{report} maths\n:::\n"
DATA = """\
- id: scanner
  title: A scanner that listens
  number: EP 0000000
  office: EPO
  date: 2024-05
  people: smith-ann
  paper: doe2024fast
  grant: maths
  links:
    website: https://example.org/scanner
- id: other
  title: Something else
  number: US 0
  office: USPTO
  date: 2020
  people: doe-jane
"""
FILES: dict[str, str | bytes] = {
    "charters.md": LIST,
    "cv.md": CV,
    "grants.md": GRANTS,
    "theme.md": THEME,
    "report.md": REPORT,
    "research/charters.yml": DATA,
    "research/grants.yml": "- {id: maths, title: Maths, funder: F, from: 2020}\n",
}


def module() -> str:
    """The text of the module that the guide shows."""
    (text,) = (b.text for b in blocks("guides/kinds") if b.file == "patents.py")
    return text


def renamed(text: str) -> str:
    """A piece of the example under the name that the tests give it."""
    names = {"patent": "charter", "Patent": "Charter", "PATENT": "CHARTER"}
    return re.sub("|".join(names), lambda match: names[match[0]], text)


@pytest.fixture(scope="module", autouse=True)
def _package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The module of the example, where Python finds it."""
    folder = tmp_path_factory.mktemp("package")
    (folder / f"{MODULE}.py").write_text(renamed(module()), "utf-8")
    sys.path.insert(0, str(folder))
    yield
    sys.path.remove(str(folder))
    sys.modules.pop(MODULE, None)


def with_charters(folder: Path) -> Site:
    """A site with charters, and a page of everything that may show them."""
    site = new_site(folder, files=FILES)
    site.write("conf.py", site.read("conf.py") + CONF)
    return site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site, built."""
    return with_charters(tmp_path_factory.mktemp("charters")).build()


def ids(element: HtmlElement) -> list[str]:
    """The charters in *element*, in order."""
    return [
        charter.get("data-id") for charter in element.cssselect(".charter[data-id]")
    ]


def test_it_is_short() -> None:
    """One module of at most 110 lines."""
    assert len(module().splitlines()) <= 110


def test_it_has_a_list_and_a_role(built: Built) -> None:
    """The directive lists the records, its option chooses, the role links."""
    main = built.main("charters")

    (entry,) = main.cssselect("ol.charters > .charter")
    assert (entry.get("id"), entry.get("data-id")) == ("charter-scanner", "scanner")
    assert [(part.get("class"), part.text_content()) for part in entry] == [
        ("record-title", "A scanner that listens"),
        ("record-meta", "Ann Smith"),
        ("record-meta", "EP 0000000, EPO, May 2024"),
        ("record-meta", "Paper: Fast MRI with ℓ1 norms"),
        ("record-meta", "Grant: Maths"),
        ("record-links", "Website"),
    ]
    (link,) = main.xpath(".//p[starts-with(., 'See')]/a")
    assert link.get("href") == "research/charters/scanner.html"


def test_a_record_has_a_page(built: Built) -> None:
    """It says what the list says, and leads to people and papers."""
    main = built.main("research/charters/scanner")

    assert main.cssselect("h1")[0].text_content().rstrip("¶") == (
        "A scanner that listens"
    )
    links = {a.text_content(): a.get("href") for a in main.cssselect("a.reference")}
    assert links["Ann Smith"] == "../../group/people/smith-ann.html"
    assert links["Fast MRI with ℓ1 norms"] == "../../work/papers/doe2024fast.html"
    assert links["Maths"] == "../../grants.html#grant-maths"


@pytest.mark.parametrize(
    ("page", "where"),
    [
        ("group/people/smith-ann", "section#charters"),
        ("grants", "section#grant-maths"),
        ("theme", "section#charters"),
        ("cv", "section#cv-charters"),
        ("report", "section#charters"),
    ],
)
def test_it_is_shown_on_pages_of_others(built: Built, page: str, where: str) -> None:
    """People, grants and topics lead to it, CVs and reports list it."""
    (section,) = built.main(page).cssselect(where)

    assert ids(section) == ["scanner"]
    (heading,) = section.xpath(".//h2[.] | .//h3[starts-with(., 'Charters')]")[-1:]
    assert heading.text_content().startswith("Charters")


def test_a_paper_leads_to_it(built: Built) -> None:
    """The facts of a paper name its charters."""
    main = built.main("work/papers/doe2024fast")

    facts = {
        term.text_content(): term.getnext().text_content().strip()
        for term in main.cssselect("dl.facts > dt")
    }
    assert facts["Charters"] == "A scanner that listens"


def test_the_search_finds_it(built: Built) -> None:
    """Its index has the title, what the search calls it, and more words."""
    text = (built.outdir / "search-index.js").read_text("utf-8").partition("=")[2]
    index: dict[str, Any] = json.loads(text.strip().removesuffix(";"))

    number = [label for label, _ in index["kinds"]].index("Charter")
    assert index["all"][number] == "Charters"
    assert [entry[1:4] for entry in index["entries"] if entry[0] == number] == [
        [
            "A scanner that listens",
            "research/charters/scanner.html",
            "EP 0000000",
        ],
        ["Something else", "research/charters/other.html", "US 0"],
    ]


def test_machines_are_told(built: Built) -> None:
    """The page of a charter describes it to search engines."""
    things = graph_of(built.outdir / "research/charters/scanner.html")

    (charter,) = (t for t in things if t.get("identifier") == "EP 0000000")
    assert charter["@type"] == "CreativeWork"
    assert [person["name"] for person in charter["creator"]] == ["Ann Smith"]
    assert charter["url"] == "https://example.org/research/charters/scanner.html"


def test_it_can_be_had_as_a_file(built: Built) -> None:
    """The list and each page offer their records in the format of the kind."""
    (link,) = built.main("charters").cssselect(".export a")
    listed = json.loads((built.outdir / link.get("href")).read_text("utf-8"))
    alone = json.loads((built.outdir / "research/charters/other.json").read_text())

    assert link.text_content() == "JSON"
    assert [charter["number"] for charter in listed] == ["EP 0000000"]
    assert alone == [{"number": "US 0", "title": "Something else"}]


def test_it_has_a_feed(built: Built) -> None:
    """The newest charters are a feed, which pages announce."""
    feed = etree.parse(built.outdir / "feeds/charters.atom")
    space = {"a": "http://www.w3.org/2005/Atom"}

    assert feed.xpath("a:entry/a:title/text()", namespaces=space) == [
        "A scanner that listens",
        "Something else",
    ]
    announced = built.page("charters").xpath("//link[@type='application/atom+xml']")
    assert "feeds/charters.atom" in [link.get("href") for link in announced]


def test_it_speaks_other_languages(tmp_path: Path) -> None:
    """Its words are those of the site's language; conf.py may say others."""
    site = with_charters(tmp_path)
    own = '\nlanguage = "de"\ngroupsite_phrases = {"search.charter": "Schutzrecht"}\n'
    site.write("conf.py", site.read("conf.py") + own)
    built = site.build()

    (heading,) = built.main("cv").cssselect("section#cv-charters > h2")
    assert heading.text_content().rstrip("¶") == "Chartere"
    text = (built.outdir / "search-index.js").read_text("utf-8")
    assert '"Schutzrecht"' in text


def test_it_is_checked(tmp_path: Path) -> None:
    """Every slip is a message with file and line, and costs no neighbour."""
    site = with_charters(tmp_path)
    site.edit("charters.md", "{charter}`scanner`", "{charter}`scaner`")
    site.edit("charters.md", ":office: EPO", ":office: EPO JPO")
    site.edit("research/charters.yml", "doe2024fast", "doe2024fats")
    site.edit("research/charters.yml", "date: 2020", "date: 2020-13\n  offices: x")
    built = site.build(
        warnings=[
            "research/charters.yml:7: ERROR: charter `scanner`: there is no paper `doe2024fats`; did you mean `doe2024fast`? [groupsite.link]",
            "research/charters.yml:15: ERROR: `other`: `date`: '2020-13' is not a date: month must be in 1..12 [groupsite.date]",
            "research/charters.yml:16: ERROR: `other`: unknown key `offices`; did you mean `office`? (known: id, title, number, date, office, people, paper, grant, links) [groupsite.yaml]",
            "charters.md:8: ERROR: {charters}: `office`: there is no office `JPO`; did you mean `EPO`? [groupsite.option]",
            "charters.md:12: ERROR: {charter}: there is no charter `scaner`; did you mean `scanner`? [groupsite.link]",
        ]
    )

    assert ids(built.main("charters")) == ["scanner"]


def test_it_is_built_again_when_it_has_to_be(tmp_path: Path) -> None:
    """A new title writes the pages that show it again, a change elsewhere does not."""
    site = with_charters(tmp_path)
    site.build()
    site.edit("research/charters.yml", "Something else", "Something new")
    built = rebuild(site)

    assert built.written >= {"research/charters/other", "group/people/doe-jane"}
    assert "group/people/smith-ann" not in built.written
    assert rebuild(site).read == set()


# -- registering --------------------------------------------------------------------

OWN = """
from groupsite import add_record_kind
from groupsite.kit import Listing, RecordKind, Search, Section

def setup(app):
    add_record_kind(app, RecordKind({kind}))
"""


def test_a_conf_py_may_bring_a_kind(make_site: Callable[..., Site]) -> None:
    """A name is enough for a kind of record; a part more gives it a list."""
    site = make_site(files={"boats.md": "---\norphan: true\n---\n\n```{boats}\n```\n"})
    kind = 'name="boat", list=Listing(directive="boats")'
    site.write("conf.py", site.read("conf.py") + OWN.replace("{kind}", kind))

    assert site.build().main("boats").cssselect(".boat") == []


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ('name="paper"', "there is a kind of record `paper` already"),
        (
            (
                'name="boat", shown_on={"cv": Section(rank=5)}, '
                'phrases={"search.boat": "Boat"}, '
                "search=Search(1, lambda *_: '', lambda *_: [])"
            ),
            (
                "the kind of record `boat` lacks phrases; add them to its `phrases`:\n"
                "  'list.boat': \"…\",  # what the search calls all of them"
            ),
        ),
    ],
)
def test_what_is_missing_is_said_at_once(
    make_site: Callable[..., Site], kind: str, message: str
) -> None:
    """Who writes a kind learns what it lacks before anything is read."""
    site = make_site()
    site.write("conf.py", site.read("conf.py") + OWN.replace("{kind}", kind))

    with pytest.raises(ExtensionError) as caught:
        site.build()
    assert message in str(caught.value)


def test_it_may_be_named_before_groupsite(tmp_path: Path) -> None:
    """A package asks for what it needs, wherever a conf.py names it."""
    site = with_charters(tmp_path)
    conf = site.read("conf.py").replace('["myst_parser", "groupsite"]', '["charters"]')
    site.write("conf.py", f"{conf}\nextensions += ['groupsite', 'myst_parser']\n")

    assert ids(site.build().main("charters")) == ["scanner"]
