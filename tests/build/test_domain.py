"""What documents contribute to the domain, and where links to records lead."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from sphinx.util.inventory import InventoryFile

from groupsite.build.contributions import Anchor
from groupsite.build.domain import GroupsiteDomain, Home
from groupsite.model.graph import Graph
from groupsite.model.kinds import RecordKind
from groupsite.model.positions import Located, Position
from groupsite.model.query import one
from tests.conftest import Built, new_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.environment import BuildEnvironment

    from tests.conftest import Site


# -- what documents contributed -----------------------------------------------------


@pytest.fixture
def domain() -> GroupsiteDomain:
    """A domain without a site."""
    return _domain()


def _domain() -> GroupsiteDomain:
    domain = GroupsiteDomain(cast("BuildEnvironment", SimpleNamespace(domaindata={})))
    domain.graph = Graph([RecordKind(name="news")])
    return domain


def _news(record_id: str) -> Located[Any]:
    return Located(SimpleNamespace(id=record_id), Position("news.md", 1))


def test_contributions(domain: GroupsiteDomain) -> None:
    """What a document contributes is kept under its name."""
    domain.note_query("a", one("paper", "x"))
    domain.note_query("a", one("paper", "x"))
    domain.note_anchor("a", Anchor("paper", "x", "paper-x", 1))
    domain.note_record("a", "news", _news("out"))

    data = domain.documents["a"]
    assert list(domain.documents) == ["a"]
    assert list(data.queries) == [one("paper", "x")]
    assert data.anchors == [Anchor("paper", "x", "paper-x", 1)]
    assert [located.record.id for located in data.records["news"]] == ["out"]


def test_cleared_document(domain: GroupsiteDomain) -> None:
    """Nothing of a document that is cleared is left, and clearing it again does no harm."""
    for docname in ("a", "b"):
        domain.note_anchor(docname, Anchor("paper", docname, "here", 1))
        domain.note_record(docname, "news", _news(f"news-{docname}"))
    assert domain.homes.keys() == {("paper", "a"), ("paper", "b")}
    assert domain.whole_graph.ids("news") == ["news-a", "news-b"]

    domain.clear_doc("a")
    domain.clear_doc("a")

    assert domain.documents.keys() == {"b"}
    assert domain.homes.keys() == {("paper", "b")}
    assert domain.whole_graph.ids("news") == ["news-b"]


def test_merged_documents(domain: GroupsiteDomain) -> None:
    """Of another process exactly the documents that it has read are taken over."""
    domain.note_anchor("mine", Anchor("paper", "x", "mine", 1))
    assert domain.homes["paper", "x"][0].docname == "mine"
    other = _domain()
    for docname in ("mine", "read", "not read"):
        other.note_anchor(docname, Anchor("paper", "x", docname, 0))

    domain.merge_domaindata({"read", "without contribution"}, other.data)

    assert domain.documents.keys() == {"mine", "read"}
    assert domain.homes["paper", "x"][0] == Home(0, "read", "read")


def test_domains_share_nothing(domain: GroupsiteDomain) -> None:
    """The data of one site is not the data of the next one in the same process."""
    domain.note_query("a", one("paper", "x"))

    assert _domain().documents == {}


ANCHORS = {
    "list": Anchor("paper", "x", "in-list", 1),
    "selection": Anchor("paper", "x", "in-selection", 2),
    "page": Anchor("paper", "x", "own-page", 0),
    "another list": Anchor("paper", "x", "in-another", 1),
    "another paper": Anchor("paper", "y", "y", 0),
}


@pytest.mark.parametrize(
    ("docnames", "home"),
    [
        (["selection"], "selection"),
        (["selection", "list"], "list"),
        (["list", "selection"], "list"),
        (["list", "page", "selection"], "page"),
        (["list", "another list"], "another list"),
        (["another list", "list"], "another list"),
        (["another paper", "selection"], "selection"),
    ],
)
def test_home(domain: GroupsiteDomain, docnames: list[str], home: str) -> None:
    """The home of a record is its page, else a full list, the first one by name."""
    for docname in docnames:
        domain.note_anchor(docname, ANCHORS[docname])

    anchor = ANCHORS[home]
    assert domain.homes["paper", "x"][0] == Home(anchor.rank, home, anchor.node_id)


def test_news_in_any_order_of_reading(domain: GroupsiteDomain) -> None:
    """Of two items with one id the same one counts, whichever was read first."""
    for docname in ("b", "a", "c"):
        item = Located(SimpleNamespace(id="out", docname=docname), Position(docname, 1))
        domain.note_record(docname, "news", item)

    news = domain.whole_graph.all("news")
    assert [item.docname for item in news] == ["a"]


# -- links --------------------------------------------------------------------------

PEOPLE = """
- id: bare-bo
  name: Bo Bare

- id: zero-zoe
  name: Zoe Zero
"""

LINKS = """\
# Links

- {paper}`doe2024fast`
- {paper}`smith2023deep`
- {paper}`doe2025open`
- {person}`green-bo`
- {person}`li-wei`
- {person}`bare-bo`
- {person}`zero-zoe`
"""

SELECTION = """\
# A selection

:::{publications}
:person: smith-ann
:::
"""

PUBLICATIONS = """\
# Publications

Begin with {paper}`smith2023deep`.

:::{publications}
:type: article inproceedings
:::
"""

MEMBERS = """\
# People

:::{people}
:status: current former
:::
"""

OTHERS = """\
# Others

