"""Numbers of records as bars: of which sort, with links, and as a table.

Part of the page: SVG drawn by the build, and the same numbers as a table. There are no
inline scripts or styles, so the strictest policy allows it. Places along a chart are
shares of its width, so that it fits any screen while letters keep their size; where there
is no room for the names of all years, every second or third is written.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docutils import nodes

from groupsite.build.nodes import is_book, labels, record_chart
from groupsite.directives.entries import cell, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from groupsite.model.graph import Graph
    from groupsite.model.kinds import RecordKind
    from groupsite.model.settings import Settings

#: Height of the longest column, in pixels, as all sizes here.
_HEIGHT: Final = 110
#: Height of a line of text, above and below the columns.
_WORDS: Final = 20
#: Maximum width for a column with the room around it.
_STEP: Final = 52
#: Share of it that the column takes.
_BAR: Final = 0.7
#: Width of a letter in the name of a column, and of the room around a name.
_LETTER, _BLANK = 7.5, 6
#: Widths for which names are thinned out: class → the narrowest chart with that class.
#: `groupsite-chart.css` has the same limits.
_WIDTHS: Final = {"few-s": 280, "few-m": 416, "few-l": 640}
#: Height of a row, width of a record in it, and maximum width of all of them.
_ROW, _UNIT, _LONGEST = 26, 18, 162
#: Number of sorts with a colour of their own.
_COLOURS: Final = 7


class Year(NamedTuple):
    """A bar of the chart, made of a group of a list."""

    title: str
    #: Id of the group's heading.
    node_id: str
    records: Sequence[Any]


class Bar(NamedTuple):
    """What a bar stands for."""

    title: str
    #: Number of records of each sort.
    counts: Sequence[int]
    #: Id of an element on the page that the bar leads to, or ``""``.
    node_id: str = ""

    @property
    def total(self) -> int:
        """Number of all its records."""
        return sum(self.counts)


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
    phrase = settings.phrase
    bars = [
        Bar(year.title, [count.get(value, 0) for value in order], year.node_id)
        for year, count in zip(reversed(years), counts, strict=True)
    ]
    return bar_chart(
        bars,
        {value: chosen.label(value, graph, settings) for value in order},
        phrase(f"chart.title.{kind.list.directive}"),
        phrase("filter.year"),
        settings,
        by=sort,
        fallback=fallback,
    )


def bar_chart(
    bars: Sequence[Bar],
    series: Mapping[str, str],
    title: str,
    corner: str,
    settings: Settings,
    *,
    by: str = "",
    fallback: nodes.Node | None = None,
    lying: bool = False,
) -> record_chart:
    """A chart of *bars*.

    :param series: the sorts that divide the bars: value → label.
    :param title: what the chart shows.
    :param corner: what the bars are: the head of the first column of the table.
    :param by: name of a filter of the list below, whose entries the bars count.
    :param fallback: what formats without the chart show, instead of the numbers.
    :param lying: whether bars lie below each other, the first one on top.
    """
    return record_chart(
        "",
        fallback if fallback is not None else _numbers(bars, series, corner),
        title=title,
        table=settings.phrase("chart.table"),
        corner=corner,
        all=settings.phrase("chart.all"),
        series=dict(series),
        bars=[tuple(bar) for bar in bars],
        by=by,
        lying=lying,
    )


def _numbers(
    bars: Sequence[Bar], series: Mapping[str, str], corner: str
) -> nodes.table:
    """The numbers as a table of a document."""
    rows = (
        nodes.row(
            "", *(cell(nodes.Text(text)) for text in (bar.title, *map(str, bar.counts)))
        )
        for bar in bars
    )
    return table([corner, *series.values()], rows)


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
    bars = [Bar(*bar) for bar in node["bars"]]
    most = max((bar.total for bar in bars), default=1) or 1
    values = [*node["series"]]
    draw = _rows if node["lying"] else _columns
    legend = "".join(
        f'<li class="series-{min(number, _COLOURS)}">{encode(label)}</li>'
        for number, label in enumerate(node["series"].values(), start=1)
    )
    by = f' data-by="{encode(node["by"])}" data-most="{most}"' if node["by"] else ""
    style = "row-chart" if node["lying"] else "year-chart"
    return (
        f'<figure class="chart {style}"{by}>\n'
        f"{draw(bars, values, most, encode(node['title']), encode)}\n"
        f"<figcaption><ul>{legend}</ul>\n"
        f"<details><summary>{encode(node['table'])}</summary>\n"
        f"{_table(node, bars, values, encode)}</details></figcaption>\n</figure>\n"
    )


def _columns(
    bars: Sequence[Bar], values: Sequence[str], most: int, title: str, encode: Any
) -> str:
    """Columns side by side, with their names below them."""
    # links are read out one by one; a drawing without any is a picture
    role = "group" if any(bar.node_id for bar in bars) else "img"
    columns = [
        _column(number, len(bars), bar, values, most, encode)
        for number, bar in enumerate(bars)
    ]
    names = [
        f'<text x="{_share(number + 0.5, len(bars))}" y="{_HEIGHT + 2 * _WORDS - 5}"'
        f"{_thinned(number, bars)}>{encode(bar.title)}</text>"
        for number, bar in enumerate(bars)
    ]
    return (
        f'<svg width="{_STEP * len(bars)}" height="{_HEIGHT + 2 * _WORDS}" '
        f'role="{role}" aria-label="{title}">{"".join(columns)}'
        f'<g aria-hidden="true">{"".join(names)}</g></svg>'
    )


def _column(
    number: int,
    count: int,
    bar: Bar,
    values: Sequence[str],
    most: int,
    encode: Any,
) -> str:
    """A column of pieces, with the total above, as a link if it leads anywhere."""
    bottom = float(_HEIGHT + _WORDS)
    left, width = _share(number + (1 - _BAR) / 2, count), _share(_BAR, count)
    pieces = []
    for series, (value, amount) in enumerate(
        zip(values, bar.counts, strict=True), start=1
    ):
        if amount:
            size = amount * _HEIGHT / most
            bottom -= size
            pieces.append(
                f'<rect class="series-{min(series, _COLOURS)}" '
                f'data-value="{encode(value)}" '
                f'x="{left}" y="{bottom:.1f}" width="{width}" height="{size:.1f}"/>'
            )
    total = (
        f'<text x="{_share(number + 0.5, count)}" y="{bottom - 5:.1f}"'
        f"{_tight(count)}>{bar.total}</text>"
    )
    drawn = f"{''.join(pieces)}{total}"
    if not bar.node_id:
        return f"<g>{drawn}</g>\n"
    return (
        f'<a href="#{encode(bar.node_id)}" aria-label="{encode(bar.title)}: {bar.total}">'
        f'<rect class="target" x="{_share(number, count)}" y="0" '
        f'width="{_share(1, count)}" height="{_HEIGHT + 2 * _WORDS}"/>{drawn}</a>\n'
    )


def _rows(
    bars: Sequence[Bar], values: Sequence[str], most: int, title: str, encode: Any
) -> str:
    """Bars below each other, each before its name; few records are told apart."""
    unit = min(_UNIT, _LONGEST / most)
    drawn = []
    for number, bar in enumerate(bars):
        top, done = number * _ROW, 0
        for series, amount in enumerate(bar.counts, start=1):
            pieces = [1] * amount if unit == _UNIT else [amount] * bool(amount)
            for piece in pieces:
                drawn.append(
                    f'<rect class="series-{min(series, _COLOURS)}" '
                    f'x="{done * unit:.1f}" y="{top + 5}" '
                    f'width="{piece * unit - 2:.1f}" height="{_ROW - 10}"/>'
                )
                done += piece
        drawn.append(
            f'<text x="{most * unit + 8:.1f}" y="{top + 18}">{encode(bar.title)}'
            f' <tspan class="total">{bar.total}</tspan></text>'
        )
    return (
        f'<svg width="100%" height="{_ROW * len(bars)}" role="img" '
        f'aria-label="{title}">{"".join(drawn)}</svg>'
    )


def _share(part: float, whole: int) -> str:
    """*part* of *whole* as SVG writes it."""
    return f"{100 * part / whole:.2f}%"


def _thinned(number: int, bars: Sequence[Bar]) -> str:
    """The widths at which the name of a column is left out; the last one is written."""
    classes = []
    for name, width in _WIDTHS.items():
        room = min(width / len(bars), _STEP)
        usual = _LETTER * 4 + _BLANK
        own = _LETTER * len(bars[number].title) + _BLANK
        every = ceil(usual / room)
        if (len(bars) - 1 - number) % every or own > every * room:
            classes.append(name)
    return f' class="{" ".join(classes)}"' if classes else ""


def _tight(count: int) -> str:
    """The widths at which there is no room for the totals above columns."""
    tight = [name for name, width in _WIDTHS.items() if width / count < 2 * _LETTER]
    return f' class="{" ".join(tight)}"' if tight else ""


def _table(
    node: nodes.Element, bars: Sequence[Bar], values: Sequence[str], encode: Any
) -> str:
    """The numbers as an HTML table; of columns, the last one first."""
    head = [f'<th scope="col">{encode(node["corner"])}</th>']
    head += [
        f'<th scope="col" data-value="{encode(value)}">{encode(node["series"][value])}</th>'
        for value in values
    ]
    head.append(f'<th scope="col">{encode(node["all"])}</th>')
    lines = ["".join(head)]
    for bar in bars if node["lying"] else reversed(bars):
        cells = "".join(f"<td>{number}</td>" for number in [*bar.counts, bar.total])
        lines.append(f'<th scope="row">{encode(bar.title)}</th>{cells}')
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
