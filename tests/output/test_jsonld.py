"""JSON-LD: what each page says in the words of schema.org, read by another parser."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.build.schemaorg import filled, organization, property_value
from groupsite.output.jsonld import as_script
from tests.conftest import new_site
from tests.output.reading import all_things, graph_of, png, undefined, unknown_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.build.schemaorg import Thing
    from tests.conftest import Built, Site

BASE: Final = "https://example.org/sub/"
ORPHAN: Final = "---\norphan: true\n---\n\n"

BIB: Final = r"""
@article{issue,
  author = {Doe, Jane and A. Smith and Li, Wei and {The Testing Collaboration}},
  title = {Fast {MRI} with $\ell_1$ norms},
  journal = {Journal of Tests},
  volume = {7}, number = {2}, pages = {1--20},
  year = {2024}, month = jul,
  issn = {1234-5678}, doi = {10.1000/fast},
  eprint = {2401.00001}, archiveprefix = {arXiv},
  keywords = {MRI, bilevel learning},
  abstract = {It is $x^2$ times faster.},
  grant = {maths}, award = {Best paper}, pdf = {data/fast.pdf},
}

@article{volume,
  author = {Jane Doe}, title = {Without a number},
  journal = {Journal of Tests}, volume = {3}, eid = {17}, year = {2021},
}

@article{journal,
  author = {Jane Doe}, title = {In press},
  journal = {Journal of Tests}, pubstate = {inpress}, year = {2025},
}

@inproceedings{proceedings,
  author = {Jane Doe}, title = {Deep things},
  booktitle = {Proceedings of Testing}, editor = {Ed Itor},
  series = {Lecture Notes}, volume = {99}, publisher = {Springer},
  pages = {5}, isbn = {978-3-16-148410-0}, year = {2023},
}

@incollection{chapter,
  author = {Jane Doe}, title = {A chapter},
  booktitle = {The Book of Tests}, series = {Books}, publisher = {Press},
  pages = {10--30}, year = {2022},
}

@periodical{special,
  author = {Jane Doe}, title = {Journal of Tests}, subtitle = {Series A},
  issuetitle = {Tests of Tests}, issuesubtitle = {A Survey}, volume = {3}, year = {2021},
}

@book{book,
  author = {Jane Doe}, editor = {Ed Itor}, title = {The Book of Tests},
  series = {Books}, volume = {4}, publisher = {Press},
  isbn = {978-3-16-148410-0}, year = {2022},
}

@phdthesis{phd,
  author = {Ann Smith}, title = {On Testing},
  school = {University of Bath}, year = {2024},
}

@mastersthesis{diploma,
  author = {Ann Smith}, title = {On Trying},
  school = {University of Bremen}, type = {Diploma thesis}, year = {2020},
}

@techreport{report,
  author = {Ann Smith}, title = {A report},
  institution = {Institute of Tests}, year = {2019},
}

@misc{preprint,
  author = {Jane Doe}, title = {An open question},
  eprint = {2501.00001}, archiveprefix = {arXiv}, year = {2025}, month = jan,
}
"""
PEOPLE: Final = """\
- id: doe-jane
  name: Jane Doe
  position: Professor of Tests
  email: jane@example.org
  memberships:
    - {role: lead, from: 2018-09}
  links:
    homepage: https://example.org/sub/
    orcid: 0000-0002-1825-0097
    github: jane
    other: https://example.com/jane

- id: smith-ann
  name: Smith, Jr, Ann
  memberships:
    - {role: Guest of honour, from: 2025}
    - {role: phd, from: 2021, to: 2024-06}

- id: green-bo
  name: Bo Green
  memberships:
    - {role: postdoc, from: 2019, to: 2020}

- id: li-wei
  name: Wei Li
  links:
    homepage: https://example.com/wei
"""
NEWS: Final = """\
# News

:::{news} 2024-07-01
:id: fast-out
:kind: published
:paper: issue
:grant: maths
:::

:::{news} 2024-01
:id: phd
:kind: phd

{person}`Ann <smith-ann>` has finished, says {person}`li-wei`.
:::
"""
GRANTS: Final = """\
- id: maths
  short: Maths
  title: Mathematics of Tests
  funder: EPSRC
  reference: EP/1
  from: 2022

- {id: small, title: A Small Grant, funder: Trust, from: 2020}
"""
TALKS: Final = """\
- id: oslo
  date: 2024-05-03
  paper: issue
  event: Nordic Seminar
  url: https://example.com/nordic
  place: Oslo, Norway
  remote: true

