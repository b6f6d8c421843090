"""Lists of records: what they select, how they are grouped, which ids they give."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import ROOTS, Built, level, new_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Site

PAPERS = """\
@article{fast,
  author = {Doe, Jane and Smith, Ann},
  title = {Fast things},
  journal = {Journal of Tests},
  year = {2024},
  month = may,
  keywords = {MRI},
  selected = {true},
}

@inproceedings{deep,
  author = {Ann Smith and Wei Li},
  title = {Deep things},
  booktitle = {Proceedings of Testing},
  year = {2024},
  keywords = {Bilevel learning},
}

@article{old,
  author = {Jane Doe},
  title = {Old things},
  journal = {Journal of Tests},
  year = {2021},
  keywords = {MRI, Bilevel learning},
}

@misc{open,
  author = {Jane Doe},
  title = {Open things}, howpublished = {Preprint},
  year = {2025},
}

@misc{undated,
  author = {Bo Green},
  title = {Undated things},
  howpublished = {A note},
}
"""
UNDATED = (
    "publications.bib:35: WARNING: entry `undated`: `year` is missing, @misc needs it "
    "[groupsite.missing]"
)


class Case(NamedTuple):
    """A list on a page, and what should come of it."""

    options: str
    expected: list[str]
    directive: str = "publications"


SELECTIONS = {
    "everything, newest first, undated last": Case(
        "", ["open", "fast", "deep", "old", "undated"]
    ),
    "one type": Case(":type: article", ["fast", "old"]),
    "several types": Case(":type: article inproceedings", ["fast", "deep", "old"]),
    "values may be separated by commas": Case(
        ":type: article, inproceedings", ["fast", "deep", "old"]
    ),
    "a state": Case(":state: preprint", ["open"]),
    "a state that no paper has": Case(":state: submitted", []),
    "a flag": Case(":selected:", ["fast"]),
    "a topic": Case(":topic: mri", ["fast", "old"]),
    "one of several topics": Case(
        ":topic: mri bilevel-learning", ["fast", "deep", "old"]
    ),
    "a person": Case(":person: smith-ann", ["fast", "deep"]),
    "a paper": Case(":paper: deep", ["deep"]),
    "several papers, in the order of the kind": Case(
        ":paper: old fast", ["fast", "old"]
    ),
    "two options at once": Case(":person: doe-jane\n:topic: mri", ["fast", "old"]),
    "since a year": Case(":since: 2024", ["open", "fast", "deep"]),
    "since a month, where a year may reach into it": Case(
        ":since: 2024-06", ["open", "deep"]
    ),
    "until a year": Case(":until: 2024", ["fast", "deep", "old"]),
    "a number of records": Case(":limit: 2", ["open", "fast"]),
    "a number of years": Case(":limit: 2 years", ["open", "fast", "deep"]),
    "one year": Case(":limit: 1 year", ["open"]),
    "a limit of what is selected": Case(":topic: mri\n:limit: 1", ["fast"]),
    "people by status": Case(":status: former", ["smith-ann"], "people"),
    "people by role": Case(":role: lead phd", ["doe-jane", "smith-ann"], "people"),
    "people by paper": Case(":paper: deep", ["smith-ann", "li-wei"], "people"),
    "nobody of a role that is known": Case(":role: visitor", [], "people"),
}

MISTAKES = {
    "a type": Case(
        ":type: artikle",
        [
            "`type`: there is no type `artikle`; did you mean `article`? [groupsite.option]"
        ],
    ),
    "a topic": Case(
        ":topic: mir",
        ["`topic`: there is no topic `mir`; did you mean `mri`? [groupsite.link]"],
    ),
    "a person": Case(
        ":person: smith",
        [
            "`person`: there is no person `smith`; did you mean `smith-ann`? [groupsite.link]"
        ],
    ),
    "a grouping": Case(
        ":group-by: yaer",
        [
            "`group-by`: there is no value `yaer`; did you mean `year`? [groupsite.option]"
        ],
    ),
    "a date": Case(
        ":since: last year",
        [
            "`since`: 'last year' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD [groupsite.date]"
        ],
    ),
    "both dates": Case(
        ":since: 2024-13\n:until: x",
        [
            "`since`: '2024-13' is not a date: month must be in 1..12 [groupsite.date]",
            "`until`: 'x' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD [groupsite.date]",
        ],
    ),
    "a limit": Case(
        ":limit: five",
        [
            "`limit` should be a number, or a number of years, not 'five' [groupsite.option]"
        ],
    ),
    "a limit of nothing": Case(
        ":limit: 0",
        [
            "`limit` should be a number, or a number of years, not '0' [groupsite.option]"
        ],
    ),
    "a chart, in a list that has none": Case(
        ":chart: colour",
        ["`chart`: there is no filter `colour`; write type [groupsite.option]"],
    ),
    "a chart by what does not add up": Case(
        ":chart: topic\n:group-by: none",
        [
            "`chart`: bars cannot be divided by `topic`: a record may have none or several; write type [groupsite.option]"
        ],
    ),
    "a name without letters": Case(
        ":name: ***",
        [
            "`name` is a part of addresses: write letters and digits, not '***' [groupsite.option]"
        ],
    ),
    "a status": Case(
        ":status: curent",
        [
            "`status`: there is no status `curent`; did you mean `current`? [groupsite.option]"
        ],
        "people",
    ),
}


def lists(cases: dict[str, Case]) -> str:
    """A page with a section for each case."""
    parts = ["---\norphan: true\n---\n\n# Cases\n"]
    for number, case in enumerate(cases.values()):
        options = f"{case.options}\n" if case.options else ""
        parts.append(f"## Case {number}\n\n:::{{{case.directive}}}\n{options}:::\n")
    return "\n".join(parts)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with a page of all selections and a page of all mistakes."""
    site = new_site(
        tmp_path_factory.mktemp("listing"),
        files={
            "publications.bib": PAPERS,
            "news.md": "# News\n",
            "selections.md": lists(SELECTIONS),
            "mistakes.md": lists(MISTAKES),
        },
    )
    return site.try_build()


