"""The graph of records: links in both directions, queries and their digests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.dates import PartialDate
from groupsite.model.graph import Graph
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import Edge, Linking, Listing, Option, Question, Source
from groupsite.model.positions import Located, Position
from groupsite.model.problems import Problem, Subtype
from groupsite.model.query import Query, one
from tests.conftest import bare_settings
from tests.drawing import drawn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.model.rendering import Records
    from groupsite.model.settings import Settings


@dataclass(frozen=True)
class Thing:
    """A record with a date, a colour and links."""

    id: str
    date: str = ""
    colour: str = ""
    #: ``kind:id`` of other records.
    links: tuple[str, ...] = ()
    text: str = ""


def _date(thing: Thing) -> PartialDate | None:
    return PartialDate.parse(thing.date) if thing.date else None


def _newest_first(thing: Thing) -> Any:
    date = _date(thing)
    return (-date.year, -date.month) if date else (0, 0)


def _edges(thing: Thing) -> Iterable[Edge]:
    for link in thing.links:
        kind, _, name = link.partition(":")
        yield Edge(kind, name, "links")


PERSON = RecordKind[Thing](name="person", links=Linking(edges=_edges))
PAPER = RecordKind[Thing](
    name="paper",
    links=Linking(edges=_edges, passes_on=frozenset({"topic"})),
    date=_date,
    order=_newest_first,
    list=Listing(options={"colour": Option(lambda thing: (thing.colour,))}),
)
TOPIC = RecordKind[Thing](name="topic")
NEWS = RecordKind[Thing](
    name="news", links=Linking(edges=_edges), date=_date, order=_newest_first
)
KINDS = (TOPIC, PERSON, PAPER, NEWS)

TOPICS = (Thing("mri"), Thing("ct"))
PEOPLE = (Thing("ann"), Thing("bo"), Thing("cy"))
PAPERS = (
    Thing("old", "2020", "red", ("person:ann", "topic:ct")),
    Thing("fast", "2024-05", "blue", ("person:ann", "person:bo", "topic:mri")),
    Thing("deep", "2023", "red", ("person:bo",)),
    Thing("undated"),
)
ITEMS = (
    Thing("out", "2024", links=("paper:fast", "person:ann")),
    Thing("party", "2023-12"),
)


def located(things: Iterable[Thing], file: str = "x.yml") -> list[Located[Any]]:
    """*things* in one file, on one line each."""
    return [
        Located(thing, Position(file, line), {"links": line + 100})
        for line, thing in enumerate(things, 1)
    ]


def make_graph(
    papers: Iterable[Thing] = PAPERS, people: Iterable[Thing] = PEOPLE
) -> Graph:
    """A complete graph without news."""
    graph = Graph(KINDS)
    for kind, things in (("topic", TOPICS), ("person", people), ("paper", papers)):
        assert graph.add(kind, located(things)) == []
    assert graph.complete(bare_settings()) == []
    return graph


def ids(things: Iterable[Thing]) -> str:
    """Ids in a row."""
    return " ".join(thing.id for thing in things)


# -- filling ------------------------------------------------------------------------


def test_second_record_of_an_id() -> None:
    """A record whose id is taken is left out, and its author told where the first is."""
    graph = Graph(KINDS)

    problems = graph.add("person", located([Thing("ann", "1"), Thing("ann", "2")]))

    message = "person `ann` exists already, in x.yml:1; this one was left out"
    assert problems == [Problem(Position("x.yml", 2), message, Subtype.DUPLICATE)]
    assert graph.get("person", "ann") == Thing("ann", "1")


def test_links_to_nothing() -> None:
    """A link to an unknown record is reported at its field, with the nearest id."""
    graph = Graph(KINDS)
    graph.add("person", located(PEOPLE))
    graph.add(
        "paper", located([Thing("x", links=("person:anm", "person:bo"))], "x.bib")
    )

    problems = graph.complete(bare_settings())

    message = "paper `x`: there is no person `anm`; did you mean `ann`?"
    assert problems == [Problem(Position("x.bib", 101), message, Subtype.LINK)]
    assert graph.linked("paper", "x", "person") == ["bo"]


def test_links_to_kinds_of_other_sites() -> None:
    """A link of a kind that this graph does not have is kept and not checked."""
    graph = Graph(KINDS)
    graph.add("paper", located([Thing("x", links=("grant:eu",))]))

    assert graph.complete(bare_settings()) == []
    assert graph.linked("paper", "x", "grant") == ["eu"]


def test_records_that_others_complete() -> None:
    """A kind may complete its records once all are loaded, before they are linked."""

    def with_everybody(
        record: Located[Any], graph: Records, _settings: Settings
    ) -> tuple[Any, list[Problem]]:
        links = tuple(f"person:{person}" for person in graph.ids("person"))
        problem = Problem(record.position, "completed", Subtype.AUTHOR)
        return replace(record.record, links=links), [problem]

    graph = Graph((PERSON, replace(PAPER, source=Source(complete=with_everybody))))
    graph.add("paper", located([Thing("x")]))
    graph.add("person", located(PEOPLE))

    problems = graph.complete(bare_settings())

    assert [problem.message for problem in problems] == ["completed"]
    assert graph.linked("person", "cy", "paper") == ["x"]


def test_records_that_follow_from_others() -> None:
    """A kind may derive records; an id that is written wins, the other is reported."""

    def prizes(graph: Records) -> Iterable[Located[Any]]:
        for paper in graph.all("paper"):
            prize = Thing(paper.id, links=(f"paper:{paper.id}",))
            yield Located(prize, Position("x.bib", 7))

    prize = RecordKind[Thing](
        name="prize", source=Source(derive=prizes), links=Linking(edges=_edges)
    )
    graph = Graph((TOPIC, PERSON, PAPER, prize))
    graph.add("paper", located([Thing("fast"), Thing("deep")]))
    graph.add("prize", located([Thing("deep", text="written")], "prizes.yml"))

    problems = graph.complete(bare_settings())

    assert ids(graph.all("prize")) == "deep fast"
    message = "prize `deep` exists already, in prizes.yml:1; this one was left out"
    assert problems == [Problem(Position("x.bib", 7), message, Subtype.DUPLICATE)]
    assert graph.linked("paper", "fast", "prize") == ["fast"]
    assert graph.linked("paper", "deep", "prize") == []


OPEN = RecordKind[Thing](name="grant", links=Linking(open=True))


def test_ids_of_an_open_kind_are_names_while_none_is_declared() -> None:
    """Ids of grants tie records together on a site that declares no grants."""
    graph = Graph((TOPIC, OPEN, PERSON, PAPER))
    graph.add("paper", located([Thing("x", links=("grant:eu",)), Thing("y")]))

    assert graph.complete(bare_settings()) == []
    assert ids(graph.select(papers(("grant", ("eu",))))) == "x"
    assert graph.select(papers(("grant", ("us",)))) == []
    assert graph.get("grant", "eu") is None


def test_ids_of_an_open_kind_are_checked_once_one_is_declared() -> None:
    """A single grant makes all others be looked for."""
    graph = Graph((TOPIC, OPEN, PERSON, PAPER))
    graph.add("paper", located([Thing("x", links=("grant:eu",))]))
    graph.add("grant", located([Thing("eu-1")]))

    problems = graph.complete(bare_settings())

    message = "paper `x`: there is no grant `eu`; did you mean `eu-1`?"
    assert problems == [Problem(Position("x.yml", 101), message, Subtype.LINK)]
    assert graph.select(papers(("grant", ("eu",)))) == []


def test_graph_with_news() -> None:
    """News make a second graph; the first one and its links are what they were."""
    graph = make_graph()

    whole = graph.extended("news", located(ITEMS))

    assert ids(whole.all("news")) == "out party"
    assert whole.linked("paper", "fast", "news") == ["out"]
    assert graph.all("news") == []
    assert graph.linked("paper", "fast", "news") == []
    assert whole.digest(one("paper", "fast")) == graph.digest(one("paper", "fast"))


def test_news_with_links_to_nothing() -> None:
    """Links of news are checked where they are written, and not again."""
    whole = make_graph().extended("news", located([Thing("x", links=("person:no",))]))

    assert whole.linked("news", "x", "person") == []


@pytest.mark.parametrize("paper_links", ["topic:ct", "news:out"])
@pytest.mark.parametrize("passed_on", [frozenset[str](), frozenset({"person"})])
def test_answers_with_news(paper_links: str, passed_on: frozenset[str]) -> None:
    """What a graph has been asked changes nothing of what one with news answers."""
    passing = replace(NEWS, links=replace(NEWS.links, passes_on=passed_on))
    shared = Thing("shared", links=("person:ann", paper_links))

    def make() -> Graph:
        graph = Graph((TOPIC, PERSON, PAPER, passing))
        for kind, things in (
            ("topic", TOPICS),
            ("person", PEOPLE),
            ("paper", (*PAPERS, shared)),
        ):
            graph.add(kind, located(things))
        graph.complete(bare_settings())
        return graph

    news = located([*ITEMS, Thing("both", "2024", "", ("person:cy", "paper:old"))])
    queries = [
        *(Query(kind) for kind in ("topic", "person", "paper", "news")),
        *(papers((kind, (name,))) for kind, name in KEYS),
        *(one(kind, name) for kind, name in KEYS[:-1]),
    ]
    asked = make()
    for query in queries:
        asked.digest(query)
        asked.shown(query)
    after, fresh = asked.extended("news", news), make().extended("news", news)
    for query in queries:
        assert after.select(query) == fresh.select(query)
        assert after.digest(query) == fresh.digest(query)
        assert after.shown(query) == fresh.shown(query)


#: Records that lists are about.
KEYS = (
    ("person", "ann"),
    ("person", "cy"),
    ("topic", "mri"),
    ("paper", "old"),
    ("paper", "shared"),
    ("news", "out"),
    ("colour", "red"),
)


def test_memo_of_kinds() -> None:
    """What is made of some kinds alone is made once, unless they get more records."""
    graph = make_graph()
    made: list[int] = []

    for kind, count in (("", 1), ("news", 1), ("paper", 2)):
        one_of = graph.extended(kind, []) if kind else graph
        one_of.memo("made", lambda: made.append(1), of=("paper", "person"))
        assert len(made) == count


def test_memo() -> None:
    """What is made of a graph is made once for each graph."""
    graph = make_graph()
    made: list[int] = []

    for one_of in (graph, graph, graph.extended("news", [])):
        one_of.memo("made", lambda: made.append(1))

    assert len(made) == 2


# -- asking -------------------------------------------------------------------------


def test_lookups() -> None:
    """Records are found by kind and id; what is not there is None or nothing."""
    graph = make_graph()

    assert graph.get("paper", "fast") == PAPERS[1]
    assert (graph.get("paper", "no"), graph.get("no", "fast")) == (None, None)
    found = graph.located("paper", "fast")
    assert found is not None
    assert found.position == Position("x.yml", 2)
    assert graph.located("paper", "no") is None
    assert graph.ids("paper") == ["old", "fast", "deep", "undated"]
    assert graph.ids("no") == []
    assert ids(graph.all("paper")) == "fast deep old undated"


def test_links_go_both_ways() -> None:
    """A link is known from both of its ends, in the order it was written."""
    graph = make_graph()

    assert graph.linked("paper", "fast", "person") == ["ann", "bo"]
    assert graph.linked("person", "ann", "paper") == ["old", "fast"]
    assert graph.linked("person", "cy", "paper") == []


class Asked(NamedTuple):
    """A query of papers and the ids of its answer."""

    name: str
    query: Query
    answer: str


def papers(*where: tuple[str, tuple[str, ...]], **bounds: Any) -> Query:
    """A query of papers."""
    return Query("paper", where, **bounds)


ASKED = [
    Asked("all", papers(), "fast deep old undated"),
    Asked("person", papers(("person", ("ann",))), "fast old"),
    Asked("one of two people", papers(("person", ("ann", "bo"))), "fast deep old"),
    Asked("both clauses", papers(("person", ("bo",)), ("topic", ("mri",))), "fast"),
    Asked("option", papers(("colour", ("red",))), "deep old"),
    Asked("nobody", papers(("person", ("cy",))), ""),
    Asked("unknown value", papers(("person", ("no",))), ""),
    Asked("id", one("paper", "deep"), "deep"),
    Asked("ids in the kind's order", papers(("paper", ("old", "fast"))), "fast old"),
    Asked("unknown id", one("paper", "no"), ""),
    Asked("id and another clause", papers(("paper", ("deep",)), ("person", ("ann",))), ""),
    Asked("since", papers(since="2023"), "fast deep"),
    Asked("since a month of a year", papers(since="2023-07"), "fast deep"),
    Asked("since, or without a date", papers(since="2023", undated=True), "fast deep undated"),
    Asked("until", papers(until="2023"), "deep old"),
    Asked("until a month", papers(until="2024-04"), "deep old"),
    Asked("period", papers(since="2021", until="2023-06"), "deep"),
    Asked("limit", papers(limit="2"), "fast deep"),
    Asked("limit beyond the end", papers(limit="9"), "fast deep old undated"),
    Asked("limit after the clauses", papers(("colour", ("red",)), limit="1"), "deep"),
    Asked("two years", papers(limit="2 years"), "fast deep"),
    Asked("more years than there are", papers(limit="9 years"), "fast deep old"),
]  # fmt: skip


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_query(asked: Asked) -> None:
    """A query finds the records that meet all of its clauses, in their kind's order."""
    assert ids(make_graph().select(asked.query)) == asked.answer