- {id: rome, date: 2022, title: Of my Own, people: [smith-ann, li-wei], event: School}
"""
SOFTWARE: Final = """\
- id: tool
  title: The Tool
  paper: issue
  people: [li-wei, smith-ann]
  released: 2020-03
  language: Python
  about: It does what it should.
  links:
    GitHub: https://github.com/group/tool
    data: https://example.com/data.zip

- {id: alone, title: Alone, links: {data: files:data/alone.zip}}
"""
TEACHING: Final = """\
- id: algebra-24
  year: 2024/25
  title: Algebra
  role: Lecturer
  institution: University of Bath
  unit: MA1
  level: BSc

- {id: school, year: 2023, title: Summer school, role: Tutor}
"""
CV: Final = """\
- id: doe-jane
  employment:
    - {title: Reader, place: University of Bath, from: 2021}
"""
#: Pages of lists, and the kinds that they list.
LISTS: Final = {
    "news": "news",
    "people": "person",
    "research/publications": "paper",
    "research/talks": "talk",
    "research/software": "software",
    "research/teaching": "course",
    "research/grants": "grant",
}
SOURCES: Final[dict[str, str | bytes]] = {
    "publications.bib": BIB,
    "people.yml": PEOPLE,
    "cv.yml": CV,
    "news.md": NEWS,
    "research/grants.yml": GRANTS,
    "research/talks.yml": TALKS,
    "research/software.yml": SOFTWARE,
    "research/teaching.yml": TEACHING,
    "_static/card.png": png(12, 34),
    "index.md": "# Home\n\n```{toctree}\nnews\nresearch/index\npeople\ncv\n```\n",
    "cv.md": "# CV\n\n:::{cv} doe-jane\n:::\n",
    "plain.md": f"{ORPHAN}# Plain\n\nText.\n",
    "research/index.md": "# Research\n\n```{toctree}\n"
    "publications\ntalks\nsoftware\nteaching\ngrants\nawards\nmri\n```\n",
    "research/mri.md": "# MRI\n\n:::{theme} mri\n:::\n",
    **{
        f"research/{name}.md": f"# The {name}\n\n:::{{{name}}}\n:::\n"
        for name in (
            "publications",
            "talks",
            "software",
            "teaching",
            "grants",
            "awards",
        )
    },
}
ORGANIZATION: Final = {
    "name": "Testing Group",
    "short": "TG",
    "page": "people",
    "parent": "University of Tests",
    "parent_url": "https://tests.example",
    "street": "1 Test Street",
    "locality": "Bath",
    "postcode": "BA2",
    "country": "UK",
    "same_as": ["https://ror.org/123"],
}
CONFIG: Final[dict[str, Any]] = {
    "html_baseurl": BASE,
    "project": "Jane’s Tests",
    "html_static_path": ["_static"],
    "groupsite_paper_pages": "papers",
    "groupsite_person_pages": "members",
    "groupsite_organization": ORGANIZATION,
    "groupsite_image": "_static/card.png",
    "groupsite_image_alt": "A card",
}


class Pages(NamedTuple):
    """A built site with what its pages say."""

    built: Built
    #: By the name of the document.
    graphs: dict[str, list[Thing]]

    def named(self, name: str, identifier: str) -> Thing:
        """The thing on a page that has an id below the address of the site."""
        (thing,) = [t for t in self.graphs[name] if t["@id"] == BASE + identifier]
        return thing

    def page(self, name: str) -> Thing:
        """What a page says of itself: it is the first of its things."""
        return self.graphs[name][0]

    def items(self, name: str) -> list[Thing]:
        """The entries of the one list of a page."""
        entry = self.page(name)["mainEntity"]
        assert entry["@type"] == "ItemList"
        elements: list[Thing] = entry["itemListElement"]
        assert entry["numberOfItems"] == len(elements)
        return elements


def graphs_of(built: Built) -> dict[str, list[Thing]]:
    """What the pages of documents say; others say nothing."""
    found = {}
    for path in sorted(built.outdir.rglob("*.html")):
        name = path.relative_to(built.outdir).with_suffix("").as_posix()
        if name not in ("404", "search", "genindex"):
            found[name] = graph_of(path)
    return found


def without_old_list(site: Site) -> Site:
    """The site without the list of papers that tiny sites have."""
    site.remove("publications.md")
    return site


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """A group that does a bit of everything."""
    site = without_old_list(new_site(tmp_path_factory.mktemp("ld"), files=SOURCES))
    built = site.build(config=CONFIG)
    return Pages(built, graphs_of(built))


def person(person_id: str, name: str, url: str) -> Thing:
    """A person who is named by another thing."""
    identifier = f"{BASE}#person-{person_id}"
    return {"@type": "Person", "@id": identifier, "name": name, "url": BASE + url}


JANE: Final = person("doe-jane", "Jane Doe", "members/doe-jane.html")
ANN: Final = person("smith-ann", "Ann Smith Jr", "members/smith-ann.html")
WEI: Final = person("li-wei", "Wei Li", "people.html#person-li-wei")
GROUP: Final = {
    "@type": "ResearchOrganization",
    "@id": f"{BASE}#organization",
    "name": "Testing Group",
    "url": f"{BASE}people.html",
}
PAPER: Final = {
    "@type": "ScholarlyArticle",
    "@id": f"{BASE}#paper-issue",
    "name": "Fast MRI with ℓ₁ norms",
    "url": f"{BASE}papers/issue.html",
}
GRANT: Final = {
    "@type": "Grant",
    "@id": f"{BASE}#grant-maths",
    "name": "Mathematics of Tests",
    "url": f"{BASE}research/grants.html#grant-maths",
}


# -- all pages ----------------------------------------------------------------------


def test_every_page_of_a_document_has_one_graph(pages: Pages) -> None:
    """The page, the way to it and the site it belongs to are among its things."""
    assert set(pages.graphs) > {"index", "cv", "plain", "papers/issue", *LISTS}
    for name, graph in pages.graphs.items():
        types = [thing["@type"] for thing in graph]
        assert types[0] in ("WebPage", "CollectionPage", "ProfilePage")
        assert types.count("WebSite") == 1
        assert types.count("BreadcrumbList") == (name != "index")
        assert graph[0]["isPartOf"] == {"@id": f"{BASE}#website"}


@pytest.mark.parametrize("name", ["404", "search", "genindex"])
def test_other_pages_have_none(pages: Pages, name: str) -> None:
    """Nobody is to find what is no document."""
    scripts = pages.built.page(name).cssselect("script[type='application/ld+json']")

    assert scripts == []


def test_all_names_are_those_of_schema_org(pages: Pages) -> None:
    """There is no type and no property of our own."""
    assert unknown_names([*pages.graphs.values()]) == set()


def test_every_id_that_is_referred_to_is_on_the_page(pages: Pages) -> None:
    """Whoever reads one page knows what it speaks of."""
    missing = {name: undefined(graph) for name, graph in pages.graphs.items()}

    assert {name: ids for name, ids in missing.items() if ids} == {}


def test_an_id_is_of_one_thing(pages: Pages) -> None:
    """Whatever names it, it has the same type and the same address."""
    found = defaultdict(set)
    for thing in all_things(pages.graphs):
        if "@type" in thing and "@id" in thing:
            found[thing["@id"]].add((thing["@type"], thing.get("url")))

    assert {i: said for i, said in found.items() if len(said) > 1} == {}


def test_no_value_is_empty(pages: Pages) -> None:
    """What is not known is not said."""
    values = [value for thing in all_things(pages.graphs) for value in thing.values()]

    assert [value for value in values if value in ("", None, [], {})] == []


def test_a_page_speaks_the_language_of_its_text(
    make_site: Callable[..., Site],
) -> None:
    """Its code is that of HTML (RFC 5646), not Sphinx's own."""
    built = make_site().build(config={"html_baseurl": BASE, "language": "pt_BR"})

    (page, *_) = graph_of(built.outdir / "index.html")
    assert page["inLanguage"] == built.page().get("lang") == "pt-BR"