def records(element: HtmlElement) -> list[str]:
    """Ids or keys of the records in *element*, in order."""
    found = element.cssselect(".paper, .person, .news-item")
    return [record.get("data-key") or record.get("data-id") for record in found]


def ids(element: HtmlElement) -> list[str]:
    """All ids in *element*, in order."""
    return [found.get("id") for found in element.cssselect("[id]")]


@pytest.mark.parametrize("name", SELECTIONS)
def test_options_select_records(built: Built, name: str) -> None:
    """A list shows the records that all of its options want, in their kind's order."""
    number = list(SELECTIONS).index(name)
    section = built.main("selections").get_element_by_id(f"case-{number}")

    assert SELECTIONS[name].expected == records(section)


def test_wrong_options_are_reported_at_their_lines(built: Built) -> None:
    """Each wrong value is reported with the line of its option and a near miss."""
    page = lists(MISTAKES).splitlines()
    expected = []
    for number, case in enumerate(MISTAKES.values()):
        first = page.index(f"## Case {number}") + 4  # a blank line, the fence, options
        expected += [
            f"mistakes.md:{line}: {level(text)}: {{{case.directive}}}: {text}"
            for line, text in enumerate(case.expected, start=first)
        ]

    assert [UNDATED, *expected] == built.warnings


@pytest.mark.parametrize("name", MISTAKES)
def test_wrong_options_do_not_lose_the_list(built: Built, name: str) -> None:
    """A list whose option is wrong shows what it would show without that option."""
    number = list(MISTAKES).index(name)
    section = built.main("mistakes").get_element_by_id(f"case-{number}")

    everything = ["open", "fast", "deep", "old", "undated"]
    if MISTAKES[name].directive == "people":
        everything = ["doe-jane", "green-bo", "smith-ann", "li-wei"]
    assert everything == records(section)


# -- groups -----------------------------------------------------------------------


def groups(element: HtmlElement) -> dict[str, list[str]]:
    """The headings of the groups in *element*, with the records below each."""
    return {
        section[0].text_content().rstrip("¶"): records(section)
        for section in element.cssselect("section > section")
        if section is not element
    }


GROUPS = {
    "years by default": (
        "",
        {
            "2025 (1)": ["open"],
            "2024 (2)": ["fast", "deep"],
            "2021 (1)": ["old"],
            "Undated (1)": ["undated"],
        },
    ),
    "types in an order of their own": (
        ":group-by: type",
        {
            "Journal articles (2)": ["fast", "old"],
            "Conference papers (1)": ["deep"],
            "Preprints (1)": ["open"],
            "Other (1)": ["undated"],
        },
    ),
    "topics in the order of conf.py, a paper in each of its own": (
        ":group-by: topic",
        {
            "Bilevel learning (2)": ["deep", "old"],
            "MRI (2)": ["fast", "old"],
            "Other topics (2)": ["open", "undated"],
        },
    ),
    "people in their order": (
        ":group-by: person\n:type: article inproceedings",
        {
            "Jane Doe (2)": ["fast", "old"],
            "Ann Smith (2)": ["fast", "deep"],
        },
    ),
    "venues by the alphabet": (
        ":group-by: venue",
        {
            "Journal of Tests (2)": ["fast", "old"],
            "Proceedings of Testing (1)": ["deep"],
            "Elsewhere (2)": ["open", "undated"],
        },
    ),
    "groups in groups": (
        ":group-by: year type\n:since: 2024",
        {
            "2025 (1)": ["open"],
            "Preprints (1)": ["open"],
            "2024 (2)": ["fast", "deep"],
            "Journal articles (1)": ["fast"],
            "Conference papers (1)": ["deep"],
        },
    ),
    "no groups": (":group-by: none", {}),
    "years of a selection": (
        ":topic: mri",
        {"2024 (1)": ["fast"], "2021 (1)": ["old"]},
    ),
}


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> HtmlElement:
    """A page with a list for each grouping, under a heading."""
    sections = [
        f"## Case {number}\n\n:::{{publications}}\n{options}\n:::\n"
        for number, (options, _) in enumerate(GROUPS.values())
    ]
    files = {
        "publications.bib": PAPERS,
        "publications.md": "\n".join(["# Papers\n", *sections]),
        "news.md": "# News\n",
    }
    site = new_site(tmp_path_factory.mktemp("grouped"), files=files)
    return site.build(warnings=[UNDATED]).main("publications")