@pytest.mark.parametrize(
    ("direct", "found"), [(frozenset(), "own other"), (frozenset({"topic"}), "own")]
)
def test_related_by_links_of_its_own(direct: frozenset[str], found: str) -> None:
    """What is linked to a paper has its topics, unless its kind is related directly."""
    talk = RecordKind[Thing](name="talk", links=Linking(edges=_edges, direct=direct))
    graph = Graph((TOPIC, PERSON, PAPER, talk))
    graph.add("topic", located(TOPICS))
    graph.add("person", located(PEOPLE))
    graph.add("paper", located(PAPERS))
    own, other = (
        Thing("own", links=("topic:mri",)),
        Thing("other", links=("paper:fast",)),
    )
    graph.add("talk", located([own, other]))
    graph.complete(bare_settings())

    assert ids(graph.select(Query("talk", (("topic", ("mri",)),)))) == found
    assert ids(graph.select(Query("talk", (("paper", ("fast",)),)))) == "other"


def test_questions() -> None:
    """Code may ask what authors cannot ask for, together with relations."""

    def of_year(graph: Records, year: str) -> list[str]:
        return [thing.id for thing in graph.all("paper") if thing.date[:4] == year]

    links = replace(PAPER.links, questions={"year": Question(of_year, of=("paper",))})
    kind = replace(PAPER, links=links)
    graph = Graph((TOPIC, PERSON, kind))
    graph.add("topic", located(TOPICS))
    graph.add("person", located(PEOPLE))
    graph.add("paper", located(PAPERS))
    graph.complete(bare_settings())

    assert ids(graph.select(papers(("year", ("2024", "2020"))))) == "fast old"
    bo = ("person", ("bo",))
    assert ids(graph.select(papers(("year", ("2024", "2020")), bo))) == "fast"