# -- the home page, and the group -----------------------------------------------------


def test_the_home_page_describes_the_site(pages: Pages) -> None:
    """The site is published by the group; the page is about group and owner."""
    assert pages.named("index", "#website") == {
        "@type": "WebSite",
        "@id": f"{BASE}#website",
        "name": "Jane’s Tests",
        "url": BASE,
        "inLanguage": "en",
        "publisher": {"@id": f"{BASE}#organization"},
    }
    home = pages.page("index")
    assert (home["@type"], home["@id"], home["url"]) == ("WebPage", BASE, BASE)
    assert home["about"] == [{"@id": GROUP["@id"]}, {"@id": JANE["@id"]}]


def test_other_pages_only_name_the_site(pages: Pages) -> None:
    """It is described once."""
    for name in pages.graphs.keys() - {"index"}:
        assert pages.named(name, "#website") == {
            "@type": "WebSite",
            "@id": f"{BASE}#website",
            "name": "Jane’s Tests",
            "url": BASE,
        }


@pytest.mark.parametrize("name", ["index", "people"])
def test_the_group_is_described_where_it_is_at_home(pages: Pages, name: str) -> None:
    """On the home page and on its own: what it is a part of, where it is, who is in it."""
    assert pages.named(name, "#organization") == {
        **GROUP,
        "alternateName": "TG",
        "parentOrganization": {
            "@type": "CollegeOrUniversity",
            "name": "University of Tests",
            "url": "https://tests.example",
        },
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "1 Test Street",
            "addressLocality": "Bath",
            "postalCode": "BA2",
            "addressCountry": "UK",
        },
        "sameAs": ["https://ror.org/123"],
        "member": [JANE, ANN],  # those who have left are none
    }


