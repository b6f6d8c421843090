"""News as a kind of record: all its parts in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from groupsite.build.context import human_date
from groupsite.kinds.news.advice import news_advice
from groupsite.kinds.news.copies import Copies
from groupsite.kinds.news.schema import news_thing
from groupsite.kinds.news.timeline import placeholder
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import (
    Advice,
    Edge,
    FeedSource,
    Filter,
    Group,
    Linking,
    Listing,
    Option,
    Search,
    Section,
    Source,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes

    from groupsite.build.site import HtmlPage, Site
    from groupsite.kinds.news.item import NewsItem
    from groupsite.model.positions import Located
    from groupsite.model.problems import Problem
    from groupsite.model.rendering import Context, Records
    from groupsite.model.settings import Settings

#: Maximum number of news items shown in full on pages of people and themes.
_NEWEST: Final = 5


def _edges(item: NewsItem) -> Iterable[Edge]:
    for person in item.people:
        yield Edge("person", person, "people")
    if item.paper:
        yield Edge("paper", item.paper, "paper")
    for grant in item.grants:
        yield Edge("grant", grant, "grant")


def _judged(
    located: Located[NewsItem], _graph: Records, settings: Settings
) -> tuple[NewsItem, list[Problem]]:
    """The item as it is on the day of the site."""
    return located.record.judged(settings.day), []


def _order(item: NewsItem) -> Any:
    """Pinned items first, then the newest; items of one date in file order.

    What is closed comes last: nobody can act on it any more.
    """
    date = (-item.date.year, -item.date.month, -item.date.day)
    return (item.closed, not item.pinned, date, item.docname, item.number)


def _year(item: NewsItem, _context: Context) -> Group:
    return Group(str(item.date.year), str(item.date.year))


def _family(item: NewsItem, settings: Settings) -> Iterable[str]:
    kind = settings.news_kinds.get(item.kind)
    return (kind.family,) if kind else ()


def _own_kind(item: NewsItem) -> tuple[str, ...]:
    return (item.kind,) if item.kind else ()


def _kind_label(name: str, _graph: Records, settings: Settings) -> str:
    return settings.news_kinds[name].label


def _kinds(settings: Settings) -> Iterable[str]:
    return settings.news_kinds


def _latest(graph: Records) -> NewsItem | None:
    """An item of the latest month, from the last of its documents by name."""

    def find() -> NewsItem | None:
        items = graph.all("news")
        return max(items, key=lambda i: (i.date.month_only, i.docname), default=None)

    return graph.memo("latest news", find)


def latest_document(graph: Records) -> str:
    """The name of the document with the latest news, or ``""``."""
    latest = _latest(graph)
    return latest.docname if latest else ""


def _everywhere(graph: Records) -> str:
    """What every page shows of the news: the latest month and its document."""
    latest = _latest(graph)
    return f"{latest.date.month_only} {latest.docname}" if latest else ""


def add_latest_news(site: Site, html: HtmlPage) -> None:
    """Give templates the month of the latest news, for people and for machines.

    Sets ``latest_news`` (``July 2024``) and ``latest_news_date`` (``2024-07``).
    """
    latest = _latest(site.graph)
    if latest is not None:
        month = latest.date.month_only
        html.context["latest_news"] = human_date(month, site.settings.language)
        html.context["latest_news_date"] = str(month)


def _search_detail(item: NewsItem, _graph: Records, settings: Settings) -> str:
    date = human_date(item.date, settings.language)
    over = [settings.phrase("deadline.over")] if item.closed else []
    return ", ".join([*_label(item, settings), date, *over])


def _search_words(item: NewsItem, graph: Records, _settings: Settings) -> Iterable[str]:
    """Its text, and the names of the people it mentions."""
    people = (graph.get("person", person) for person in item.people)
    return [item.text, *(person.display_name for person in people if person)]


def _feed_content(
    item: NewsItem, context: Context, document: nodes.document
) -> list[nodes.Node]:
    """The entry without its date and kind, which feed readers show themselves."""
    copied = Copies(context.env, document, context.docname).copy(item)
    parts: list[Any] = list(copied.children) if copied is not None else []
    return [p for p in parts if not {"news-date", "news-kind"} & set(p["classes"])]


def _feed_title(item: NewsItem, settings: Settings) -> str:
    """``Paper published: Title``; of a plain item, its title or first words."""
    kind = settings.news_kinds.get(item.kind)
    return f"{kind.label}: {item.summary}" if kind else item.summary


def _label(item: NewsItem, settings: Settings) -> tuple[str, ...]:
    kind = settings.news_kinds.get(item.kind)
    return (kind.label,) if kind else ()


NEWS: RecordKind[NewsItem] = RecordKind(
    name="news",
    source=Source(complete=_judged),
    links=Linking(edges=_edges, mentions=lambda item: item.mentions),
    title=lambda item: item.summary,
    date=lambda item: item.date,
    order=_order,
    list=Listing(
        directive="timeline",
        options={
            "kind": Option(
                _own_kind,
                _kinds,
                meaning="kinds of news",
                example="preprint published",
            )
        },
        groups={"year": _year},
        prefix="news",
        filters={
            "family": Filter(_family, lambda name, _, s: s.phrase(f"family.{name}")),
            "kind": Filter(lambda item, _: _own_kind(item), _kind_label),
            "year": Filter(
                lambda item, _: (str(item.date.year),), lambda year, *_: year
            ),
        },
        until=lambda item: item.deadline,
        css_class="news-item",
        placeholder=placeholder,
    ),
    shown_on={
        "person": Section(rank=80, limit=_NEWEST, style="newest"),
        "paper": Section(rank=40, phrase="page.story", style="story"),
        "grant": Section(rank=50),
        "theme": Section(rank=30, limit=_NEWEST, style="newest"),
        "report": Section(rank=70, style="brief"),
    },
    search=Search(1, _search_detail, _search_words),
    schema=news_thing,
    feed=FeedSource(
        name="news",
        dates=lambda item, _graph: (item.date, item.date),
        title=_feed_title,
        content=_feed_content,
        tags=_label,
    ),
    advice=Advice(advise=news_advice),
    everywhere=_everywhere,
    phrases={
        "page.story": "Story",
        "pinned": "Pinned",
        "deadline.open": "Open until {date}",
        "deadline.closed": "Closed (deadline: {date})",
        "deadline.over": "closed",
        "excerpt.more": "Read more",
        "list.news": "News",
        "feed.news": "{site}: news",
        "filter.title.timeline": "Filter news",
        "family.papers": "Papers",
        "family.people": "People",
        "family.recognition": "Awards and grants",
        "family.activity": "Events and activities",
        "search.news": "News",
        "search.all.news": "News",
    },
)