:::{people}
:status: collaborator
:limit: 2
:::
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site where records are at home in different ways."""
    site = new_site(tmp_path_factory.mktemp("links"))
    site.write("people.yml", site.read("people.yml") + PEOPLE)
    site.write("people.md", MEMBERS)
    site.write("others.md", OTHERS)
    site.write("publications.md", PUBLICATIONS)
    site.write("a-selection.md", SELECTION)
    site.write("links.md", LINKS)
    site.edit("index.md", "\npeople\n", "\npeople\nothers\na-selection\nlinks\n")
    return site.build()


@pytest.mark.parametrize(
    ("number", "text", "address"),
    [
        # a full list is better than a selection whose name comes first
        (0, "Fast MRI with ℓ1 norms", "publications.html#paper-doe2024fast"),
        (1, "Deep things", "publications.html#paper-smith2023deep"),
        # no list shows it
        (2, "An open question", "https://arxiv.org/abs/2501.00001"),
        (3, "Bo Green", "people.html#person-green-bo"),
        # an address of one's own is better than a list
        (4, "Wei Li", "https://example.org/wei"),
        (5, "Bo Bare", "others.html#person-bare-bo"),
    ],
)
def test_link(built: Built, number: int, text: str, address: str) -> None:
    """A link leads to the record's home, or to its own address where that is better."""
    item = built.main("links").cssselect("li")[number]
    (link,) = item.cssselect("a")

    assert (link.text_content(), link.get("href")) == (text, address)


def test_record_that_is_nowhere(built: Built) -> None:
    """The name of a record with neither a home nor an address is text."""
    item = built.main("links").cssselect("li")[6]

    assert item.cssselect("a") == []
    assert item.text_content().strip() == "Zoe Zero"


def test_links_of_a_selection(built: Built) -> None:
    """An entry of a selection links to people, and its id is one of that page."""
    entries = built.main("a-selection").cssselect(".paper")

    assert [entry.get("id") for entry in entries] == [
        "paper-doe2024fast",
        "paper-smith2023deep",
    ]
    ann = entries[0].cssselect("a[href$=smith-ann]")
    assert [link.get("href") for link in ann] == ["people.html#person-smith-ann"]


def test_entry_does_not_link_to_itself(built: Built) -> None:
    """The name on a person's entry is text where that entry is the person's home."""
    cards = built.main("people").cssselect(".person[data-id=green-bo] .person-name")

    assert [card.text_content().strip() for card in cards] == ["Bo Green"]
    assert cards[0].cssselect("a") == []


def test_link_within_a_page(built: Built) -> None:
    """A link beside a list leads to the entry in it."""
    (link,) = built.main("publications").cssselect("section > p a")

    assert link.get("href") == "#paper-smith2023deep"


def test_objects(built: Built) -> None:
    """Other projects can link to all records that are shown, but to no others."""
    content = (built.outdir / "objects.inv").read_bytes()
    inventory = InventoryFile.loads(content, uri="").data

    papers = inventory["groupsite:paper"]
    people = inventory["groupsite:person"]

    assert {name: item.uri for name, item in papers.items()} == {
        "doe2024fast": "publications.html#paper-doe2024fast",
        "smith2023deep": "publications.html#paper-smith2023deep",
    }
    assert sorted(people) == ["bare-bo", "doe-jane", "green-bo", "li-wei", "smith-ann"]
    assert people["bare-bo"].display_name == "Bo Bare"


def test_records_are_not_guessed(make_site: Callable[..., Site]) -> None:
    """Ids are not unique over kinds: a link that names no kind finds no record."""
    site = make_site(files={"people.md": "# People\n\n{any}`doe2024fast`\n"})

    built = site.build(
        warnings=[
            "people.md:3: ERROR: 'any' reference target not found: doe2024fast [ref.any]"
        ]
    )

    assert built.main("people").cssselect("p a") == []


# -- consistency --------------------------------------------------------------------


def test_items_of_one_id(make_site: Callable[..., Site]) -> None:
    """Of items with one id in several documents timelines show the first by name."""
    item = ":::{{news}} 2025\n:kind: event\n:id: party\n\nA party in {}.\n:::\n"
    files = {
        f"{page}.md": f"# {page}\n\n{item.format(page)}" for page in ("b", "a", "c")
    }
    site = make_site(files=files)
    site.edit("index.md", "\nnews\n", "\nnews\nc\nb\na\n")
    message = (
        "ERROR: news `party` exists already, in a.md:3; timelines only show that one, "
        "give this one another `:id:` [groupsite.duplicate]"
    )

    built = site.build(warnings=[f"b.md:3: {message}", f"c.md:3: {message}"])

    shown = built.main().cssselect("[data-id=party] p")
    assert [text.text_content() for text in shown] == ["A party in a."]
    assert (
        built.main("c").cssselect("[data-id=party] p")[0].text_content()
        == "A party in c."
    )


def test_items_of_one_id_in_an_included_file(make_site: Callable[..., Site]) -> None:
    """The message is about the file that holds the item."""
    item = ":::{news} 2025\n:kind: event\n:id: party\n\nA party.\n:::\n"
    files = {
        "news/old.txt": f"Old news:\n\n{item}",
        "a.md": f"# A\n\n{item}",
        "b.md": "# B\n\n:::{include} news/old.txt\n:::\n",
    }
    site = make_site(files=files)
    site.edit("index.md", "\nnews\n", "\nnews\na\nb\n")

    message = (
        "news/old.txt:3: ERROR: news `party` exists already, in a.md:3; timelines only "
        "show that one, give this one another `:id:` [groupsite.duplicate]"
    )
    site.build(warnings=[message])