def test_other_pages_do_not_describe_the_group(pages: Pages) -> None:
    """They name it where a person or an item of news does."""
    for name in pages.graphs.keys() - {"index", "people"}:
        assert GROUP["@id"] not in [thing["@id"] for thing in pages.graphs[name]]


def test_the_home_page_shows_the_picture_of_the_site(pages: Pages) -> None:
    """With its size and with what it shows; other pages are not about it."""
    assert pages.page("index")["primaryImageOfPage"] == {
        "@type": "ImageObject",
        "url": f"{BASE}_static/card.png",
        "caption": "A card",
        "width": "12 px",
        "height": "34 px",
    }
    others = pages.graphs.keys() - {"index"}
    assert not [n for n in others if "primaryImageOfPage" in pages.page(n)]


def test_a_site_without_a_group_is_its_owners(make_site: Callable[..., Site]) -> None:
    """The owner publishes it and has written its news; nobody is a member of anything."""
    built = make_site().build(config={"html_baseurl": BASE})
    graphs = graphs_of(built)

    (site,) = [thing for thing in graphs["index"] if thing["@type"] == "WebSite"]
    assert site["publisher"] == graphs["index"][0]["about"] == {"@id": JANE["@id"]}
    (owner,) = [thing for thing in graphs["index"] if thing["@type"] == "Person"]
    assert "memberOf" not in owner
    item = graphs["news"][0]["mainEntity"]["itemListElement"][0]["item"]
    assert item["author"]["@id"] == JANE["@id"]
    assert unknown_names([*graphs.values()]) == set()
    assert undefined(graphs["index"]) == set()


def test_a_site_may_be_nobodys(make_site: Callable[..., Site]) -> None:
    """It says nothing of who publishes it."""
    config = {"html_baseurl": BASE, "groupsite_owner": ""}
    graph = graph_of(make_site().build(config=config).outdir / "index.html")

    assert [thing["@type"] for thing in graph] == ["WebPage", "WebSite"]
    assert "publisher" not in graph[1]
    assert "about" not in graph[0]


def test_a_group_may_say_its_name_only(make_site: Callable[..., Site]) -> None:
    """Its page is the home page; what is not declared is not said."""
    organization = {"name": "G", "parent_url": "https://a.example"}
    config = {"html_baseurl": BASE, "groupsite_organization": organization}
    graph = graph_of(make_site().build(config=config).outdir / "index.html")

    (group,) = [t for t in graph if t["@type"] == "ResearchOrganization"]
    assert {key for key in group if not key.startswith("@")} == {
        "name",
        "url",
        "member",
    }
    assert group["url"] == BASE


# -- people -------------------------------------------------------------------------


def times(*roles: tuple[str, ...]) -> list[Thing]:
    """Roles in the group: name, start and end."""
    keys = ("roleName", "startDate", "endDate")
    return [
        {
            "@type": "OrganizationRole",
            "memberOf": GROUP,
            **dict(zip(keys, role, strict=False)),
        }
        for role in roles
    ]


OWNER: Final[Thing] = {
    **JANE,
    "givenName": "Jane",
    "familyName": "Doe",
    "jobTitle": "Professor of Tests",
    "email": "jane@example.org",
    "memberOf": times(("Head of the group", "2018-09")),
    "identifier": {
        "@type": "PropertyValue",
        "propertyID": "ORCID",
        "value": "https://orcid.org/0000-0002-1825-0097",
    },
    # the site itself is no other place
    "sameAs": [
        "https://orcid.org/0000-0002-1825-0097",
        "https://github.com/jane",
        "https://example.com/jane",
    ],
}
PEOPLE_SAID: Final[dict[str, Thing]] = {
    "doe-jane": OWNER,
    "smith-ann": {
        **ANN,
        "givenName": "Ann",
        "familyName": "Smith",
        "honorificSuffix": "Jr",
        "memberOf": times(
            ("PhD student", "2021", "2024-06"), ("Guest of honour", "2025")
        ),
    },
    "green-bo": {
        **person("green-bo", "Bo Green", "members/green-bo.html"),
        "givenName": "Bo",
        "familyName": "Green",
        "memberOf": times(("Postdoc", "2019", "2020")),
    },
}