@pytest.mark.parametrize("name", GROUPS)
def test_groups_have_headings_with_counts(grouped: HtmlElement, name: str) -> None:
    """A list stands under the headings of its groups, which say how many there are."""
    number = list(GROUPS).index(name)
    section = grouped.get_element_by_id(f"case-{number}")

    assert [*groups(section).items()] == [*GROUPS[name][1].items()]
    assert section.cssselect("ol.publications > li.paper")


def test_people_are_grouped_by_role(make_site: Callable[..., Site]) -> None:
    """`group-by: role` puts people under the names of those in their roles."""
    page = "# People\n\n:::{people}\n:group-by: role\n:::\n"
    main = make_site(files={"people.md": page}).build().main("people")

    assert groups(main) == {
        "Head of the group (1)": ["doe-jane"],
        "Postdocs (1)": ["green-bo"],
        "PhD students (1)": ["smith-ann"],
        "Collaborators (1)": ["li-wei"],
    }
    assert [section.get("id") for section in main.cssselect("section section")] == [
        "people-lead",
        "people-postdoc",
        "people-phd",
        "people-none",
    ]


# -- ids --------------------------------------------------------------------------

SEVERAL = """\
# Papers

:::{publications}
:name: never used
:::

## Again

:::{publications}
:name: On MRI
:topic: mri
:::

:::{publications}
:group-by: type
:topic: bilevel-learning
:::

:::{theme} mri
:name: theme
:::
"""


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> HtmlElement:
    """A page with several lists."""
    site = new_site(
        tmp_path_factory.mktemp("several"), files={"publications.md": SEVERAL}
    )
    return site.build().main("publications")


def test_first_list_has_plain_ids_and_others_are_prefixed(several: HtmlElement) -> None:
    """Groups of the first list are `papers-YEAR`, others prefix it with their name."""
    assert [found for found in ids(several) if "papers-" in found] == [
        "papers-2025",
        "papers-2024",
        "papers-2023",
        "on-mri-papers-2024",
        "on-mri-papers-2023",
        "list3-papers-article",
        "theme-papers-2024",
        "theme-papers-2023",
    ]


def test_only_the_first_occurrence_of_a_record_has_an_id(several: HtmlElement) -> None:
    """A record shown again repeats its data attributes and no id."""
    shown = several.cssselect(".paper[data-key=doe2024fast]")

    assert [li.get("id") for li in shown] == ["paper-doe2024fast", None, None, None]
    data = [{k: v for k, v in li.attrib.items() if k != "id"} for li in shown]
    assert [data[0]] * 4 == data
    assert data[0] == {
        "class": "paper",
        "data-key": "doe2024fast",
        "data-year": "2024",
        "data-type": "article",
        "data-state": "published",
    }


def test_ids_of_a_page_are_unique(several: HtmlElement) -> None:
    """No id occurs twice, however many lists a page has."""
    assert len(set(ids(several))) == len(ids(several))


def test_adding_an_entry_moves_no_id(make_site: Callable[..., Site]) -> None:
    """A new paper gets ids of its own; all others keep theirs."""
    site = make_site(files={"publications.md": SEVERAL})

    def homes(main: HtmlElement) -> dict[str, str]:
        """Each id, with what it is the id of."""
        return {
            found.get("id"): found.get("data-key")
            or found.get("data-id")
            or found.cssselect("h1, h2, h3")[0].text_content().split("(")[0]
            for found in main.cssselect("[id]")
        }

    before = homes(site.build().main("publications"))
    bib = site.read("publications.bib")
    entry = (
        "@article{new, author = {Ann Smith}, title = {New}, year = {2024},\n"
        "  journal = {J}, keywords = {MRI, bilevel learning}}\n\n"
        "@article{newer, author = {Ann Smith}, title = {Newer}, year = {2026},\n"
        "  journal = {J}, keywords = {MRI, bilevel learning}}\n\n"
    )
    site.write("publications.bib", entry + bib)
    after = homes(site.build().main("publications"))

    assert before == {key: after[key] for key in before}
    assert {"paper-new", "paper-newer", "papers-2026"} <= after.keys() - before.keys()


