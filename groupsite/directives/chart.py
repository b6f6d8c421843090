"""A list's years as a bar chart: how many records of which sort, with links.

Part of the page: SVG with a link for each year, and the same numbers as a table. There
are no inline scripts or styles, so the strictest policy allows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docutils import nodes

from groupsite.build.nodes import is_book, labels, record_chart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from groupsite.model.graph import Graph
    from groupsite.model.kinds import RecordKind
    from groupsite.model.settings import Settings

#: Width of a year in SVG units; the next three are in these units too.
_STEP: Final = 34
#: Width of a bar.
_BAR: Final = 24
#: Height of the longest bar.
_HEIGHT: Final = 110
#: Height of a line of text, above and below the bars.
_WORDS: Final = 20
#: Maximum number of years that fit on a phone; longer charts scroll.
FITTING: Final = 14
#: Number of sorts with a colour of their own.
_COLOURS: Final = 7


class Year(NamedTuple):
    """A bar of the chart, made of a group of a list."""

    title: str
    #: Id of the group's heading.
    node_id: str
    records: Sequence[Any]


def year_chart(
    kind: RecordKind[Any],
    years: Sequence[Year],
    sort: str,
    fallback: nodes.Node,
    graph: Graph,
    settings: Settings,
) -> record_chart:
    """The chart of *years*, oldest on the left.

    :param years: newest first.
    :param sort: name of the filter whose values divide the bars.
    :param fallback: links to the groups, for formats without the chart.
    """
    chosen = kind.list.filters[sort]
    counts = [_counted(year, chosen.values, settings) for year in reversed(years)]
    totals: dict[str, int] = {}
    for count in counts:
        for value, number in count.items():
            totals[value] = totals.get(value, 0) + number
    order = sorted(totals, key=lambda value: (-totals[value], value))
    labels = {value: chosen.label(value, graph, settings) for value in order}
    phrase = settings.phrase
    rows = [
        (year.title, year.node_id, [count.get(value, 0) for value in order])
        for year, count in zip(reversed(years), counts, strict=True)
    ]
    return record_chart(
        "",
        fallback,
        title=phrase(f"chart.title.{kind.list.directive}"),
        table=phrase("chart.table"),
        year=phrase("filter.year"),
        all=phrase("chart.all"),
        series=list(labels.values()),
        rows=rows,
    )


def _counted(year: Year, values: Any, settings: Settings) -> Mapping[str, int]:
    """Number of records of a year by value."""
    counts: dict[str, int] = {}
    for record in year.records:
        for value in values(record, settings):
            counts[value] = counts.get(value, 0) + 1
    return counts


def chart_html(node: nodes.Element, encode: Any) -> str:
    """The figure as HTML: bars, legend, and the numbers as a table.

    :param encode: escapes text for HTML.
    """
    rows: list[tuple[str, str, list[int]]] = node["rows"]
    most = max((sum(counts) for _, _, counts in rows), default=1)
    width, height = _STEP * len(rows), _HEIGHT + 2 * _WORDS
    scrolls = " scrolls" if len(rows) > FITTING else ""
    bars = "".join(_bar(number, row, most, encode) for number, row in enumerate(rows))
    legend = "".join(
        f'<li class="series-{min(number, _COLOURS)}">{encode(label)}</li>'
        for number, label in enumerate(node["series"], start=1)
    )
    title = encode(node["title"])
    return (
        f'<figure class="year-chart{scrolls}">\n'
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="group" aria-label="{title}">{bars}</svg>\n'
        f"<figcaption><ul>{legend}</ul>\n"
        f"<details><summary>{encode(node['table'])}</summary>\n"
        f"{_table(node, encode)}</details></figcaption>\n</figure>\n"
    )


def _bar(number: int, row: tuple[str, str, list[int]], most: int, encode: Any) -> str:
    """A year as SVG: a linked bar of pieces, the total above, the year below."""
    title, node_id, counts = row
    total = sum(counts)
    left = number * _STEP
    middle = left + _STEP // 2
    bottom = float(_HEIGHT + _WORDS)
    pieces = []
    for series, count in enumerate(counts, start=1):
        if count:
            size = count * _HEIGHT / most
            bottom -= size
            pieces.append(
                f'<rect class="series-{min(series, _COLOURS)}" '
                f'x="{left + (_STEP - _BAR) // 2}" y="{bottom:.1f}" '
                f'width="{_BAR}" height="{size:.1f}"/>'
            )
    return (
        f'<a href="#{encode(node_id)}" aria-label="{encode(title)}: {total}">'
        f'<rect class="target" x="{left}" y="0" width="{_STEP}" '
        f'height="{_HEIGHT + 2 * _WORDS}"/>{"".join(pieces)}'
        # in the order of the label: WCAG 2.5.3
        f'<text x="{middle}" y="{_HEIGHT + 2 * _WORDS - 5}">{encode(title)}</text> '
        f'<text x="{middle}" y="{bottom - 5:.1f}">{total}</text></a>\n'
    )


def _table(node: nodes.Element, encode: Any) -> str:
    """The numbers as an HTML table, newest year first."""
    head = [node["year"], *node["series"], node["all"]]
    lines = ["".join(f'<th scope="col">{encode(text)}</th>' for text in head)]
    for title, _, counts in reversed(node["rows"]):
        cells = "".join(f"<td>{number}</td>" for number in [*counts, sum(counts)])
        lines.append(f'<th scope="row">{encode(title)}</th>{cells}')
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table>\n{body}\n</table>\n"


def setup_chart(app: Sphinx) -> None:
    """Register the node: a chart on websites, its fallback in other formats."""

    def draw(self: HTML5Translator, node: Any) -> None:
        if is_book(self):  # XHTML of a book would have to declare SVG
            self.visit_container(node)
            return
        self.body += [labels(self, node), chart_html(node, self.encode)]
        raise nodes.SkipNode

    def show(self: Any, node: nodes.Element) -> None:
        self.visit_container(node)

    def leave(self: Any, node: nodes.Element) -> None:
        self.depart_container(node)

    other = (show, leave)
    app.add_node(
        record_chart,
        html=(draw, leave),
        latex=other,
        text=other,
        man=other,
        texinfo=other,
    )