@pytest.mark.parametrize("person_id", PEOPLE_SAID)
def test_the_page_of_a_person_is_a_profile(pages: Pages, person_id: str) -> None:
    """Names, roles in the order of their times, identifiers and addresses elsewhere."""
    name = f"members/{person_id}"
    page = {"@id": f"{BASE}{name}.html"}

    assert pages.named(name, f"#person-{person_id}") == {
        **PEOPLE_SAID[person_id],
        "mainEntityOfPage": page,
    }
    assert pages.page(name)["@type"] == "ProfilePage"
    assert pages.page(name)["mainEntity"] == {"@id": f"{BASE}#person-{person_id}"}


def test_a_curriculum_is_a_profile_of_its_person(pages: Pages) -> None:
    """The page of the person stays that of the person."""
    assert pages.page("cv")["@type"] == "ProfilePage"
    assert pages.page("cv")["mainEntity"] == {"@id": JANE["@id"]}
    assert pages.named("cv", "#person-doe-jane") == OWNER


def test_the_home_page_describes_the_owner(pages: Pages) -> None:
    """As the owner's own page does."""
    assert pages.named("index", "#person-doe-jane") == OWNER


# -- papers -------------------------------------------------------------------------


def authors(*people: Thing) -> list[Thing]:
    """People as authors: with both parts of their names, as they are printed."""
    found = []
    for one in people:
        given, family = one["name"].rsplit(" ", 1)
        found.append({**one, "givenName": given, "familyName": family})
    return found


def work(kind: str, title: str, date: str, *people: Thing) -> Thing:
    """What is said of every work."""
    return {
        "@type": kind,
        "name": title,
        "headline": title,
        "author": authors(*(people or (JANE,))),
        "datePublished": date,
    }


def institution(name: str) -> Thing:
    """An institution of which the name is known."""
    return {"@type": "Organization", "name": name}


def volume(number: str, whole: Thing) -> Thing:
    """A volume of something."""
    return {
        "@type": "PublicationVolume",
        "volumeNumber": number,
        "isPartOf": whole,
    }


def journal(**more: str) -> Thing:
    """The journal of all articles."""
    return {"@type": "Periodical", "name": "Journal of Tests", **more}


EDITOR: Final = authors({"@type": "Person", "name": "Ed Itor"})
PRINTED: Final = {**ANN, "name": "Ann Smith"}  # as papers have her name
ISBN: Final = "978-3-16-148410-0"
PAPERS: Final[dict[str, Thing]] = {
    "issue": {
        **work("ScholarlyArticle", "Fast MRI with ℓ₁ norms", "2024-07"),
        "author": [
            *authors(JANE, {**ANN, "name": "A. Smith"}, WEI),
            institution("The Testing Collaboration"),
        ],
        "abstract": "It is x² times faster.",
        "keywords": ["MRI", "bilevel learning"],
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": "2",
            "isPartOf": volume("7", journal(issn="1234-5678")),
        },
        "pagination": "1–20",
        "pageStart": "1",
        "pageEnd": "20",
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1000/fast"},
            {"@type": "PropertyValue", "propertyID": "arXiv", "value": "2401.00001"},
        ],
        "sameAs": [
            "https://doi.org/10.1000/fast",
            "https://arxiv.org/abs/2401.00001",
        ],
        "award": "Best paper",
        "funding": [GRANT],
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": f"{BASE}data/fast.pdf",
            "encodingFormat": "application/pdf",
        },
    },
    "volume": {
        **work("ScholarlyArticle", "Without a number", "2021"),
        "isPartOf": volume("3", journal()),
        "pageStart": "17",
    },
    "journal": {
        **work("ScholarlyArticle", "In press", "2025"),
        "isPartOf": journal(),
        "creativeWorkStatus": "In press",
    },
    "proceedings": {
        **work("ScholarlyArticle", "Deep things", "2023"),
        "isPartOf": {
            "@type": "Book",
            "name": "Proceedings of Testing",
            "isbn": ISBN,
            "editor": EDITOR,
            "publisher": institution("Springer"),
            "isPartOf": volume("99", {"@type": "BookSeries", "name": "Lecture Notes"}),
        },
        "pageStart": "5",
    },
    "chapter": {
        **work("Chapter", "A chapter", "2022"),
        "isPartOf": {
            "@type": "Book",
            "name": "The Book of Tests",
            "publisher": institution("Press"),
            "isPartOf": {"@type": "BookSeries", "name": "Books"},
        },
        "pagination": "10–30",
        "pageStart": "10",
        "pageEnd": "30",
    },
    "special": {
        **work("CreativeWork", "Tests of Tests: A Survey", "2021"),
        "isPartOf": volume(
            "3", {"@type": "Periodical", "name": "Journal of Tests: Series A"}
        ),
    },
    "book": {
        **work("Book", "The Book of Tests", "2022"),
        "editor": EDITOR,
        "isPartOf": volume("4", {"@type": "BookSeries", "name": "Books"}),
        "isbn": ISBN,
        "publisher": institution("Press"),
    },
    "phd": {
        **work("Thesis", "On Testing", "2024", PRINTED),
        "sourceOrganization": institution("University of Bath"),
    },
    "diploma": {
        **work("Thesis", "On Trying", "2020", PRINTED),
        "sourceOrganization": institution("University of Bremen"),
        "inSupportOf": "Diploma thesis",
    },
    "report": {
        **work("Report", "A report", "2019", PRINTED),
        "sourceOrganization": institution("Institute of Tests"),
    },
    "preprint": {
        **work("ScholarlyArticle", "An open question", "2025-01"),
        "creativeWorkStatus": "Preprint",
        "publisher": {"@type": "Organization", "name": "arXiv"},
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "arXiv", "value": "2501.00001"}
        ],
        "sameAs": ["https://arxiv.org/abs/2501.00001"],
    },
}


