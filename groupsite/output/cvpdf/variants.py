"""What a variant of a CV has of all that is known: sections, years, papers, pages.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from groupsite.model.dates import PartialDate
from groupsite.output.cvpdf.vita import Block, Item, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from groupsite.model.vitas import Variant

Blocks = tuple[Block, ...]
#: Sections that are shortened last.
_WEIGHTS: Final = {"employment": 4, "education": 4}


def chosen(shown: Blocks, rest: Blocks, variant: Variant, date: PartialDate) -> Blocks:
    """The blocks of a variant, without headings below which nothing is left.

    :param shown: what the page shows.
    :param rest: the sections that it does not show.
    :param date: of the CV, from which years are counted.
    """
    blocks = shown
    if variant.sections:
        named = {name: list(b) for name, b in groupby((*shown, *rest), _section)}
        blocks = tuple(b for name in variant.sections for b in named.get(name, ()))
    since = variant.since
    if variant.years:
        since = PartialDate(date.year - variant.years, date.month)
    result: list[Block] = []
    for _, section in groupby(blocks, _section):
        own = list(section)
        left = [replace(b, items=_left(b, variant, since)) for b in own]
        if _has_entries(left) == _has_entries(own):  # a legend alone is no section
            result += left
    return _filled(result)


def _has_entries(blocks: Iterable[Block]) -> bool:
    return any(block.items for block in blocks if block.form == "entries")


def _section(block: Block) -> str:
    return block.section


def _left(
    block: Block, variant: Variant, since: PartialDate | None
) -> tuple[Item, ...]:
    """The items of *block* that a variant has."""
    return tuple(
        item
        for item in block.items
        if not (variant.selected and item.selected is False)
        and not (since and item.last and not item.last.within(since, None))
    )


def _filled(blocks: Iterable[Block]) -> Blocks:
    """*blocks* without those that are empty, counted anew."""
    result: list[Block] = []
    for block in reversed(list(blocks)):
        if block.items or (result and _is_above(block, result[-1])):
            title = f"{block.counted} ({len(block.items)})" if block.counted else ""
            result.append(replace(block, title=title or block.title))
    return tuple(reversed(result))


def _is_above(heading: Block, block: Block) -> bool:
    """Whether a block stands below a heading."""
    deeper = block.level == 0 or block.level > heading.level
    return heading.level > 0 and deeper and heading.section == block.section


def fitted(
    blocks: Blocks,
    most: int,
    pages: Callable[[Blocks], int],
    more: Callable[[int], str],
) -> Blocks:
    """*blocks* on at most *most* pages, if lists can be made short enough.

    All sections have the same number of items at most, papers twice and posts and
    degrees four times as many; what place is left then goes to papers. Selected items
    stay first, the newest ones next.

    :param pages: counts the pages.
    :param more: says how many items are left out.
    """
    if pages(blocks) <= most:
        return blocks
    longest = max(_lengths(blocks), default=0)

    def cut(others: int, papers: int) -> Blocks:
        return _shortened(blocks, others, papers, more)

    def fits(others: int, papers: int) -> bool:
        return pages(cut(others, papers)) <= most

    limit = _largest(1, longest, lambda number: fits(number, 2 * number))
    papers = _largest(2 * limit, longest, lambda number: fits(limit, number))
    return cut(limit, papers)


def _largest(least: int, most: int, fits: Callable[[int], bool]) -> int:
    """The largest number that fits, of those from *least*, which need not, to *most*."""
    while least < most:
        middle = (least + most + 1) // 2
        if fits(middle):
            least = middle
        else:
            most = middle - 1
    return least


def _lengths(blocks: Blocks) -> list[int]:
    sections = groupby(blocks, _section)
    return [sum(len(block.items) for block in section) for _, section in sections]


def _shortened(
    blocks: Blocks, others: int, papers: int, more: Callable[[int], str]
) -> Blocks:
    """*blocks* with some items of each section, and how many it has more."""
    result: list[Block] = []
    for name, section in groupby(blocks, _section):
        own = list(section)
        items = [item for b in own if b.form == "entries" for item in b.items]
        is_paper = any(item.selected is not None for item in items)
        most = papers if is_paper else others * _WEIGHTS.get(name, 1)
        kept = _first(items, most)
        cut = [_with(block, kept) for block in own]
        result += _uncounted(cut) if len(kept) < len(items) else own
        if len(kept) < len(items):
            words = Item("", ((Run(more(len(items) - len(kept))),),))
            result.append(Block(0, "", (words,), form="text", section=name))
    return tuple(result)


def _first(items: Sequence[Item], number: int) -> set[int]:
    """The identities of the items that stay: selected ones first, else as they stand."""
    ordered = sorted(items, key=lambda item: not item.selected)
    return {id(item) for item in ordered[:number]}


def _with(block: Block, kept: set[int]) -> Block:
    if block.form != "entries":
        return block
    return replace(block, items=tuple(i for i in block.items if id(i) in kept))


def _uncounted(blocks: Iterable[Block]) -> Iterable[Block]:
    """*blocks* that have lost items: their numbers would be wrong."""
    plain = (replace(b, title=b.counted or b.title, counted="") for b in blocks)
    return _filled(plain)