# -- digests ------------------------------------------------------------------------


class Changed(NamedTuple):
    """A change of one record, and whether a query's digest shows it."""

    name: str
    query: Query
    kind: str
    old: str
    new: Thing | None
    shows: bool


ANNS = papers(("person", ("ann",)))
CHANGED = [
    Changed("a record of the answer", ANNS, "paper", "old", replace(PAPERS[0], text="new"), True),
    Changed("another record", ANNS, "paper", "deep", replace(PAPERS[2], text="new"), False),
    Changed("a record that the answer names", ANNS, "person", "bo", Thing("bo", text="new"), True),
    Changed("a record that it does not name", ANNS, "person", "cy", Thing("cy", text="new"), False),
    Changed("a record leaves the answer", ANNS, "paper", "old", Thing("old", "2020"), True),
    Changed("a record comes into the answer", ANNS, "paper", "undated", Thing("undated", links=("person:ann",)), True),
    Changed("the order", papers(), "paper", "deep", replace(PAPERS[2], date="2025"), True),
    Changed("beyond the limit", papers(limit="2"), "paper", "old", replace(PAPERS[0], date="2019"), False),
    Changed("a filter that finds nothing", papers(("person", ("cy",))), "person", "cy", Thing("cy", text="new"), False),
    Changed("a filter's record is gone", papers(("person", ("cy",))), "person", "cy", None, True),
    Changed("a filter's last value is gone", papers(("colour", ("blue",)), until="2020"), "paper", "fast", replace(PAPERS[1], colour="red"), True),
    Changed("a value that other records have", papers(("colour", ("red",)), until="2020"), "paper", "deep", replace(PAPERS[2], colour="blue"), False),
    Changed("a record asked for is gone", one("paper", "undated"), "paper", "undated", None, True),
]  # fmt: skip