@pytest.mark.parametrize("key", PAPERS)
def test_a_paper_is_described_by_its_type(pages: Pages, key: str) -> None:
    """Each type of entry says in what it appeared and who is behind it, in its own way."""
    page = f"{BASE}papers/{key}.html"

    assert pages.named(f"papers/{key}", f"#paper-{key}") == {
        **PAPERS[key],
        "@id": f"{BASE}#paper-{key}",
        "url": page,
        "mainEntityOfPage": {"@id": page},
    }
    whole = pages.page(f"papers/{key}")
    assert (whole["@type"], whole["name"]) == ("WebPage", PAPERS[key]["name"])
    assert whole["mainEntity"] == {"@id": f"{BASE}#paper-{key}"}


# -- lists --------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_the_entries_of_its_page(pages: Pages, name: str) -> None:
    """In their order, counted from one."""
    kind = LISTS[name]
    attribute = "data-key" if kind == "paper" else "data-id"
    entries = pages.built.main(name).cssselect(f"[id^='{kind}-'][{attribute}]")
    shown = [element.get(attribute) for element in entries]
    items = pages.items(name)

    def id_of(item: Thing) -> str:
        if "item" in item:
            return str(item["item"]["@id"]).removeprefix(f"{BASE}#{kind}-")
        return str(item["url"]).rpartition("/")[2].removesuffix(".html")

    assert [item["position"] for item in items] == [*range(1, len(items) + 1)]
    assert [id_of(item) for item in items] == shown
    assert len(shown) > 1
    assert pages.page(name)["@type"] == "CollectionPage"
    listed = pages.page(name)["mainEntity"]["@id"]
    assert listed == f"{BASE}{name}.html#list-{kind}"


def test_what_has_a_page_is_listed_by_its_address(pages: Pages) -> None:
    """Papers and members are described on their own pages only."""
    papers = [item["url"] for item in pages.items("research/publications")]
    assert sorted(papers) == sorted(f"{BASE}papers/{key}.html" for key in PAPERS)
    people = pages.items("people")
    assert [i["url"] for i in people if "url" in i] == [
        f"{BASE}members/{name}.html" for name in ("doe-jane", "smith-ann", "green-bo")
    ]


def test_who_has_no_page_is_described_in_the_list(pages: Pages) -> None:
    """In full, with the place in the list as address."""
    (item,) = [i["item"] for i in pages.items("people") if "item" in i]

    assert item == {
        **WEI,
        "givenName": "Wei",
        "familyName": "Li",
        "sameAs": ["https://example.com/wei"],
    }


def test_papers_without_pages_are_described_in_the_list(
    make_site: Callable[..., Site],
) -> None:
    """Where nobody has asked for pages."""
    built = make_site().build(config={"html_baseurl": BASE})
    (page, *_) = graph_of(built.outdir / "publications.html")
    items = [element["item"] for element in page["mainEntity"]["itemListElement"]]

    assert [item["url"] for item in items] == [
        f"{BASE}publications.html#paper-{key}"
        for key in ("doe2025open", "doe2024fast", "smith2023deep")
    ]
    assert {item["@type"] for item in items} == {"ScholarlyArticle"}


def entry(kind: str, place: str, page: str, /, **more: Any) -> Thing:
    """An entry of a list: its type, its place on a page, and what else is said of it."""
    identifier, url = f"{BASE}#{place}", f"{BASE}{page}#{place}"
    return {"@type": kind, "@id": identifier, "url": url, **more}