def test_a_name_used_twice_is_reported(make_site: Callable[..., Site]) -> None:
    """A list with the name of another list of the page is reported and numbered."""
    page = (
        "# Papers\n\n:::{publications}\n:::\n\n"
        ":::{publications}\n:name: a\n:limit: 1\n:::\n\n"
        ":::{publications}\n:limit: 1\n:name: a\n:::\n"
    )
    built = make_site(files={"publications.md": page}).build(
        warnings=[
            (
                "publications.md:13: ERROR: {publications}: `name`: there is a "
                "list named `a` on this page already [groupsite.option]"
            )
        ]
    )

    found = [i for i in ids(built.main("publications")) if i.endswith("papers-2025")]
    assert found == ["papers-2025", "a-papers-2025", "list3-papers-2025"]


def test_a_heading_keeps_its_id(make_site: Callable[..., Site]) -> None:
    """A group gets out of the way of a heading that has its id already."""
    page = (
        "# News 2024\n\n## Papers 2024\n\n"
        ":::{publications}\n:::\n\n:::{timeline}\n:group-by: year\n:::\n"
    )
    main = make_site(files={"publications.md": page}).build().main("publications")

    assert len(set(ids(main))) == len(ids(main))
    headings = [
        (section.get("id"), section.cssselect("h1, h2, h3")[0].text_content())
        for section in main.cssselect("section")
        if "2024" in section.get("id")
    ]
    assert headings == [
        ("news-2024", "News 2024¶"),
        ("papers-2024", "Papers 2024¶"),
        ("list-papers-2024", "2024 (1)¶"),
        ("list-news-2024", "2024 (3)¶"),
    ]


def test_a_link_leads_to_the_full_list(make_site: Callable[..., Site]) -> None:
    """A record's home is the full list, not a selection that an earlier page shows."""
    index = (
        "# Home\n\n{paper}`doe2024fast`\n\n"
        "```{toctree}\na-selection\nnews\npublications\npeople\n```\n"
    )
    selection = "# Some\n\n:::{publications}\n:limit: 2\n:::\n"
    site = make_site(files={"index.md": index, "a-selection.md": selection})
    built = site.build()

    (link,) = built.main("index").cssselect("p > a")
    assert link.get("href") == "publications.html#paper-doe2024fast"
    assert "paper-doe2024fast" in ids(built.main("a-selection"))


def test_headings_of_groups_are_in_the_navigation(
    make_site: Callable[..., Site],
) -> None:
    """Groups are sections: the table of contents lists them."""
    links = make_site().build().main("index").cssselect(".toctree-l2 > a")

    assert [link.text for link in links if "#papers-" in link.get("href")] == [
        "2025 (1)",
        "2024 (1)",
        "2023 (1)",
    ]


# -- where no section may stand ---------------------------------------------------

NESTED = """\
# Nested

(people)=
::::{note}
:::{publications}
:::
::::

:::::{card} A card
:::{timeline}
:group-by: year
:::
:::::

::::::{grid} 2
:::::{grid-item-card} Another
:::{publications}
:name: grid
:::
:::::
::::::

:::::{tab-set}
::::{tab-item} A tab
:::{people}
:group-by: role
:::
::::
:::::

> :::{publications}
> :name: quote
> :::

- :::{publications}
  :name: item
  :::
"""


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_lists_may_stand_anywhere(make_site: Callable[..., Site], builder: str) -> None:
    """Lists in admonitions, cards, tabs, quotes and items have rubrics for headings."""
    conf = (ROOTS / "basic/conf.py").read_text("utf-8")
    conf = conf.replace('"groupsite"]', '"sphinx_design", "groupsite"]')
    files = {"conf.py": conf, "publications.md": NESTED}
    built = make_site(files=files).build(builder)
    if builder != "html":
        return

    main = built.main("publications")
    rubrics = [
        (rubric.get("id"), rubric.text_content())
        for rubric in main.cssselect("p.rubric")
        if "2024" in rubric.text_content() or "PhD" in rubric.text_content()
    ]
    assert rubrics == [
        ("papers-2024", "2024 (1)"),
        ("news-2024", "2024 (3)"),
        ("grid-papers-2024", "2024 (1)"),
        ("people-phd", "PhD students (1)"),
        ("quote-papers-2024", "2024 (1)"),
        ("item-papers-2024", "2024 (1)"),
    ]
    assert main.cssselect("section section") == []
    assert len(set(ids(main))) == len(ids(main))