@pytest.mark.parametrize("changed", CHANGED, ids=lambda changed: changed.name)
def test_digest(changed: Changed) -> None:
    """The digest of a query changes with all that its answer shows, and only with it."""
    things = {"paper": list(PAPERS), "person": list(PEOPLE)}
    at = next(
        n for n, thing in enumerate(things[changed.kind]) if thing.id == changed.old
    )
    things[changed.kind][at : at + 1] = [changed.new] if changed.new else []
    graph = make_graph(things["paper"], things["person"])

    same = graph.digest(changed.query) == make_graph().digest(changed.query)

    assert same is not changed.shows


def test_digest_tells_whether_a_kind_is_there() -> None:
    """Once a kind has records a list complains of ids that it took before."""
    digests = set()
    for grants in ([], [Thing("us")], [Thing("us"), Thing("uk")], [Thing("eu")]):
        graph = Graph((TOPIC, OPEN, PERSON, PAPER))
        graph.add("grant", located(grants))
        graph.complete(bare_settings())
        digests.add(graph.digest(papers(("grant", ("eu",)))))

    assert len(digests) == 3


def test_digest_ignores_lines() -> None:
    """The digest is the same where records stand in other lines or another file."""
    graph = Graph(KINDS)
    graph.add("person", located([Thing("dan"), *PEOPLE]))
    graph.add("topic", located(TOPICS))
    graph.add("paper", located(PAPERS, "other.bib"))
    graph.complete(bare_settings())

    for asked in ASKED:
        assert graph.digest(asked.query) == make_graph().digest(asked.query)


