"""`{person}`: the page of a member, and where names lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.conftest import PAGES, PEOPLE, links, texts, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Built, Site


@pytest.fixture
def ann(built: Built) -> HtmlElement:
    """The page of somebody who was here twice."""
    return built.main("members/smith-ann")


def head(page: HtmlElement) -> list[tuple[str, str]]:
    """(name of the part, text) of the head of a page."""
    return [
        (part.get("class").removeprefix("person-"), words(part))
        for part in page.cssselect(".person-lines > div")
    ]


def test_a_head_has_each_time_in_the_group(ann: HtmlElement) -> None:
    """Oldest first: role and years, topic, supervisors, who paid, what came after."""
    assert texts(ann, "h1") == ["Ann Smith"]
    assert head(ann) == [
        ("role", "PhD student, 2021–2024"),
        ("topic", "deep learning"),
        ("supervisors", "Supervised by Jane Doe (lead) and Wei Li"),
        ("funding", "Funded by IMI"),
        ("role", "Postdoc, 2024–2025"),
        ("topic", "sampling"),
        ("funding", "Funded by Maths4DL"),
        ("next", "Then Lecturer, Elsewhere"),
        ("links", "Home page GitHub"),
    ]


def test_a_head_links_people_grants_and_addresses(ann: HtmlElement) -> None:
    """A single supervisor is named as well."""
    assert links(ann, ".person-head a") == [
        ("Jane Doe", "doe-jane.html"),
        ("Wei Li", "https://example.org/wei"),
        ("Maths4DL", "../activities.html#grant-maths4dl"),
        ("Home page", "https://example.org/ann"),
        ("GitHub", "https://github.com/ann"),
    ]


def test_a_single_supervisor_is_named(built: Built) -> None:
    """A page has room for what a card leaves out."""
    assert head(built.main("members/green-bo")) == [
        ("role", "PhD student, since May 2023"),
        ("supervisors", "Supervised by Jane Doe"),
    ]


def test_a_picture_or_else_a_monogram(built: Built, ann: HtmlElement) -> None:
    """The letters are there for the style sheet in any case."""
    (photo,) = ann.cssselect(".person-head img.person-photo")
    bo = built.main("members/green-bo")

    assert photo.get("src") == "../_images/ann-large.jpg"
    assert photo.get("alt") == ""
    assert bo.cssselect("img") == []
    heads = [page.cssselect(".person-head")[0] for page in (ann, bo)]
    assert [found.get("data-monogram") for found in heads] == ["AS", "BG"]


def test_who_left_is_where_they_went(built: Built) -> None:
    """Where nobody wrote what came next, the latest affiliation says it."""
    assert head(built.main("members/gone-gil")) == [
        ("role", "Visitor, 2019"),
        ("note", "A short stay."),
        ("place", "Oslo, Norway"),
    ]


def test_the_owner_has_a_position_a_cv_and_no_home_page(built: Built) -> None:
    """The home page is this site; the CV is linked where a page shows it."""
    page = built.main("members/doe-jane")

    assert head(page) == [
        ("position", "Professor of Tests"),
        ("role", "Head of the group, since 2015"),
        ("links", "E-mail ORCID CV CV as PDF"),
    ]
    assert links(page, ".person-links a") == [
        ("E-mail", "mailto:jane%40example.org"),
        ("ORCID", "https://orcid.org/0000-0002-1825-0097"),
        ("CV", "../cv.html"),
        ("CV as PDF", "../cv.pdf"),
    ]


def test_lists_have_counts_and_empty_ones_are_left_out(
    built: Built, ann: HtmlElement
) -> None:
    """What the group has of somebody: no list stands below an empty heading."""
    assert texts(ann, "h2") == [
        "Grants (1)",
        "Awards (2)",
        "Publications (2)",
        "Talks and posters (1)",
        "Software (1)",
        "Teaching (1)",
        "News (7)",
    ]
    assert texts(built.main("members/gone-gil"), "h2") == []
    papers = ann.cssselect("#publications .paper")
    assert [paper.get("data-key") for paper in papers] == [
        "doe2024fast",
        "smith2023deep",
    ]


def test_supervisors_show_their_students(built: Built) -> None:
    """Those who named them, whatever their time in the group."""
    page = built.main("members/doe-jane")
    students = page.cssselect("section#people > * > li")

    assert texts(page, "h2")[0] == "Supervision (2)"
    assert [links(student)[0] for student in students] == [
        ("Bo Green", "green-bo.html"),
        ("Ann Smith", "smith-ann.html"),
    ]


def test_the_newest_news_are_shown_in_full(ann: HtmlElement) -> None:
    """Five of them; a line leads to each earlier one."""
    (section,) = ann.cssselect("section#news")
    full = section.cssselect("ol.news > .news-item")
    (fold,) = section.cssselect("details")

    assert [item.get("data-id") for item in full] == [
        "fast-out",
        "fast-talk",
        "fast-accepted",
        "fast-preprint",
        "deep-preprint",
    ]
    assert texts(fold, "summary") == ["Earlier news (2)"]
    assert texts(fold, "li") == [
        "A prize for Ann. (July 2023)",
        "We held a workshop. (1 March 2023)",
    ]
    assert links(fold) == [
        ("A prize for Ann.", "../news.html#news-ann-prize"),
        ("We held a workshop.", "../news.html#news-workshop"),
    ]


def test_few_news_need_no_fold(built: Built) -> None:
    """Somebody with at most five has all of them in full."""
    page = built.main("members/green-bo")

    assert page.cssselect("#news, details") == []


# -- where names lead ---------------------------------------------------------------


def test_an_authored_page_replaces_the_generated_one(built: Built) -> None:
    """It keeps its own heading and words; what is known of the person stands below."""
    page = built.main("white-eve")

    assert texts(page, "h1") == ["Eve at large"]
    assert texts(page, "section > p") == ["I am Eve."]
    assert head(page) == [
        ("role", "PhD student, since 2022"),
        ("links", "Home page"),
    ]
    assert "members/white-eve.html" not in built.files()


def test_names_lead_to_pages_else_to_home_pages(built: Built) -> None:
    """Roles and cards: generated pages, authored ones, addresses, places in a list."""
    assert links(built.main(), "p a")[1:] == [
        ("Jane Doe", "members/doe-jane.html"),
        ("Eve White", "white-eve.html"),
        ("Wei Li", "https://example.org/wei"),
        ("Cy Brown", "people.html#person-brown-cy"),
    ]
    cards = built.main("people").cssselect(".cards .person-name a")
    assert [(words(link), link.get("href")) for link in cards] == [
        ("Jane Doe", "members/doe-jane.html"),
        ("Bo Green", "members/green-bo.html"),
        ("Eve White", "white-eve.html"),
    ]
    rows = built.main("people").cssselect(".people.former .person")
    assert [links(row)[0] for row in rows] == [
        ("Ann Smith", "members/smith-ann.html"),
        ("Gil Gone", "members/gone-gil.html"),
    ]


def test_collaborators_have_no_page(built: Built) -> None:
    """Only members have one, those of the past included."""
    pages = {n for n in built.files() if n.startswith("members/") and ".html" in n}

    assert pages == {
        "members/doe-jane.html",
        "members/smith-ann.html",
        "members/green-bo.html",
        "members/gone-gil.html",
    }


def test_who_is_shown_nowhere_is_text(make_site: Callable[..., Site]) -> None:
    """Neither a page, nor a home page, nor a place in a list."""
    site = make_site(
        files={
            "people.yml": PEOPLE.replace("  photo: photos/ann.png\n", "").replace(
                "      grant: maths4dl\n", ""
            ),
            "people.md": "# People\n\n{person}`brown-cy`, {person}`li-wei`, {person}`green-bo`\n",
        }
    )
    built = site.build(config={"groupsite_person_pages": "members/"})

    assert texts(built.main("people"), "p") == ["Cy Brown, Wei Li, Bo Green"]
    assert links(built.main("people"), "p a") == [
        ("Wei Li", "https://example.org/wei"),
        ("Bo Green", "members/green-bo.html"),
    ]


def test_a_page_can_be_written_in_the_folder_itself(
    make_site: Callable[..., Site],
) -> None:
    """A file that is not ours stays as it is, and is the page."""
    text = "---\norphan: true\n---\n# Bo himself\n\n:::{person} green-bo\n:::\n"
    site = make_site(files={"members/green-bo.md": text})
    built = site.build(config=PAGES)

    assert site.read("members/green-bo.md") == text
    assert texts(built.main("members/green-bo"), "h1") == ["Bo himself"]


# -- a summary ----------------------------------------------------------------------


def many_papers(number: int) -> str:
    """Entries by Jane Doe."""
    return "".join(
        f"@article{{p{n}, author = {{Jane Doe}}, title = {{On {n}}}, journal = {{J}}, "
        f"year = {{{2000 + n}}}}}\n"
        for n in range(number)
    )


SUMMARY = {
    "publications.bib": many_papers(8),
    "people.yml": (
        "- id: doe-jane\n  name: Jane Doe\n  memberships: [{role: lead, from: 2015}]\n"
    ),
    "people.md": "# People\n",
    "news.md": "# News\n",
    "activities.md": "# Activities\n",
}


def summary(page: HtmlElement) -> tuple[list[str], list[str]]:
    """Papers that a page shows, and those that it folds."""
    section = page.get_element_by_id("publications")
    every = [paper.get("data-key") for paper in section.cssselect(".paper")]
    folded = [paper.get("data-key") for paper in section.cssselect("details .paper")]
    return [key for key in every if key not in folded], folded


def test_the_rest_is_where_visitors_can_choose_the_person(
    make_site: Callable[..., Site],
) -> None:
    """The newest five; a link leads to the list of all, with the filter set."""
    lists = "# Papers\n\n:::{publications}\n:filter: person\n:::\n"
    site = make_site(files={**SUMMARY, "list.md": f"---\norphan: true\n---\n{lists}"})
    page = site.try_build(config=PAGES).main("members/doe-jane")

    assert summary(page) == (["p7", "p6", "p5", "p4", "p3"], [])
    assert links(page, ".record-rest a") == [
        ("Publications: all 8", "../list.html?person=doe-jane")
    ]
    assert texts(page, "h2") == ["Publications (8)"]


@pytest.mark.parametrize("options", [":filter: type", ":filter: person\n:since: 2004"])
def test_without_such_a_list_the_rest_is_folded(
    make_site: Callable[..., Site], options: str
) -> None:
    """A list of some papers, or one in which nobody can choose people, is no place for it."""
    lists = f"# Papers\n\n:::{{publications}}\n{options}\n:::\n"
    site = make_site(files={**SUMMARY, "list.md": f"---\norphan: true\n---\n{lists}"})
    page = site.try_build(config=PAGES).main("members/doe-jane")

    assert summary(page) == (["p7", "p6", "p5", "p4", "p3"], ["p2", "p1", "p0"])
    assert texts(page, "summary") == ["Publications: all 8"]


def test_the_rest_follows_the_lists_of_other_pages(
    make_site: Callable[..., Site],
) -> None:
    """A filter that a page gets, or loses, changes where the rest is, and nothing else."""
    lists = (
        "---\norphan: true\n---\n# Papers\n\n:::{publications}\n:filter: person\n:::\n"
    )
    site = make_site(files={**SUMMARY, "list.md": lists})
    site.try_build(config=PAGES)

    site.write("list.md", lists.replace("person", "type"))
    page = site.try_build(config=PAGES).main("members/doe-jane")
    assert summary(page)[1] == ["p2", "p1", "p0"]

    site.write("list.md", lists)
    page = site.try_build(config=PAGES).main("members/doe-jane")
    assert summary(page)[1] == []


# -- the head of any page -----------------------------------------------------------

ROLES = """\
  roles: |
    - Fellow of the [Society of Tests](https://tests.example.org)
    - Friend of [mine](friends.md)
  office: Room 1
"""


def own_links(main: HtmlElement) -> list[str]:
    """Addresses that the page says to be of the same person, as Mastodon checks it."""
    return [link.get("href") for link in main.cssselect("a[rel~=me]")]


@pytest.mark.parametrize("name", ["members/green-bo", "lab", "people"])
def test_the_page_of_somebody_is_theirs(
    make_site: Callable[..., Site], name: str
) -> None:
    """Their account can lead to it and see that it leads back; other pages do not say so."""
    account = "  links: {mastodon: '@bo@example.org', Blog: 'https://bo.example.org'}\n"
    people = PEOPLE.replace("- id: green-bo\n", f"- id: green-bo\n{account}")
    page = "---\norphan: true\n---\n# The lab\n\n:::{profile} green-bo\n:::\n"
    site = make_site(files={"people.yml": people, "lab.md": page})
    main = site.try_build(config=PAGES).main(name)

    theirs = ["https://example.org/@bo", "https://bo.example.org"]
    assert own_links(main) == (theirs if name == "members/green-bo" else [])
    shown = [link.get("href") for link in main.cssselect(".person-links a")]
    assert [address for address in shown if address in theirs] == theirs


def test_a_profile_says_who_the_owner_is(make_site: Callable[..., Site]) -> None:
    """Position, other roles, office, profiles; the text of the page stands below."""
    people = PEOPLE.replace("  email: jane", f"{ROLES}  email: jane")
    index = "# Jane Doe\n\n:::{profile}\nI *test*.\n:::\n"
    site = make_site(files={"people.yml": people})
    site.write("index.md", index + site.read("index.md").partition("\n")[2])
    site.write("friends.md", "---\norphan: true\n---\n# Friends\n")
    main = site.try_build(config=PAGES).main()
    (profile,) = main.cssselect(".profile")

    assert [words(line) for line in profile.cssselect(".person-lines > *")] == [
        "Professor of Tests",
        "Fellow of the Society of Tests Friend of mine",
        "Room 1",
        "E-mail ORCID",
    ]
    assert links(profile, "li a") == [
        ("Society of Tests", "https://tests.example.org"),
        ("mine", "friends.html"),
    ]
    assert texts(profile, ".profile-text p") == ["I test."]
    assert own_links(profile) == ["https://orcid.org/0000-0002-1825-0097"]
    assert profile.get("data-monogram") == "JD"
    assert profile.get("data-id") == "doe-jane"


def test_a_profile_below_another_title_has_the_name(
    make_site: Callable[..., Site],
) -> None:
    """Of anybody, on any page."""
    page = "---\norphan: true\n---\n# The lab\n\n:::{profile} green-bo\n:::\n"
    main = make_site(files={"lab.md": page}).try_build(config=PAGES).main("lab")

    assert links(main, ".person-name a") == [("Bo Green", "members/green-bo.html")]
    assert texts(main, ".person-position") == ["Postdoc"]


def test_a_profile_of_nobody_is_reported(make_site: Callable[..., Site]) -> None:
    """With its line; the page is there."""
    page = "---\norphan: true\n---\n# The lab\n\n:::{profile} green-bob\n:::\n"
    built = make_site(files={"lab.md": page}).build(
        config=PAGES,
        warnings=[
            "lab.md:6: ERROR: {profile}: there is no person `green-bob`; did you mean `green-bo`? [groupsite.link]"
        ],
    )

    assert texts(built.main("lab"), "h1") == ["The lab"]
    assert built.main("lab").cssselect(".profile") == []


def test_a_profile_of_whom_little_is_known_has_a_name(
    make_site: Callable[..., Site],
) -> None:
    """No role, no picture, no address: the text stands there alone."""
    people = f"{PEOPLE}\n- id: bare-bo\n  name: Bo Bare\n"
    page = "---\norphan: true\n---\n# Bo Bare\n\n:::{profile} bare-bo\nHe is a friend.\n:::\n"
    site = make_site(files={"people.yml": people, "bo.md": page})
    (profile,) = site.try_build(config=PAGES).main("bo").cssselect(".profile")

    assert texts(profile, "p") == ["He is a friend."]