ITEMS: Final[dict[str, list[Thing]]] = {
    "news": [
        entry(
            "NewsArticle",
            "news-fast-out",
            "news.html",
            headline="Fast MRI with ℓ₁ norms, in Journal of Tests",
            articleSection="Paper published",
            datePublished="2024-07-01",
            author=GROUP,
            about=[PAPER, GRANT],
            mentions=[ANN, WEI],
        ),
        entry(
            "NewsArticle",
            "news-phd",
            "news.html",
            headline="Ann has finished, says Wei Li.",
            articleSection="PhD",
            datePublished="2024-01",
            author=GROUP,
            mentions=[ANN, WEI],
        ),
    ],
    "research/talks": [
        entry(
            "Event",
            "talk-oslo",
            "research/talks.html",
            name="Fast MRI with ℓ₁ norms",
            startDate="2024-05-03",
            location={"@type": "Place", "name": "Oslo, Norway"},
            eventAttendanceMode="https://schema.org/OnlineEventAttendanceMode",
            performer=[JANE],
            superEvent={
                "@type": "Event",
                "name": "Nordic Seminar",
                "url": "https://example.com/nordic",
            },
            workFeatured=[PAPER],
        ),
        entry(
            "Event",
            "talk-rome",
            "research/talks.html",
            name="Of my Own",
            startDate="2022",
            performer=[ANN, WEI],
            superEvent={"@type": "Event", "name": "School"},
        ),
    ],
    "research/software": [
        entry(
            "SoftwareSourceCode",
            "software-tool",
            "research/software.html",
            name="The Tool",
            description="It does what it should.",
            author=[WEI, ANN],
            programmingLanguage="Python",
            datePublished="2020-03",
            codeRepository="https://github.com/group/tool",
            citation=[PAPER],
        ),
        entry(
            "SoftwareSourceCode",
            "software-alone",
            "research/software.html",
            name="Alone",
            codeRepository=f"{BASE}data/alone.zip",
        ),
    ],
    "research/teaching": [
        entry(
            "Course",
            "course-algebra-24",
            "research/teaching.html",
            name="Algebra",
            courseCode="MA1",
            educationalLevel="BSc",
            provider={"@type": "Organization", "name": "University of Bath"},
        ),
        entry(
            "Course",
            "course-school",
            "research/teaching.html",
            name="Summer school",
        ),
    ],
    "research/grants": [
        {
            **GRANT,
            "alternateName": "Maths",
            "identifier": {
                "@type": "PropertyValue",
                "propertyID": "reference",
                "value": "EP/1",
            },
            "funder": {"@type": "Organization", "name": "EPSRC"},
        },
        entry(
            "Grant",
            "grant-small",
            "research/grants.html",
            name="A Small Grant",
            funder={"@type": "Organization", "name": "Trust"},
        ),
    ],
}


@pytest.mark.parametrize("name", ITEMS)
def test_what_has_no_page_is_described_in_its_list(pages: Pages, name: str) -> None:
    """In full, with its place as address and with names for what it links to."""
    assert [item["item"] for item in pages.items(name)] == ITEMS[name]


def test_a_page_of_several_lists_says_all_of_them(pages: Pages) -> None:
    """A theme lists its papers and its grants."""
    lists = pages.page("research/mri")["mainEntity"]

    found = {one["@id"]: one["itemListElement"] for one in lists}
    assert found.keys() == {
        f"{BASE}research/mri.html#list-{kind}" for kind in ("paper", "grant")
    }
    assert found[f"{BASE}research/mri.html#list-paper"] == [
        {"@type": "ListItem", "position": 1, "url": PAPER["url"]}
    ]


@pytest.mark.parametrize("name", ["plain", "research/index", "research/awards"])
def test_a_page_without_lists_is_only_a_page(pages: Pages, name: str) -> None:
    """So is one that lists what schema.org has no word for: awards."""
    assert pages.page(name)["@type"] == "WebPage"
    assert "mainEntity" not in pages.page(name)


# -- the way to a page ----------------------------------------------------------------

RESEARCH: Final = ("Research", "research/")
PUBLICATIONS: Final = ("The publications", "research/publications.html")
TRAILS: Final[dict[str, list[tuple[str, str]]]] = {
    "plain": [("Plain", "plain.html")],
    "news": [("News", "news.html")],
    "research/index": [RESEARCH],
    "research/talks": [RESEARCH, ("The talks", "research/talks.html")],
    "members/green-bo": [
        ("People", "people.html"),
        ("Bo Green", "members/green-bo.html"),
    ],
    "papers/volume": [
        RESEARCH,
        PUBLICATIONS,
        ("Without a number", "papers/volume.html"),
    ],
}