def test_digest_of_all_covers_what_is_no_record() -> None:
    """It changes with the day, and with records that are lost."""
    lost, later = make_graph(), Graph(KINDS, PartialDate(2024))
    lost.lose("paper", frozenset({"gone"}))
    for kind, things in (("topic", TOPICS), ("person", PEOPLE), ("paper", PAPERS)):
        later.add(kind, located(things))
    graphs = (make_graph(), lost, later)

    assert len({graph.digest_of_all() for graph in graphs}) == len(graphs)


def test_digest_of_different_questions() -> None:
    """Two questions with the same answer are told apart."""
    graph = make_graph()

    assert graph.digest(papers(limit="9")) != graph.digest(papers())


def test_answers_are_kept() -> None:
    """What was asked before is answered without looking again."""
    graph = make_graph()
    digest, shown = graph.digest(ANNS), graph.shown(ANNS)

    assert graph.digest(ANNS) is digest
    assert graph.shown(ANNS) is shown


def test_shown() -> None:
    """A query shows the records of its answer, each with those that it names."""
    graph = make_graph()

    assert graph.shown(ANNS) == [
        (("paper", "fast"), ("person", "ann"), ("person", "bo"), ("topic", "mri")),
        (("paper", "old"), ("person", "ann"), ("topic", "ct")),
    ]
    assert graph.shown(one("paper", "no")) == []


names = st.sampled_from("abcd")
things = st.builds(
    Thing,
    id=names,
    date=st.sampled_from(["", "2020", "2021", "2021-03"]),
    colour=st.sampled_from(["red", "blue"]),
    links=st.lists(st.sampled_from(["person:ann", "person:bo"]), unique=True).map(
        tuple
    ),
)
questions = st.builds(
    papers,
    st.tuples(st.just("person"), st.sampled_from([("ann",), ("bo",), ("ann", "bo")])),
    st.tuples(st.just("colour"), st.sampled_from([("red",), ("red", "blue")])),
    since=st.sampled_from(["", "2020", "2021-02"]),
    limit=st.sampled_from(["", "1", "2", "1 years"]),
)
libraries = st.lists(things, unique_by=lambda thing: thing.id)


@given(libraries, libraries, questions)
@drawn()
def test_equal_digests_are_equal_answers(
    one: list[Thing], other: list[Thing], query: Query
) -> None:
    """Digests are equal exactly where answers and wanted values are, whatever else is."""
    graph, changed = make_graph(one), make_graph(other)
    wanted = set(dict(query.where)["colour"])

    same_answer = graph.select(query) == changed.select(query)
    same_values = wanted & graph.values("paper", "colour") == (
        wanted & changed.values("paper", "colour")
    )
    same_kind = bool(one) == bool(other)

    assert (graph.digest(query) == changed.digest(query)) is (
        same_answer and same_values and same_kind
    )


@given(libraries, libraries)
@drawn()
def test_digest_of_all(one: list[Thing], other: list[Thing]) -> None:
    """The digest of all records is equal exactly where they and their order are."""
    same = make_graph(one).digest_of_all() == make_graph(other).digest_of_all()

    assert same is (one == other)


@given(libraries, questions)
@drawn()
def test_answers_are_parts_of_the_whole(library: list[Thing], query: Query) -> None:
    """An answer keeps the order of the whole; a limit only cuts its end."""
    graph = make_graph(library)
    unlimited = graph.select(query._replace(limit=""))
    answer = graph.select(query)

    assert [thing for thing in graph.all("paper") if thing in unlimited] == unlimited
    assert answer == [thing for thing in unlimited if thing in answer]
    if not query.limit.endswith("years"):
        assert answer == unlimited[: len(answer)]
