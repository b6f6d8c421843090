"""Filters of lists: the form, its choices, and what entries say for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from groupsite.directives.filtering import filter_form, filter_values
from groupsite.model.graph import Graph
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import Filter, Listing
from tests.conftest import TOCTREE, Built, Site, bare_settings, new_site
from tests.drawing import drawn
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

ORPHAN: Final = "---\norphan: true\n---\n"
BIB: Final = """\
@misc{undated,
  author = {Bo Green},
  title = {Undated things},
  howpublished = {A note},
}

@article{fast,
  author = {Doe, Jane and Zed, Emile},
  title = {Fast things},
  journal = {Journal of Tests},
  year = {2024},
  keywords = {MRI, Echo},
  code = {https://github.com/group/fast},
  slides = {https://example.org/fast.pdf},
}

@inproceedings{deep,
  author = {Zed, Eve and Asa Berg and Someone Else},
  title = {Deep things},
  booktitle = {Proceedings of Testing},
  year = {2024},
  keywords = {Étoiles},
  data = {https://example.org/data},
}

@article{old,
  author = {Jane Doe},
  title = {Old things},
  journal = {Journal of Tests},
  year = {1999},
  keywords = {MRI},
}

@misc{open,
  author = {Jane Doe},
  title = {Open things}, howpublished = {Preprint},
  year = {2025},
}
"""
UNDATED: Final = (
    "publications.bib:3: WARNING: entry `undated`: `year` is missing, @misc needs it "
    "[groupsite.missing]"
)
PEOPLE: Final = """\
- {id: doe-jane, name: Jane Doe, memberships: [{role: lead, from: 2015}]}
- id: zed-eve
  name: Eve Zed
  memberships: [{role: phd, from: 2020, to: 2023}, {role: postdoc, from: 2023, to: 2024}]
- {id: zed-emile, name: Émile Zed, memberships: [{role: phd, from: 2021, to: 2024}]}
- {id: green-bo, name: Bo Green, memberships: [{role: visitor, from: 2024}]}
- {id: berg-asa, name: Åsa Berg}
"""
TALKS: Final = """\
- {id: oslo, date: 2024, title: In Oslo, event: A seminar}
- {id: rome, date: 2024-05, kind: poster, title: In Rome, event: A school}
- {id: bath, date: 2019, title: In Bath, event: A seminar}
"""
NEWS: Final = """\
# News

:::{news} 2024-07
:id: fast-out
:kind: published
:paper: fast
:::

:::{news} 2024-02
:id: prize
:kind: award

A prize.
:::

:::{news} 2023-03-01
:id: workshop
:kind: event

We held a workshop.
:::
"""
TOPICS: Final = {"mri": "MRI", "echo": "Echo", "stars": "Étoiles", "none": "Nothing"}
FILES: Final[dict[str, str | bytes]] = {
    "publications.bib": BIB,
    "people.yml": PEOPLE,
    "research/talks.yml": TALKS,
    "news.md": NEWS,
    "publications.md": "# Papers\n\n:::{publications}\n:::\n",
    "people.md": "# People\n\n:::{people}\n:filter: role\n:::\n",
    "talks.md": f"{ORPHAN}# Talks\n\n:::{{talks}}\n:filter: kind, year\n:::\n",
    "all.md": f"{ORPHAN}# All\n\n:::{{publications}}\n:filter:\n:::\n",
    "some.md": (
        f"{ORPHAN}# Some\n\n## Filtered\n\n:::{{publications}}\n"
        ":filter: year topic\n:type: article\n:::\n\n"
        "## Plain\n\n:::{publications}\n:type: article\n:::\n"
    ),
    "empty.md": (
        f"{ORPHAN}# Empty\n\n:::{{publications}}\n:filter:\n:topic: none\n:::\n\n"
        ":::{timeline}\n:filter:\n:kind: talk\n:::\n"
    ),
    "grouped.md": (
        f"{ORPHAN}# Grouped\n\n:::{{timeline}}\n:filter: year family\n"
        ":group-by: year\n:open: 1\n:::\n"
    ),
    "folded.md": (
        f"{ORPHAN}# Folded\n\n:::{{timeline}}\n:group-by: year\n:open: 1\n:::\n\n"
        ":::{timeline}\n:group-by: year\n:open: 2\n:::\n"
    ),
    "newest.md": f"{ORPHAN}# Newest\n\n:::{{timeline}}\n:filter: kind\n:limit: 2\n:::\n",
    "plain.md": f"{ORPHAN}# Plain\n\n:::{{timeline}}\n:::\n",
    "index.md": f"# Home\n\n:::{{timeline}}\n:filter:\n:::\n{TOCTREE}",
}
CONFIG: Final = {"groupsite_topics": TOPICS}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with lists of all kinds that have filters."""
    return new_site(tmp_path_factory.mktemp("filtering"), files=FILES)


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    """The site in HTML."""
    return site.build(warnings=[UNDATED], config=CONFIG)


def form(element: HtmlElement) -> HtmlElement:
    """The one form in *element*."""
    (found,) = element.cssselect("form.record-filter")
    return found


def choices(element: HtmlElement) -> dict[str, tuple[str, dict[str, str]]]:
    """Label → name and options (value → label) of the choices of the one form."""
    return {
        label.text.strip(): (
            select.get("name"),
            {option.get("value"): option.text for option in select},
        )
        for label in form(element).cssselect("label")
        for select in label.cssselect("select")
    }


def entries(element: HtmlElement) -> list[HtmlElement]:
    """The entries of lists in *element*, in order."""
    found: list[HtmlElement] = element.cssselect("[data-key], [data-id]")
    return found


def data(element: HtmlElement) -> dict[str, dict[str, str]]:
    """Id of each entry in *element*, with the rest of its ``data-``."""
    found = {}
    for entry in entries(element):
        values = {
            name.removeprefix("data-"): value
            for name, value in entry.attrib.items()
            if name.startswith("data-")
        }
        found[values.pop("key", "") or values.pop("id")] = values
    return found


# -- the form -----------------------------------------------------------------------

ALL: Final = {"": "all"}
TYPE: Final = (
    "type",
    ALL
    | {
        "inproceedings": "Conference papers",
        "article": "Journal articles",
        "misc": "Other",
        "preprint": "Preprints",
    },
)
TOPIC: Final = ("topic", ALL | {"echo": "Echo", "stars": "Étoiles", "mri": "MRI"})
PERSON: Final = (
    "person",
    ALL
    | {
        "berg-asa": "Åsa Berg",
        "green-bo": "Bo Green",
        "zed-emile": "Émile Zed",
        "zed-eve": "Eve Zed",
        "doe-jane": "Jane Doe",
    },
)
WITH: Final = ("with", ALL | {"code": "Code", "data": "Data", "slides": "Slides"})
YEARS: Final = ("year", ALL | {"2025": "2025", "2024": "2024", "1999": "1999"})
FAMILY: Final = (
    "family",
    ALL
    | {
        "recognition": "Awards and grants",
        "activity": "Events and activities",
        "papers": "Papers",
    },
)
KIND: Final = (
    "kind",
    ALL | {"award": "Award", "event": "Event", "published": "Paper published"},
)
NEWS_YEARS: Final = ("year", ALL | {"2024": "2024", "2023": "2023"})
TALKS_KIND: Final = ("kind", ALL | {"poster": "poster", "talk": "talk"})
TALKS_YEARS: Final = ("year", ALL | {"2024": "2024", "2019": "2019"})
ROLE: Final = (
    "role",
    ALL
    | {
        "lead": "Head of the group",
        "phd": "PhD student",
        "postdoc": "Postdoc",
        "visitor": "Visitor",
    },
)


class Case(NamedTuple):
    """A page, and the form that it should have."""

    title: str
    entries: str
    choices: dict[str, tuple[str, dict[str, str]]]


FORMS: Final = {
    "all": Case(
        "Filter publications",
        "paper",
        {"Type": TYPE, "Topic": TOPIC, "Author": PERSON, "With": WITH, "Year": YEARS},
    ),
    "some": Case(
        "Filter publications",
        "paper",
        {
            "Year": ("year", ALL | {"2024": "2024", "1999": "1999"}),
            "Topic": ("topic", ALL | {"echo": "Echo", "mri": "MRI"}),
        },
    ),
    "index": Case(
        "Filter news",
        "news-item",
        {"About": FAMILY, "Kind": KIND, "Year": NEWS_YEARS},
    ),
    "grouped": Case("Filter news", "news-item", {"Year": NEWS_YEARS, "About": FAMILY}),
    "newest": Case(
        "Filter news",
        "news-item",
        {"Kind": ("kind", ALL | {"award": "Award", "published": "Paper published"})},
    ),
    "talks": Case("Filter talks", "talk", {"Kind": TALKS_KIND, "Year": TALKS_YEARS}),
    "people": Case("Filter people", "person", {"Role": ROLE}),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_has_a_choice_for_each_filter(built: Built, name: str) -> None:
    """Filters stand in the order of the option, all of them where it names none."""
    main = built.main(name)

    assert choices(main) == FORMS[name].choices
    assert list(choices(main)) == list(FORMS[name].choices)


@pytest.mark.parametrize("name", FORMS)
def test_options_are_in_order(built: Built, name: str) -> None:
    """Years are newest first, other options by label whatever its accents."""
    found = choices(built.main(name))

    for label, (_, options) in FORMS[name].choices.items():
        assert list(found[label][1].items()) == list(options.items())


@pytest.mark.parametrize("name", FORMS)
def test_options_are_the_values_of_the_entries(built: Built, name: str) -> None:
    """There is an option for each value of an entry beside the form, and no other."""
    within = form(built.main(name)).getparent()

    for filter_name, options in FORMS[name].choices.values():
        found = [entry.get(f"data-{filter_name}") for entry in entries(within)]
        assert {v for values in found for v in values.split()} == options.keys() - {""}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_hidden_and_says_what_it_is(built: Built, name: str) -> None:
    """Its script shows it; it has a name, a text field and a line that is read out."""
    found = form(built.main(name))

    assert found.get("hidden") is not None
    assert found.get("role") == "search"
    assert found.get("aria-label") == FORMS[name].title
    assert [s.text for s in found.cssselect("summary")] == [FORMS[name].title]
    (field,) = found.cssselect("input")
    assert (field.get("type"), field.get("name")) == ("search", "q")
    assert field.getparent().text.strip() == "Search in list"
    (button,) = found.cssselect("button")
    assert (button.get("type"), button.text) == ("button", "Show all")
    (status,) = found.cssselect("[role=status]")
    assert status.get("data-count") == "{shown} of {count} shown"


@pytest.mark.parametrize("name", FORMS)
def test_every_control_has_a_label_of_its_own(built: Built, name: str) -> None:
    """A control stands in a label, and no two of a form have one name."""
    controls = form(built.main(name)).cssselect("input, select")

    assert all(control.getparent().tag == "label" for control in controls)
    assert len({control.get("name") for control in controls}) == len(controls)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_stands_beside_its_entries(built: Built, name: str) -> None:
    """The script finds the entries by their class in what the form stands in."""
    found = form(built.main(name))
    within = found.getparent()

    assert found.get("data-entries") == FORMS[name].entries
    assert within.cssselect(f".{FORMS[name].entries}") == entries(within)


@pytest.mark.parametrize("name", ["empty", "plain", "folded", "news", "publications"])
def test_a_list_without_records_or_filters_has_no_form(built: Built, name: str) -> None:
    """A form that has nothing to filter is not there."""
    assert built.main(name).cssselect("form, select") == []


# -- what entries say ---------------------------------------------------------------


def test_entries_say_their_values(built: Built) -> None:
    """An entry has its values of each filter, separated by blanks."""
    found = data(built.main("all"))

    assert found == {
        "open": {
            "year": "2025", "type": "preprint", "state": "preprint",
            "topic": "", "person": "doe-jane", "with": "",
        },
        "fast": {
            "year": "2024", "type": "article", "state": "published",
            "topic": "mri echo", "person": "doe-jane zed-emile", "with": "code slides",
        },
        "deep": {
            "year": "2024", "type": "inproceedings", "state": "published",
            "topic": "stars", "person": "zed-eve berg-asa", "with": "data",
        },
        "old": {
            "year": "1999", "type": "article", "state": "published",
            "topic": "mri", "person": "doe-jane", "with": "",
        },
        "undated": {
            "year": "", "type": "misc", "state": "published",
            "topic": "", "person": "green-bo", "with": "",
        },
    }  # fmt: skip


def test_somebody_has_all_roles_of_a_life(built: Built) -> None:
    """Who was a student and then a postdoc is found by both."""
    found = data(built.main("people"))

    assert {name: values["role"] for name, values in found.items()} == {
        "doe-jane": "lead",
        "green-bo": "visitor",
        "zed-eve": "phd postdoc",
        "zed-emile": "phd",
        "berg-asa": "",
    }


def test_only_entries_of_that_list_have_the_values(built: Built) -> None:
    """Another list of the page says what a list without filters says."""
    main = built.main("some")
    filtered = data(main.get_element_by_id("filtered"))
    plain = data(main.get_element_by_id("plain"))
    elsewhere = data(built.main("publications"))

    assert filtered.keys() == plain.keys() == {"fast", "old"}
    for key, values in plain.items():
        assert filtered[key].keys() - values.keys() == {"topic"}
        assert values.keys() == {"year", "type", "state"}
        assert elsewhere[key] == values


def test_copies_of_news_have_data_of_their_own(built: Built) -> None:
    """Each timeline gives its copies what it filters by, and leaves the item alone."""
    item = {"kind": "published", "family": "papers"}
    expected = {
        "news": item,
        "plain": item,
        "newest": item,
        "index": item | {"year": "2024"},
        "grouped": item | {"year": "2024"},
    }

    assert {name: data(built.main(name))["fast-out"] for name in expected} == expected


def test_folded_years_are_filtered_too(built: Built) -> None:
    """The entries of a year that unfolds have their values."""
    main = built.main("grouped")
    (fold,) = main.cssselect("details:not(form details)")

    assert data(fold) == {
        "workshop": {"kind": "event", "family": "activity", "year": "2023"}
    }


def test_years_unfold(built: Built) -> None:
    """As many years as the option says are open, the others fold and say how many."""
    folded = {
        section.get("id"): fold
        for section in built.main("folded").cssselect("section > section")
        for fold in section.cssselect("details")
    }

    assert list(folded) == ["news-2023"]
    (summary,) = folded["news-2023"].cssselect("summary")
    assert re.findall(r"\d+", summary.text) == [str(len(data(folded["news-2023"])))]


def test_a_type_of_several_words_can_be_chosen(make_site: Callable[..., Site]) -> None:
    """Each option fits an entry, however authors have named the type of a paper."""
    bib = BIB.replace("year = {2025},", "year = {2025},\n  pubtype = {Book review},")
    site = make_site(files={**FILES, "publications.bib": bib})
    main = site.build(warnings=[UNDATED], config=CONFIG).main("all")
    _, options = choices(main)["Type"]
    found = [entry.get("data-type").split() for entry in entries(main)]

    assert options.keys() - {""} <= {value for values in found for value in values}


# -- mistakes -----------------------------------------------------------------------


def test_unknown_filters_are_reported(make_site: Callable[..., Site]) -> None:
    """An unknown name is reported at its line with a near miss; the others stay."""
    page = (
        f"{ORPHAN}# Wrong\n\n:::{{publications}}\n:type: article\n"
        ":filter: tpoic, year\n:::\n\n"
        ":::{timeline}\n:filter: kind faimly\n:::\n"
    )
    site = make_site(files={**FILES, "wrong.md": page})
    built = site.build(
        warnings=[
            UNDATED,
            (
                "wrong.md:8: ERROR: {publications}: `filter`: there is no filter `tpoic`; "
                "did you mean `topic`? [groupsite.option]"
            ),
            (
                "wrong.md:12: ERROR: {timeline}: `filter`: there is no filter `faimly`; "
                "did you mean `family`? [groupsite.option]"
            ),
        ],
        config=CONFIG,
    )

    papers, news = built.main("wrong").cssselect("form.record-filter")
    names = [[s.get("name") for s in f.cssselect("select")] for f in (papers, news)]
    assert names == [["year"], ["kind"]]


@pytest.mark.parametrize("value", ["0", "all", "-1", "1.5"])
def test_a_wrong_number_of_open_years_is_reported(
    make_site: Callable[..., Site], value: str
) -> None:
    """What is no number of groups is reported at its line; all years are open."""
    page = f"{ORPHAN}# P\n\n:::{{timeline}}\n:group-by: year\n:open: {value}\n:::\n"
    site = make_site(files={"news.md": NEWS, "publications.bib": BIB, "wrong.md": page})
    message = f"`open` should be a number of groups, not {value!r} [groupsite.option]"
    warnings = [UNDATED, f"wrong.md:8: ERROR: {{timeline}}: {message}"]
    main = site.build(warnings=warnings, config=CONFIG).main("wrong")

    assert data(main).keys() == {"fast-out", "prize", "workshop"}
    assert main.cssselect("details") == []


# -- other formats ------------------------------------------------------------------


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo", "epub"])
def test_other_formats_are_built_without_a_word(site: Site, builder: str) -> None:
    """Where no form can be, the site is built without a warning."""
    config = {**CONFIG, "copyright": "us", "version": "1"}
    site.build(builder, warnings=[UNDATED], config=config)


def test_text_has_no_words_of_the_form(site: Site) -> None:
    """In plain text a filtered list is the same as a list without filters."""
    built = site.build("text", warnings=[UNDATED], config=CONFIG)

    def below(name: str) -> list[str]:
        return [line for line in built.text(name).splitlines()[2:] if line]

    assert below("all") == below("publications")


def test_a_book_has_no_form(site: Site) -> None:
    """An e-book runs no script: its pages are sound XHTML without a form."""
    config = {**CONFIG, "copyright": "us", "version": "1"}
    built = site.build("epub", warnings=[UNDATED], config=config)

    for path in sorted(built.outdir.glob("*.xhtml")):
        page = etree.parse(path)
        assert page.xpath("//*[local-name() = 'form']") == [], path.name


# -- over an earlier build ----------------------------------------------------------


@pytest.fixture
def edited(make_site: Callable[..., Site]) -> Site:
    """A site of its own that was built once."""
    site = make_site(files=FILES)
    site.build(warnings=[UNDATED], config=CONFIG)
    return site


def labels(built: Built, page: str, label: str) -> list[str]:
    """The words of the options of a choice, without the one for all."""
    return list(choices(built.main(page))[label][1].values())[1:]


def test_a_new_name_is_the_label_of_an_option(edited: Site) -> None:
    """Somebody who is renamed is so in the forms."""
    edited.edit("people.yml", "name: Åsa Berg", 'name: "Berg, Åsa Zita"')
    edited.edit("publications.bib", "Asa Berg", "Asa Z. Berg")
    built = rebuild(edited, warnings=[UNDATED], config=CONFIG)

    assert labels(built, "all", "Author")[0] == "Åsa Zita Berg"


def test_a_new_label_of_a_topic_moves_its_option(edited: Site) -> None:
    """A topic that is called otherwise stands where its new label belongs."""
    topics = {**TOPICS, "echo": "Zones"}
    edited.edit("publications.bib", "MRI, Echo", "MRI, zones")
    config = {"groupsite_topics": topics}
    built = rebuild(edited, warnings=[UNDATED], config=config)

    assert labels(built, "all", "Topic") == ["Étoiles", "MRI", "Zones"]


def test_a_new_item_brings_its_options(edited: Site) -> None:
    """News of a new year and a new kind can be chosen on all pages that show them."""
    item = ":::{news} 2026-01\n:kind: welcome\n\nWelcome.\n:::\n\n"
    edited.edit("news.md", ":::{news} 2024-07", f"{item}:::{{news}} 2024-07")
    built = rebuild(edited, warnings=[UNDATED], config=CONFIG)

    assert labels(built, "index", "Year") == ["2026", "2024", "2023"]
    assert "People" in labels(built, "grouped", "About")
    assert labels(built, "newest", "Kind") == ["Paper published", "Welcome"]


def test_a_first_item_brings_the_form(edited: Site) -> None:
    """A list that was empty gets its form with its first record."""
    item = ":::{news} 2026-01\n:id: talk\n:kind: talk\n\nA talk.\n:::\n\n"
    edited.edit("news.md", ":::{news} 2024-07", f"{item}:::{{news}} 2024-07")
    built = rebuild(edited, warnings=[UNDATED], config=CONFIG)

    assert data(built.main("empty")) == {
        "talk": {"kind": "talk", "family": "activity", "year": "2026"}
    }


def test_a_last_paper_takes_its_options_away(edited: Site) -> None:
    """A topic, an author and a type that no paper has any more are no options."""
    text = edited.read("publications.bib")
    start, end = text.index("@inproceedings"), text.index("@article{old")
    edited.write("publications.bib", text[:start] + text[end:])
    built = rebuild(edited, warnings=[UNDATED], config=CONFIG)

    assert labels(built, "all", "Topic") == ["Echo", "MRI"]
    assert labels(built, "all", "Author") == ["Bo Green", "Émile Zed", "Jane Doe"]
    assert "Conference papers" not in labels(built, "all", "Type")


def test_other_words_are_in_the_form(edited: Site) -> None:
    """Phrases of a site are the words of its forms."""
    config = {
        **CONFIG,
        "groupsite_phrases": {
            "filter.title.publications": "Find",
            "filter.all": "any",
            "filter.count": "{count}: {shown}",
            "type.article": "Zines",
        },
    }
    main = rebuild(edited, warnings=[UNDATED], config=config).main("all")

    assert form(main).get("aria-label") == "Find"
    assert form(main).cssselect("[role=status]")[0].get("data-count") == (
        "{count}: {shown}"
    )
    assert list(choices(main)["Type"][1].values())[0::4] == ["any", "Zines"]


# -- without Sphinx -----------------------------------------------------------------

deterministic = drawn(150)

#: The labels of values: some differ in accents or case only, some not at all.
LABELS: Final = {
    "a": "Äpfel",
    "b": "Apfel",
    "c": "apfel",
    "d": "Birne",
    "e": "Birne",
    "2024": "2024",
    "1999": "1999",
}


class Thing(NamedTuple):
    """A record that has values of two filters."""

    id: str
    values: dict[str, tuple[str, ...]]


def _filter(name: str) -> Filter[Thing]:
    return Filter(lambda thing, _: thing.values[name], lambda value, *_: LABELS[value])


NAMES: Final = ("colour", "size")
KIND_OF_THINGS: Final = RecordKind[Thing](
    name="thing",
    list=Listing(directive="things", filters={name: _filter(name) for name in NAMES}),
)
values: Final = st.lists(st.sampled_from(sorted(LABELS)), unique=True).map(tuple)
things: Final = st.lists(
    st.builds(Thing, st.just("x"), st.fixed_dictionaries(dict.fromkeys(NAMES, values)))
)


@deterministic
@given(things)
def test_any_option_is_the_value_of_a_record(records: list[Thing]) -> None:
    """Options are the values of all records, each once, and entries say the same."""
    node = filter_form(
        KIND_OF_THINGS, records, NAMES, Graph([KIND_OF_THINGS]), bare_settings()
    )
    said = [filter_values(KIND_OF_THINGS, r, NAMES, bare_settings()) for r in records]

    for name, options in node["choices"].values():
        assert set(options) == {v for values in said for v in values[name].split()}
        assert set(options) == {v for r in records for v in r.values[name]}
        assert all(LABELS[value] == label for value, label in options.items())


def shuffled(records: list[Thing]) -> st.SearchStrategy[tuple[list[Thing], ...]]:
    """*records*, and the same in any order."""
    return st.tuples(st.just(records), st.permutations(records))


@deterministic
@given(things.flatmap(shuffled))
def test_the_order_of_records_is_not_that_of_options(
    both: tuple[list[Thing], ...],
) -> None:
    """Options stand in one order, however the records stand."""
    forms = [
        filter_form(KIND_OF_THINGS, records, NAMES, Graph([]), bare_settings())
        for records in both
    ]

    one, other = (
        [list(options.items()) for _, options in form["choices"].values()]
        for form in forms
    )
    assert one == other


def test_filters_may_have_one_label() -> None:
    """Two filters that a site has given one label are two choices."""
    phrases = {"filter.colour": "Look", "filter.size": "Look"}
    records = [Thing("x", {"colour": ("a",), "size": ("d",)})]
    node = filter_form(
        KIND_OF_THINGS, records, NAMES, Graph([]), bare_settings(phrases=phrases)
    )

    assert len(node["choices"]) == 2
