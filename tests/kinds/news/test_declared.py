"""Ids of news items: made once, and never moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from groupsite.build.domain import groupsite_domain
from groupsite.build.nodes import record_item, record_part
from groupsite.kinds.news.declared import Declared, _ids
from groupsite.kinds.news.kind import NEWS
from groupsite.model.dates import PartialDate
from groupsite.model.positions import Position
from tests.drawing import drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from tests.conftest import Site


def declared(date: str, words: str, written: str = "") -> tuple[record_item, Declared]:
    """An entry that says *words*, and what its directive has declared."""
    date_part = record_part("", "a date", classes=["news-date"])
    entry = record_item("", date_part, nodes.paragraph("", words))
    return entry, Declared(
        date=PartialDate.parse(date),
        kind="talk",
        id=written,
        paper="",
        grants=(),
        pinned=False,
        deadline=None,
        position=Position("news.md", 1),
    )


def ids(items: list[tuple[record_item, Declared]]) -> list[str]:
    """The ids of *items*, the newest first."""
    return _ids([entry for entry, _ in items], [item for _, item in items])


def test_ties_are_lettered_from_the_oldest() -> None:
    """Of items that would have the same id, the oldest keeps it, newer ones get letters."""
    items = [declared("2024-07", "A talk") for _ in range(3)]

    assert ids(items) == [
        "2024-07-talk-a-talk-c",
        "2024-07-talk-a-talk-b",
        "2024-07-talk-a-talk",
    ]


def test_letters_never_run_out() -> None:
    """Behind the 26th item of one kind, month and words ids have two letters, then three."""
    made = ids([declared("2024-07", "A talk") for _ in range(800)])[::-1]

    assert [made[n].removeprefix("2024-07-talk-a-talk") for n in (25, 26, 27)] == [
        "-z",
        "-aa",
        "-ab",
    ]
    assert made[26 + 26 * 26].endswith("-aaa")
    assert len(set(made)) == 800


def test_many_items_of_one_month_are_all_shown(
    make_site: Callable[..., Site],
) -> None:
    """Thirty items that begin alike are in the timeline, each with a target of its own."""
    item = ":::{news} 2024-07\n:kind: talk\n\nA talk.\n:::\n"
    page = "# Home\n\n:::{timeline}\n:::\n\n```{toctree}\nnews\npublications\npeople\n```\n"
    built = make_site(
        files={"news.md": "# News\n\n" + item * 30, "index.md": page}
    ).build()

    for document in ("news", "index"):
        items = built.main(document).cssselect(".news-item")
        assert len({item.get("id") for item in items} - {None}) == 30


def test_written_ids_are_not_given_away() -> None:
    """An id that an author has written is not made for another item."""
    items = [
        declared("2024-07", "A talk"),
        declared("2024-07", "Another", "2024-07-talk-a-talk"),
    ]

    assert ids(items) == ["2024-07-talk-a-talk-b", "2024-07-talk-a-talk"]


def test_only_the_first_words_count() -> None:
    """An id has the first six words: a later one may still be corrected."""
    (item_id,) = ids([declared("2024-07", "One two three four five six seven")])

    assert item_id == "2024-07-talk-one-two-three-four-five-six"


ITEM = st.builds(
    declared,
    st.sampled_from(["2024", "2024-07", "2024-07-01"]),
    st.sampled_from(["A talk", "Another talk", "講演"]),
    st.sampled_from(["", "", "", "x", "y"]),
)
NEW = st.builds(declared, st.just("2024-07"), st.sampled_from(["A talk", "New"]))


@given(st.lists(ITEM, max_size=8), NEW)
@drawn()
def test_a_new_item_moves_no_id(
    items: list[tuple[record_item, Declared]], new: tuple[record_item, Declared]
) -> None:
    """Whatever there is, an item added on top leaves all ids as they were."""
    assert ids([new, *items])[1:] == ids(items)


@given(st.lists(ITEM.filter(lambda item: not item[1].id), max_size=20))
@drawn()
def test_made_ids_are_unique(items: list[tuple[record_item, Declared]]) -> None:
    """No two made ids are the same."""
    assert len(set(ids(items))) == len(items)


def test_an_id_written_twice_is_reported(make_site: Callable[..., Site]) -> None:
    """Two items with one id are reported; both are shown, the first one is the target."""
    item = ":::{news} 2024\n:kind: talk\n:id: same\n\nTalk.\n:::\n"
    built = make_site(files={"news.md": f"# News\n\n{item}\n{item}"}).build(
        warnings=[
            "news.md:10: ERROR: news `same` exists already, in news.md:3; timelines only show that one, give this one another `:id:` [groupsite.duplicate]"
        ]
    )

    assert [
        (li.get("data-id"), li.get("id")) for li in built.main("news").cssselect("li")
    ] == [("same", "news-same"), ("same", None)]
    assert len(built.main().cssselect(".news-item")) == 1


BODIES = {
    "a list": ("- One\n- Two", "2024-talk-one"),
    "a program": ("```python\nx = 1\n```", "2024-talk"),
    "a picture": ("![](pixel.png)", "2024-talk"),
    "a paragraph after a picture": (
        ":::{figure} pixel.png\n:::\n\nText.",
        "2024-talk-text",
    ),
}


@pytest.mark.parametrize("name", BODIES)
def test_any_content_makes_an_item(make_site: Callable[..., Site], name: str) -> None:
    """An item is known by its first words, wherever they stand, or without any."""
    body, expected = BODIES[name]
    page = f"# News\n\n::::{{news}} 2024\n:kind: talk\n\n{body}\n::::\n"
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
        "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
    )
    built = make_site(files={"news.md": page, "pixel.png": pixel}).build()

    for document in ("news", "index"):
        (item,) = built.main(document).cssselect(".news-item")
        assert item.get("data-id") == expected


def test_an_item_that_is_taken_away_is_not_in_timelines(
    make_site: Callable[..., Site],
) -> None:
    """An item that another extension removes from its page is in no timeline."""

    def remove(_app: Sphinx, doctree: nodes.document) -> None:
        for item in list(doctree.findall(record_item)):
            if item["data"].get("id") == "workshop":
                item.parent.remove(item)

    def listen(app: Sphinx) -> None:
        app.connect("doctree-read", remove)

    toctree = "\n```{toctree}\nnews\npublications\npeople\n```\n"
    page = f"# Home\n\n:::{{timeline}}\n:::\n{toctree}"
    main = make_site(files={"index.md": page}).build(on_app=listen).main()

    shown = [item.get("data-id") for item in main.cssselect(".news-item")]
    assert len(shown) == 3
    assert "workshop" not in shown


def test_an_item_is_known_by_what_it_says_first(make_site: Callable[..., Site]) -> None:
    """The domain knows the items of a document with their people, paper and text."""
    site = make_site()
    site.edit("news.md", ":kind: phd\n", ":kind: phd\n:grant: maths\n")
    records: list[Any] = []

    def keep(app: Sphinx, _error: Exception | None) -> None:
        records.extend(groupsite_domain(app.env).whole_graph.all("news"))

    def listen(app: Sphinx) -> None:
        app.connect("build-finished", keep)

    site.build(on_app=listen)

    assert [
        (str(item.date), item.kind, item.paper, item.people, NEWS.title(item))
        for item in records
    ] == [
        (
            "2024-07",
            "published",
            "doe2024fast",
            ("smith-ann", "li-wei"),
            "Fast MRI with ℓ₁ norms, in Journal of Tests",
        ),
        ("2024-07", "phd", "", ("smith-ann",), "Ann has finished her PhD."),
        (
            "2024-01",
            "preprint",
            "doe2024fast",
            ("smith-ann", "li-wei"),
            "Quick MRI",
        ),
        ("2023-03-01", "event", "", ("li-wei", "smith-ann"), "We held a workshop."),
    ]
    assert [item.grants for item in records] == [(), ("maths",), (), ()]


# -- labels -------------------------------------------------------------------------

#: A place with a label, by what stands below the label.
LABELLED = {
    "an item": ":::{news} 2024-07\n:kind: talk\n:id: it\n\nA talk.\n:::\n",
    "a timeline": ":::{timeline}\n:::\n",
    "a timeline by years": ":::{timeline}\n:group-by: year\n:::\n",
    "a timeline with filters": ":::{timeline}\n:filter:\n:::\n",
    "a timeline of nothing": ":::{timeline}\n:person: green-bo\n:::\n",
    "papers": ":::{publications}\n:::\n",
    "papers with filters": ":::{publications}\n:filter:\n:::\n",
    "papers in bars": ":::{publications}\n:chart:\n:::\n",
    "no papers": ":::{publications}\n:person: green-bo\n:::\n",
    "a theme": ":::{theme} mri\n:::\n",
    "people": ":::{people}\n:::\n",
    "a person": ":::{person} doe-jane\n:::\n",
    "a report": ":::{report}\n:since: 2020\n:::\n",
}
#: Papers of so many years have bars.
MORE = "".join(
    f"@misc{{doe{year}, author = {{Jane Doe}}, title = {{On {year}}}, year = {year},\n"
    "howpublished = {A note}}\n"
    for year in range(2010, 2020)
)


@pytest.mark.sampled
@pytest.mark.parametrize("builder", ["html", "text", "latex"])
@pytest.mark.parametrize("name", LABELLED)
def test_a_label_can_stand_above_any_list(
    make_site: Callable[..., Site], name: str, builder: str
) -> None:
    """Links from anywhere lead to a label above what we show, whatever it shows."""
    page = f"# Page\n\nSee [it](#place).\n\n(place)=\n{LABELLED[name]}\nText.\n"
    site = make_site(
        files={
            "page.md": f"---\norphan: true\n---\n{page}",
            "sub/other.md": "---\norphan: true\n---\n# Other\n\n{ref}`It <place>`\n",
        }
    )
    site.write("publications.bib", f"{site.read('publications.bib')}\n{MORE}")
    built = site.build(builder)

    if builder != "html":
        return
    places = built.page("page").cssselect("#place")
    (link,) = built.main("sub/other").cssselect("a.internal")
    assert len(places) == 1
    assert link.get("href") == "../page.html#place"


def test_a_labelled_item_is_a_neighbour(make_site: Callable[..., Site]) -> None:
    """Labels part no list, and leave each item its own address; timelines have none."""
    item = "(label-{0})=\n(other-{0})=\n:::{{news}} 2024\n:kind: talk\n:id: {0}\n\nTalk {{ref}}`it <label-{0}>`.\n:::\n"
    page = f"# News\n\n{item.format('a')}\n{item.format('b')}"
    built = make_site(files={"news.md": page}).build()

    (found,) = built.main("news").cssselect("ol")
    items = found.cssselect("li")
    assert [li.get("id") for li in items] == ["news-a", "news-b"]
    assert [sorted(s.get("id") for s in li.cssselect("span[id]")) for li in items] == [
        ["label-a", "other-a"],
        ["label-b", "other-b"],
    ]
    assert [a.get("href") for a in built.main().cssselect(".news-item a")] == [
        "news.html#label-a",
        "news.html#label-b",
    ]
    assert not built.page().cssselect("[id^=label], [id^=other]")


def test_a_label_may_be_the_id_of_its_item(make_site: Callable[..., Site]) -> None:
    """A label that is what the item is called anyway is its address."""
    page = "# News\n\n(news-it)=\n:::{news} 2024\n:kind: talk\n:id: it\n\nTalk.\n:::\n"
    built = make_site(files={"news.md": page}).build()

    (item,) = built.page("news").cssselect("#news-it")
    assert item.get("data-id") == "it"


def test_lines_that_an_author_breaks_are_words_apart(
    make_site: Callable[..., Site],
) -> None:
    """The end of a line is a blank in the id of an item and wherever it is text."""
    page = "# News\n\n:::{news} 2024\n:kind: talk\n\nOne\\\ntwo.\n:::\n"
    built = make_site(files={"news.md": page}).build()

    (item,) = built.main("news").cssselect(".news-item")
    assert item.get("data-id") == "2024-talk-one-two"