def trail_of(graph: list[Thing]) -> list[tuple[str, str]]:
    """Names and addresses on the way to a page, below that of the site."""
    (found,) = [thing for thing in graph if thing["@type"] == "BreadcrumbList"]
    assert graph[0]["breadcrumb"] == {"@id": found["@id"]}
    steps = found["itemListElement"]
    assert [step["position"] for step in steps] == [*range(1, len(steps) + 1)]
    return [(step["name"], step["item"].removeprefix(BASE)) for step in steps]


@pytest.mark.parametrize("name", TRAILS)
def test_the_way_begins_at_the_home_page(pages: Pages, name: str) -> None:
    """It leads through the pages above; a record is below the list of its kind."""
    assert trail_of(pages.graphs[name]) == [("Jane’s Tests", ""), *TRAILS[name]]


def test_a_record_is_below_one_list(make_site: Callable[..., Site]) -> None:
    """Where two pages list all papers, none of them is above the other."""
    site = make_site(files={"all.md": f"{ORPHAN}# All\n\n:::{{publications}}\n:::\n"})
    config = {"html_baseurl": BASE, "groupsite_paper_pages": "papers"}
    built = site.build(config=config)

    trail = trail_of(graph_of(built.outdir / "papers/doe2024fast.html"))
    assert len(trail) == 3
    assert trail[1] in (("All", "all.html"), ("Publications", "publications.html"))


# -- ids ----------------------------------------------------------------------------


def ids(built: Built) -> set[str]:
    """Ids of what the pages of a site are about; not of the pages themselves."""
    found = {thing["@id"] for thing in all_things(graphs_of(built)) if "@id" in thing}
    return {i.removeprefix(BASE) for i in found if i.startswith(f"{BASE}#")}


def test_ids_outlive_pages_and_titles(make_site: Callable[..., Site]) -> None:
    """A paper that moves, and one that is called otherwise, is the same paper."""
    site = without_old_list(make_site(files=SOURCES))
    before = ids(site.build(config=CONFIG))
    site.edit("publications.bib", "{An open question}", "{An answer}")
    site.edit("people.yml", "name: Bo Green", "name: Bo Greene")
    moved = {**CONFIG, "groupsite_paper_pages": "research/papers"}
    built = site.build(config={**moved, "groupsite_person_pages": ""})

    assert ids(built) == before
    assert {"#website", "#organization", "#paper-preprint", "#news-phd"} < before
    (paper,) = [
        thing
        for thing in graph_of(built.outdir / "research/papers/preprint.html")
        if thing["@id"] == f"{BASE}#paper-preprint"
    ]
    assert paper["name"] == "An answer"


@pytest.mark.parametrize(
    "base", ["https://example.org/sub", "https://example.org/sub/"]
)
def test_an_address_may_end_with_a_slash_or_without(
    make_site: Callable[..., Site], base: str
) -> None:
    """Ids are the same."""
    graph = graph_of(
        make_site().build(config={"html_baseurl": base}).outdir / "news.html"
    )

    assert graph[0]["@id"] == f"{BASE}news.html"
    assert graph[0]["isPartOf"] == {"@id": f"{BASE}#website"}


# -- pure functions -------------------------------------------------------------------

#: What ends a script, begins a comment in it or breaks its lines.
NASTY: Final = (
    *("</script>", "</SCRIPT ", "<script>", "<!--", "-->", "<![CDATA[", "]]>", "&lt;"),
    *("\0", "\r\n", "\x85", "\u2028", "\u2029", "\ufeff", "\ufffe", "\\", '"', "\x7f"),
)
texts: Final = st.lists(st.sampled_from(NASTY) | st.text(max_size=6), max_size=5).map(
    "".join
)
values: Final = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(texts, values, max_size=3))
def test_any_graph_can_stand_in_a_script(graph: Thing) -> None:
    """A browser reads the very same JSON, and goes on behind the element."""
    script = f'<script type="application/ld+json">{as_script(graph)}</script>'
    page = html5lib.parse(
        f"<!DOCTYPE html>{script}<p id=after>".encode(),
        transport_encoding="utf-8",
        namespaceHTMLElements=False,
    )

    (element,) = page.iter("script")
    (after,) = page.iter("p")
    assert json.loads(element.text) == graph
    assert after.get("id") == "after"


def test_what_is_not_known_is_left_out() -> None:
    """That something is not so is known."""
    known: Thing = {"a": "x", "b": "", "c": [], "d": {}, "e": None, "f": False}

    assert filled(known) == {"a": "x", "f": False}


def test_an_institution_needs_a_name() -> None:
    """An address alone says nothing; an identifier needs a value."""
    assert organization("") == {}
    assert organization("A") == {"@type": "Organization", "name": "A"}
    assert property_value("DOI", "") == {}
