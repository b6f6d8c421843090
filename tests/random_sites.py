"""Random small sites: any records, any links between them, pages on or off."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from groupsite.build.stubs import is_stub

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.conftest import Site

OWNER: Final = "doe-jane"
NAMES: Final = {
    OWNER: "Jane Doe",
    "li-wei": "Wei Li",
    "smith-ann": "Ann Smith",
    "berg-jan": "van der Berg, Jan",
    "oneill-sean": "Seán O'Neill",
}
KEYS: Final = ("doe2024fast", "li_2023.deep", "a+b", "Green2022", "x-1", "story")
#: Formulas, those that this site's renderer does not know among them.
FORMULAS: Final = tuple(
    f"${base}{rest}$"
    for base in ("x", r"\alpha", r"\frac{a}{b}", r"\mathbb{R}", r"\unknown")
    for rest in ("", "^2", "_{i} < 1", r" \& y")
)
TITLES: Final = (
    "Fast {MRI}",
    r"On $x^2 < 1$ \& more",
    "Deep things",
    "Deep things",
    "A ``quoted'' title: news",
    "Publications",
)
TOPICS: Final = {"deep": "Deep learning", "mri": "MRI"}
#: Id → file in the data folder.
ACTIVITIES: Final = {
    "grant": "grants",
    "talk": "talks",
    "software": "software",
    "award": "awards",
    "course": "teaching",
}
ITEMS: Final = ("2024", *"abcdefghijk")
#: Two files of one name.
PHOTOS: Final = ("faces/ann.png", "old/ann.png")
#: Setting → values, those of a new site first.
SETTINGS: Final[dict[str, tuple[Any, ...]]] = {
    "html_baseurl": ("", "https://example.org/", "https://example.com/sub"),
    "html_copy_source": (False, True),
    "html_title": ("Doe", "Doe & Li"),
    "language": ("en", "de"),
    "author": ("Jane Doe", "J. Doe"),
    "groupsite_owner": (OWNER, "li-wei", ""),
    "groupsite_search": (False, True),
    "groupsite_split_lists": (2, 0, 1, 3),
    "groupsite_feeds": (True, False),
    "groupsite_csp": (True, False),
    "groupsite_feed_authority": ("", "example.org,2020"),
    "groupsite_image": ("", "faces/ann.png"),
    "groupsite_phrases": (
        {},
        {"with": "Together with {people}", "search.title": "Ask"},
    ),
    "groupsite_news_kinds": (
        {},
        {"event": {"label": "Party", "icon": "beaker", "family": "people"}},
        {"jubilee": {"label": "Jubilee", "family": "people"}},
    ),
    "groupsite_organization": (
        {},
        {"name": "Group", "page": "people"},
        {"name": "Other group", "short": "OG", "parent": "University"},
    ),
}
#: Options of the lists of papers, and of news.
PAPER_OPTIONS: Final = (
    "",
    ":filter: type topic person with\n:chart: type\n",
    ":chart: type\n:export:\n",
    ":export:\n",
    ":group-by: year type\n:numbered: descending\n",
)
NEWS_OPTIONS: Final = ("", ":open: 1\n", ":filter: family kind year\n")
CONF: Final = """\
extensions = ["myst_parser", "groupsite"]
groupsite_whole_project = True
html_theme = "basic"
html_use_index = False
html_static_path = ["_static"]
html_css_files = ["own.css"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
html_math_renderer = "mathml"
bibtex_bibfiles = ["publications.bib"]
groupsite_people = "people.yml"
groupsite_data = "data"
"""

Records = dict[str, dict[str, Any]]


@dataclass
class Sources:
    """All sources of a site as values: change them and write them again."""

    topics: dict[str, str] = field(default_factory=dict)
    people: Records = field(default_factory=dict)
    papers: Records = field(default_factory=dict)
    #: Kind → records.
    activities: dict[str, Records] = field(default_factory=dict)
    cv: dict[str, Any] = field(default_factory=dict)
    news: Records = field(default_factory=dict)
    #: Other pages by name.
    pages: dict[str, str] = field(default_factory=dict)
    paper_pages: str = ""
    person_pages: str = ""
    #: Settings that are not as in a new site.
    settings: dict[str, Any] = field(default_factory=dict)
    photos: dict[str, bytes] = field(default_factory=dict)
    #: Options of the lists of all papers and all news.
    paper_options: str = ""
    news_options: str = ""
    style: str = "black"

    def files(self) -> dict[str, str | bytes]:
        """All files of the sources."""
        found: dict[str, str | bytes] = {
            "conf.py": self._conf(),
            "_static/own.css": f"body {{ color: {self.style} }}\n",
            "publications.bib": "".join(
                _entry(key, paper) for key, paper in self.papers.items()
            ),
            "people.yml": _yaml(self.people),
            "index.md": "# Home\n\n:::{timeline}\n:limit: 1 years\n"
            ":group-by: year\n:::\n\n:::{publications}\n:selected:\n:::\n\n"
            "```{toctree}\n:glob:\n*\n```\n",
            "publications.md": "# Publications\n\n:::{publications}\n"
            f"{self.paper_options}:::\n",
            "people.md": "# People\n\n:::{people}\n:::\n",
            "cv.md": f"# Curriculum\n\n:::{{cv}} {OWNER}\n:::\n",
            "timeline.md": "# Timeline\n\n:::{timeline}\n:group-by: year\n"
            f"{self.news_options}:::\n",
            **self.photos,
            **self.pages,
        }
        for page in ("news", "old"):
            items = (
                _item(name, item)
                for name, item in self.news.items()
                if item["page"] == page
            )
            found[f"{page}.md"] = f"# {page.title()}\n\n{''.join(items)}"
        for kind, name in ACTIVITIES.items():
            found[f"{name}.md"] = f"# {name.title()}\n\n:::{{{name}}}\n:::\n"
            if self.activities.get(kind):
                found[f"data/{name}.yml"] = _yaml(self.activities[kind])
        said = {
            keyword.strip()
            for paper in self.papers.values()
            for keyword in paper["keywords"].split(",")
        }
        # a topic without papers is an error where it has a page
        for topic, label in self.topics.items():
            if label not in said:
                continue
            found[f"topic-{topic}.md"] = f"# {label}\n\n:::{{theme}} {topic}\n:::\n"
        if self.cv:
            found["cv.yml"] = _yaml({OWNER: self.cv})
        return found

    def _conf(self) -> str:
        return (
            f"{CONF}groupsite_topics = {self.topics!r}\n"
            f"groupsite_paper_pages = {self.paper_pages!r}\n"
            f"groupsite_person_pages = {self.person_pages!r}\n"
        ) + "".join(
            f"{name} = {self.settings.get(name, values[0])!r}\n"
            for name, values in SETTINGS.items()
        )

    def write(self, site: Site) -> None:
        """Write those files that are not what they were, and remove the others."""
        files = self.files()
        for path in sorted(site.srcdir.glob("**/*")):
            name = path.relative_to(site.srcdir).as_posix()
            if path.is_file() and name not in files and not is_stub(path):
                path.unlink()
        for name, text in files.items():
            data = text if isinstance(text, bytes) else text.encode()
            path = site.srcdir / name
            if not path.is_file() or path.read_bytes() != data:
                site.write(name, data)


def _yaml(records: Records) -> str:
    # JSON is YAML
    lines = (
        json.dumps({"id": name, **record}, ensure_ascii=False)
        for name, record in records.items()
    )
    return "".join(f"- {line}\n" for line in lines)


def _entry(key: str, paper: dict[str, Any]) -> str:
    kind, *fields = (
        paper["type"],
        *(
            f"  {name} = {{{value}}},\n"
            for name, value in paper.items()
            if name != "type" and value
        ),
    )
    return f"@{kind}{{{key},\n{''.join(fields)}}}\n\n"


def _item(name: str, item: dict[str, Any]) -> str:
    options = "".join(
        f":{option}: {item[option]}\n"
        for option in ("kind", "paper", "people", "grant", "pinned")
        if item.get(option)
    )
    text = item["text"]
    return f":::{{news}} {item['date']}\n:id: {name}\n{options}\n{text}\n:::\n\n"


# -- any record, out of ids that exist ------------------------------------------------

one_of = st.sampled_from


def some(ids: Sequence[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    """Some of *ids*."""
    if not ids:
        return st.builds(list)
    return st.lists(one_of(sorted(ids)), unique=True, max_size=most)


@st.composite
def person(
    draw: st.DrawFn, person_id: str, people: Sequence[str], grants: Sequence[str]
) -> dict[str, Any]:
    """Somebody; the owner leads the group, others are members or not."""
    record: dict[str, Any] = {"name": NAMES[person_id]}
    times = [("2015", "2018"), ("2019", None)]
    memberships = []
    for start, end in draw(
        one_of(([], times[:1], times[1:], times))
        if person_id != OWNER
        else st.just(times[1:])
    ):
        others = [other for other in people if other != person_id]
        supervisors = draw(some(others))
        membership: dict[str, Any] = {
            "role": "lead" if person_id == OWNER else draw(one_of(("phd", "postdoc"))),
            "from": start,
            "supervisors": supervisors,
            "grant": draw(some(grants)),
            "topic": draw(one_of(("", "deep things"))),
            "next": draw(one_of(("", "Postdoc, Elsewhere"))),
        }
        if end:
            membership["to"] = end
        if supervisors and draw(one_of((True, False))):
            membership["lead_supervisor"] = supervisors[0]
        memberships.append(membership)
    if memberships:
        record["memberships"] = memberships
    if draw(st.booleans()):
        record["affiliations"] = [{"place": "Bath, UK", "from": "2015"}]
    if draw(st.booleans()):
        record["links"] = {"homepage": f"https://example.org/{person_id}"}
    return record


@st.composite
def paper(
    draw: st.DrawFn,
    people: Sequence[str],
    topics: dict[str, str],
    grants: Sequence[str],
) -> dict[str, Any]:
    """A paper of some people and of strangers; now and then of very many."""
    authors = [NAMES[i] for i in draw(some(people, 5))]
    strangers = draw(one_of((0, 0, 1, 12)))
    authors = [f"Ext{chr(97 + n)}, Q." for n in range(strangers)] + authors
    if not authors:
        authors = ["Nobody, N."]
    kind = draw(one_of(("article", "misc", "inproceedings")))
    return {
        "type": kind,
        "author": " and ".join(authors),
        "title": draw(one_of(TITLES)),
        "journal": "Journal of Tests" if kind == "article" else "",
        "booktitle": "Proceedings" if kind == "inproceedings" else "",
        "url": "https://example.org/paper" if kind == "misc" else "",
        "year": draw(one_of(("2008", "2017", "2021", "2023", "2024"))),
        "keywords": ", ".join(topics[i] for i in draw(some(list(topics)))),
        "grant": ", ".join(draw(some(grants))),
        "abstract": draw(one_of(("", "We show $x$."))),
        "award": draw(one_of(("", "", "Best paper"))),
        "selected": draw(one_of(("", "true"))),
        "alphabetical": draw(one_of(("", "true"))),
    }


@st.composite
def activity(
    draw: st.DrawFn,
    kind: str,
    people: Sequence[str],
    papers: Sequence[str],
    grants: Sequence[str],
    awards: Sequence[str],
) -> dict[str, Any]:
    """A grant, a talk, a piece of software, an award, a course."""
    record: dict[str, Any] = {"people": draw(some(people)), "note": draw(one_of("ab"))}
    if kind in ("talk", "software", "award"):
        record["paper"] = draw(some(papers, 2))
        record["grant"] = draw(some(grants, 2))
    title = draw(one_of(("A title", "Deep things")))
    if kind in ("grant", "award", "course") or not record["paper"]:
        record["title"] = title
    if kind == "grant":
        record |= {
            "funder": "EPSRC",
            "kind": draw(one_of(("grant", "support"))),
            "short": draw(one_of(("", "Short"))),
            "lead": "".join(draw(some(people, 1))),
            "partners": draw(some(people)),
            "from": draw(one_of(("2020", "2021-05"))),
        }
    elif kind == "talk":
        record |= {
            "event": "A conference",
            "date": draw(one_of(("2023", "2024-06"))),
            "invited": draw(st.booleans()),
            "award": draw(some(awards, 1)),
        }
    elif kind == "award":
        record["date"] = draw(one_of(("2023", "2024-06")))
    elif kind == "course":
        record |= {"year": draw(one_of(("2023/24", "2024"))), "role": "Lecturer"}
    return record


@st.composite
def item(
    draw: st.DrawFn,
    people: Sequence[str],
    papers: Records,
    grants: Sequence[str],
) -> dict[str, Any]:
    """A news item of any kind that needs no more than what there is."""
    found: dict[str, Any] = {
        "page": draw(one_of(("news", "old"))),
        "date": draw(one_of(("2023", "2023-05", "2024-07", "2024-07-01"))),
        "kind": draw(one_of(("event", "phd", "preprint"))),
        "grant": " ".join(draw(some(grants, 2))),
        "paper": "".join(draw(some(list(papers), 1))),
        "text": draw(st.lists(st.one_of(*_words(people, papers)), max_size=2)),
    }
    if found["kind"] == "preprint" and not found["paper"]:
        found["kind"] = "event"
    if found["kind"] == "preprint":
        authors = papers[found["paper"]]["author"]
        people = [i for i in people if NAMES[i] in authors.split(" and ")]
    found["people"] = " ".join(draw(some(people)))
    found["text"] = " ".join(found["text"])
    if found["kind"] != "preprint" and not found["text"]:
        found["text"] = "It happened."
    return found


def _words(people: Sequence[str], papers: Records) -> Iterator[st.SearchStrategy[str]]:
    yield one_of([f"Hello {{person}}`{i}`." for i in people])
    if papers:
        yield one_of([f"See {{paper}}`{key}`." for key in papers])


@st.composite
def stations(
    draw: st.DrawFn, people: Sequence[str], papers: Sequence[str], grants: Sequence[str]
) -> dict[str, Any]:
    """The curriculum of the owner; often none."""
    return {
        section: [
            {
                "title": "Something",
                "from": "2015",
                "people": draw(some(people)),
                "paper": draw(some(papers, 1)),
                "grant": draw(some(grants, 1)),
            }
        ]
        for section in draw(some(("education", "editorial", "events")))
    }


@st.composite
def sources(draw: st.DrawFn) -> Sources:
    """A site without a mistake."""
    people = [OWNER, *draw(some([i for i in NAMES if i != OWNER], 4))]
    topics = {i: TOPICS[i] for i in draw(some(list(TOPICS)))}
    keys = draw(st.lists(one_of(KEYS), unique=True, min_size=1, max_size=6))
    ids = {
        kind: [f"{kind}-{n}" for n in range(draw(st.integers(0, 2)))]
        for kind in ACTIVITIES
    }
    grants = ids["grant"]
    papers = {key: draw(paper(people, topics, grants)) for key in keys}
    names = ITEMS[: draw(one_of((0, 4, 12)))]
    return Sources(
        topics=topics,
        people={i: draw(person(i, people, grants)) for i in people},
        papers=papers,
        activities={
            kind: {
                i: draw(activity(kind, people, keys, grants, ids["award"]))
                for i in ids[kind]
            }
            for kind in ACTIVITIES
        },
        cv=draw(stations(people, keys, grants)),
        news={name: draw(item(people, papers, grants)) for name in names},
        paper_pages=draw(one_of(("papers", "papers", ""))),
        person_pages=draw(one_of(("members", "members", ""))),
    )
