"""Variants of a CV: what they leave out, and how they say so."""

from __future__ import annotations

from groupsite.model.dates import PartialDate
from groupsite.model.vitas import VARIANTS, Variant
from groupsite.output.cvpdf.variants import chosen, fitted
from groupsite.output.cvpdf.vita import Block, Item, Run, text_of

DATE = PartialDate(2025, 11)


def item(text: str, last: int = 0, *, selected: bool | None = None) -> Item:
    """An entry that ended in a year, or has not."""
    ended = PartialDate(last) if last else None
    return Item("", ((Run(text),),), last=ended, selected=selected)


def post(*items: Item) -> Block:
    """The section of posts."""
    return Block(1, "Employment", items, section="employment")


def papers(*groups: list[Item], legend: str = "") -> tuple[Block, ...]:
    """The section of papers, in groups with numbers of items."""
    words = (item(legend),) if legend else ()
    head = Block(1, "Publications", words, section="publications")
    if legend:
        head = Block(1, "Publications", words, "text", section="publications")
    parts = (
        Block(
            2,
            f"Group {n} ({len(items)})",
            tuple(items),
            section="publications",
            counted=f"Group {n}",
        )
        for n, items in enumerate(groups, 1)
    )
    return (head, *parts)


def texts(blocks: tuple[Block, ...]) -> list[str]:
    """Headings and entries, in order."""
    found: list[str] = []
    for block in blocks:
        found += [f"# {block.title}"] if block.level else []
        found += [" ".join(map(text_of, i.paragraphs)) for i in block.items]
    return found


PAPERS = papers(
    [item("a", 2025, selected=False), item("b", 2024, selected=True)],
    [item("c", 2010, selected=False)],
    legend="° supervised",
)
SHOWN = (post(item("now"), item("then", 2015)), *PAPERS)


def test_all_is_all() -> None:
    """The page as it is."""
    assert chosen(SHOWN, (), VARIANTS["full"], DATE) == SHOWN


def test_recent_years_are_counted_from_the_date_of_the_cv() -> None:
    """What goes on is there; headings are counted anew, and gone if nothing is left."""
    assert texts(chosen(SHOWN, (), VARIANTS["recent"], DATE)) == [
        "# Employment", "now",
        "# Publications", "° supervised", "# Group 1 (2)", "a", "b",
    ]  # fmt: skip
    older = PartialDate(2015)
    assert "then" in texts(chosen(SHOWN, (), VARIANTS["recent"], older))


def test_years_of_little_precision_are_not_left_out() -> None:
    """2020 may be after November 2020."""
    blocks = (post(item("edge", 2020), item("before", 2019)),)

    assert texts(chosen(blocks, (), VARIANTS["recent"], DATE)) == [
        "# Employment",
        "edge",
    ]


def test_selected_papers_leave_everything_else() -> None:
    """Only papers are selected, or not."""
    assert texts(chosen(SHOWN, (), VARIANTS["selected"], DATE)) == [
        "# Employment", "now", "then",
        "# Publications", "° supervised", "# Group 1 (1)", "b",
    ]  # fmt: skip


def test_a_legend_alone_is_no_section() -> None:
    """It goes with the last entry."""
    blocks = papers([item("a", 2010, selected=False)], legend="°")

    assert chosen(blocks, (), VARIANTS["recent"], DATE) == ()


def test_sections_are_those_named_in_that_order() -> None:
    """Also such as the page does not show."""
    text = Block(1, "Narrative", (item("Once"),), "text", section="narrative")
    variant = Variant("own", sections=("narrative", "grants", "employment"))

    assert texts(chosen(SHOWN, (text,), variant, DATE)) == [
        "# Narrative", "Once", "# Employment", "now", "then",
    ]  # fmt: skip


def lines(blocks: tuple[Block, ...]) -> int:
    """Pages of ten lines."""
    return -(-len(texts(blocks)) // 10)


def more(count: int) -> str:
    """What is left out."""
    return f"and {count} more"


def test_what_fits_stays() -> None:
    """Nothing is left out without need."""
    assert fitted(SHOWN, 1, lines, more) == SHOWN


def test_lists_are_shortened_until_they_fit() -> None:
    """Selected papers stay first, then those that stand first; the rest is counted."""
    many = [item(f"p{n}", selected=n in {7, 12}) for n in range(20)]
    blocks = (post(*(item(f"e{n}") for n in range(3))), *papers(many))

    assert texts(fitted(blocks, 1, lines, more)) == [
        "# Employment", "e0", "e1", "e2",
        "# Publications", "# Group 1", "p0", "p7", "p12", "and 17 more",
    ]  # fmt: skip


def test_posts_are_shortened_last() -> None:
    """A long list of talks goes before any of them."""
    talks = Block(1, "Talks", tuple(item(f"t{n}") for n in range(30)), section="talks")
    blocks = (post(*(item(f"e{n}") for n in range(5))), talks)

    assert texts(fitted(blocks, 1, lines, more)) == [
        "# Employment", "e0", "e1", "e2", "e3", "e4",
        "# Talks", "t0", "t1", "and 28 more",
    ]  # fmt: skip


def test_one_of_each_is_the_least() -> None:
    """No section vanishes without a word, even where it takes more pages."""
    sections = tuple(
        Block(1, f"S{n}", (item("x"), item("y")), section=f"s{n}") for n in range(9)
    )
    short = fitted(sections, 1, lines, more)

    assert texts(short)[:4] == ["# S0", "x", "and 1 more", "# S1"]
    assert lines(short) == 3


def test_a_persons_own_words_are_never_cut() -> None:
    """A text with some of its paragraphs would say something else."""
    text = Block(
        1, "N", tuple(item(f"p{n}") for n in range(12)), "text", section="narrative"
    )

    assert fitted((text,), 1, lines, more) == (text,)
