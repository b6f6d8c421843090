"""CVs beside their pages: which there are, when they are made, what links to them."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from groupsite.output.cvpdf import files, making
from groupsite.output.cvpdf.months import short_months
from groupsite.output.cvpdf.typeset import TypesettingError
from tests.conftest import Built, new_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from tests.conftest import Site

pytest.importorskip("typst")

ORPHAN = "---\norphan: true\n---\n\n"
PEOPLE = """\
- id: doe-jane
  name: Jane Doe
  email: jane@example.org
  links: {orcid: 0000-0002-1825-0097}
  memberships: [{role: lead, from: 2015}]
- id: away-ali
  name: Ali Away
  links: {homepage: https://example.org/ali}
- id: bare-bo
  name: Bo Bare
"""
BIB = """\
@article{fast, author = {Jane Doe and Ali Away}, title = {Fast for {\\L}\\'od\\'z},
  journal = {J}, year = {2024}, month = 5, doi = {10.5555/fast}}
@article{slow, author = {Doe, Jane}, title = {Slow}, journal = {J}, year = {2020}}
@misc{draft, author = {Jane Doe}, title = {Draft}, eprint = {2501.00001}, year = {2021}}
"""
CURRICULA = """\
- id: doe-jane
  employment:
    - {title: Reader, place: Bath, from: 2021}
    - {title: Fellow, from: 2018-10, to: 2021-03, note: By invitation., people: away-ali}
- id: away-ali
  employment: [{title: Professor, from: 2000}]
"""
TALKS = """\
- {id: newest, date: 2023-03, title: Newest, event: Seminar, place: Rome, invited: true}
- {id: coming, date: 2099-03, title: Coming, event: Seminar, invited: true}
"""
SOURCES: dict[str, str | bytes] = {
    "people.yml": PEOPLE,
    "publications.bib": BIB,
    "news.md": "# News\n",
    "cv.yml": CURRICULA,
    "research/talks.yml": TALKS,
    "jane.md": f"{ORPHAN}# Jane\n\n:::{{cv}} doe-jane\n:::\n",
}


def page(*persons: str) -> str:
    """A page with the CVs of *persons*."""
    parts = (f"## {person}\n\n:::{{cv}} {person}\n:::\n" for person in persons)
    return f"{ORPHAN}# CVs\n\n{''.join(parts)}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with a CV."""
    return new_site(tmp_path_factory.mktemp("cvpdf"), files=SOURCES).build()


def pdfs(built: Built) -> set[str]:
    """The CVs of a site."""
    return {
        path.relative_to(built.outdir).as_posix()
        for path in built.outdir.rglob("*.pdf")
    }


def link_lines(main: HtmlElement) -> list[tuple[str, str]]:
    """Texts and targets of links to CVs."""
    links = main.cssselect(".cv-file > a")
    return [(link.text_content(), link.get("href")) for link in links]


def read(path: Path) -> Any:
    """A PDF, to be looked at."""
    return pytest.importorskip("pypdf").PdfReader(io.BytesIO(path.read_bytes()))


def words(text: str) -> Counter[str]:
    """The words of *text*, and how often each of them stands there."""
    return Counter(re.findall(r"\w+", text))


def test_a_page_links_to_its_file_with_size_and_date(built: Built) -> None:
    """The file is beside the page; its date is that of the newest fact in the past."""
    size = round((built.outdir / "jane.pdf").stat().st_size / 1000)

    assert pdfs(built) == {"jane.pdf"}
    links = link_lines(built.main("jane"))
    assert links == [(f"CV as PDF (1 page, {size} kB)", "jane.pdf")]
    (line,) = built.main("jane").cssselect(".cv-file")
    assert line.text_content().endswith(", of May 2024")


def test_the_file_has_what_the_page_has(built: Built) -> None:
    """Every heading and every item is there; beside them, the head and numbers.

    Dates at the side have short months.
    """
    (pdf,) = read(built.outdir / "jane.pdf").pages
    text, sections = pdf.extract_text(), built.main("jane").cssselect("section section")
    page = " ".join(section.text_content() for section in sections)
    shown = words(short_months(page, "en_GB"))
    head = words("Jane Doe Curriculum vitae, May 2024 jane@example.org")
    orcid = words("orcid.org/0000-0002-1825-0097")
    foot = words("Jane Doe – page 1 of 1")

    assert sum(shown.values()) > 50
    assert words(text) == shown + head + orcid + foot + words("1 2 3")


def test_the_file_has_the_order_of_the_page(built: Built) -> None:
    """Sections and items follow each other as on the page."""
    (pdf,) = read(built.outdir / "jane.pdf").pages
    text = pdf.extract_text()
    found = ["Employment", "Reader", "Fellow", "By invitation"]
    found += ["Invited talks", "Coming", "Newest", "Publications", "Journal articles"]
    found += ["1. Fast", "2. Slow", "Preprints", "3. Draft"]

    positions = [text.index(name) for name in found]
    assert positions == sorted(positions)


def test_links_of_the_file_lead_to_the_site(built: Built) -> None:
    """They are absolute; what a file cannot lead to is text."""
    (first, *_) = read(built.outdir / "jane.pdf").pages
    links = {a.get_object()["/A"]["/URI"] for a in first["/Annots"]}

    assert "mailto:jane@example.org" in links
    assert "https://orcid.org/0000-0002-1825-0097" in links
    assert all(re.match("(https?://|mailto:)", link) for link in links)


def test_files_of_several_people_and_of_nobody(make_site: Callable[..., Site]) -> None:
    """Each person has a file of their own; without any facts there is none."""
    site = make_site(
        files={
            **SOURCES,
            "jane.md": page("doe-jane", "away-ali", "doe-jane"),
            "bo.md": page("bare-bo"),
            "box.md": f"{ORPHAN}# Box\n\n::::{{note}}\n:::{{cv}} away-ali\n:::\n::::\n",
        }
    )
    built = site.build()

    assert pdfs(built) == {"jane-doe-jane.pdf", "jane-away-ali.pdf"}
    targets = [target for _, target in link_lines(built.main("jane"))]
    assert targets == ["jane-doe-jane.pdf", "jane-away-ali.pdf"]
    assert link_lines(built.main("bo")) == link_lines(built.main("box")) == []


def test_a_file_is_made_again_only_if_it_changes(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build without changes, and one of other parts of the page, make none."""
    made: list[str] = []
    real = making.__dict__["typeset"]

    def counted(vita: Any) -> Any:
        made.append(vita.name)
        return real(vita)

    monkeypatch.setattr(making, "typeset", counted)
    site = make_site(files=SOURCES)
    before = (site.build().outdir / "jane.pdf").read_bytes()
    assert made == ["Jane Doe"]

    site.build()
    site.write(
        "jane.md", str(SOURCES["jane.md"]).replace("# Jane\n", "# Jane\n\nHello.\n")
    )
    assert (site.build().outdir / "jane.pdf").read_bytes() == before
    assert made == ["Jane Doe"]

    site.write("cv.yml", CURRICULA.replace("Reader", "Professor"))
    assert (site.build().outdir / "jane.pdf").read_bytes() != before
    assert made == ["Jane Doe", "Jane Doe"]

    site.write("people.yml", PEOPLE.replace("jane@", "doe@"))
    site.build()
    assert len(made) == 3

    site.write("jane.md", f"{ORPHAN}# Jane\n")
    assert pdfs(site.build()) == set()


def test_a_lost_file_comes_back(make_site: Callable[..., Site]) -> None:
    """A file that somebody has removed is written again, even if its page is not."""
    site = make_site(files=SOURCES)
    path = site.build().outdir / "jane.pdf"
    before = path.read_bytes()
    path.unlink()

    site.build()
    assert path.read_bytes() == before


def test_without_typst_there_is_no_file_and_one_message(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is as before, without the link; nothing fails."""
    site = make_site(files={**SOURCES, "ali.md": page("away-ali")})
    site.build()
    monkeypatch.setattr(files, "typst_version", lambda: "")
    built = site.build()

    assert pdfs(built) == set()
    assert link_lines(built.main("jane")) == []
    assert built.status.count("groupsite[cv]") == 1


def test_what_typst_refuses_stops_no_build(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the page, which has no link."""

    def refuse(_vita: object) -> None:
        raise TypesettingError("no")

    monkeypatch.setattr(making, "typeset", refuse)
    told = "jane.md:7: WARNING: the CV cannot be made as a PDF: no [groupsite.text]"
    built = make_site(files=SOURCES).build(warnings=[told])

    assert pdfs(built) == set()
    assert link_lines(built.main("jane")) == []


def test_a_german_site_has_a_german_file(make_site: Callable[..., Site]) -> None:
    """Its words, its dates and its language."""
    built = make_site(files=SOURCES).build(config={"language": "de"})
    ((text, _),) = link_lines(built.main("jane"))
    reader = read(built.outdir / "jane.pdf")

    assert text.startswith("Lebenslauf als PDF (1 Seite, ")
    (line,) = built.main("jane").cssselect(".cv-file")
    assert line.text_content().endswith("kB), Stand Mai 2024")
    assert reader.trailer["/Root"]["/Lang"] == "de"
    shown = " ".join(reader.pages[0].extract_text().split())
    assert "Jane Doe – Seite 1 von 1" in shown
    assert "Lebenslauf, Mai 2024" in shown
    assert "seit 2021 Reader, Bath" in shown
    assert "Okt. 2018– März 2021 Fellow. Mit Ali Away. By invitation." in shown
    assert "Publikationen Zeitschriftenartikel (2) 1. Fast" in shown
    assert not {"from", "Employment", "Publications", "and", "page"} & set(words(shown))


@pytest.mark.parametrize("language", ["fi", "pt_BR"])
def test_a_language_without_our_words_has_english_ones(
    make_site: Callable[..., Site], language: str
) -> None:
    """The file is made, and says in which language the site is."""
    built = make_site(files=SOURCES).build(config={"language": language})
    reader = read(built.outdir / "jane.pdf")

    assert reader.trailer["/Root"]["/Lang"] == language.partition("_")[0]
    text = reader.pages[0].extract_text()
    assert "Employment" in text
    assert "Jane Doe – page 1 of 1" in text


def test_in_folders_the_file_is_found_as_well(make_site: Callable[..., Site]) -> None:
    """A page that is a folder links to the file beside that folder."""
    built = make_site(files=SOURCES).build("dirhtml")
    ((_, target),) = link_lines(built.main("jane/index"))

    assert target == "../jane.pdf"
    assert (built.outdir / "jane.pdf").is_file()


@pytest.mark.parametrize("builder", ["text", "epub", "latex", "singlehtml"])
def test_other_formats_have_no_link(
    make_site: Callable[..., Site], builder: str
) -> None:
    """They are no site: nothing is beside their pages."""
    built = make_site(files=SOURCES).build(
        builder, config={"copyright": "2024", "version": "1"}
    )

    assert not any(".pdf" in name for name in built.files())


def test_an_author_may_give_the_file(make_site: Callable[..., Site]) -> None:
    """A file of the same name among the site's files is theirs."""
    site = make_site(files={**SOURCES, "extra/jane.pdf": b"%PDF-mine"})
    built = site.build(config={"html_extra_path": ["extra"]})

    assert (built.outdir / "jane.pdf").read_bytes() == b"%PDF-mine"
    targets = [target for _, target in link_lines(built.main("jane"))]
    assert targets == ["jane-short.pdf"]


# -- variants, and pages of members ---------------------------------------------------

MANY = "".join(
    f"@article{{k{n}, author = {{Jane Doe}}, title = {{Paper number {n}}}, "
    f"journal = {{J}}, year = {{{2024 - n // 10}}}, selected = {{{'true' if n % 80 == 79 else 'false'}}}}}\n"
    for n in range(240)
)
NARRATIVE = CURRICULA.replace(
    "- id: away-ali\n",
    """\
  narrative:
    - title: What I know
      words: 9
      text: |
        A *lot* of [things](https://example.org).

        - first
        - second
- id: away-ali
""",
)
VARIANTS = {
    "variants": {
        "full": {},
        "short": {},
        "recent": {"years": 3},
        "selected": {},
        "narrative": {},
        "posts": {"sections": ["employment"], "title": "Posts of mine"},
    }
}


def pages_of(built: Built, name: str) -> list[str]:
    """The texts of the pages of a file."""
    return [page.extract_text() for page in read(built.outdir / name).pages]


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with many papers, and all variants."""
    sources = {
        **SOURCES,
        "publications.bib": MANY,
        "cv.yml": NARRATIVE,
        "ali.md": f"{ORPHAN}# A\n",
    }
    site = new_site(tmp_path_factory.mktemp("varied"), files=sources)
    config = {"groupsite_cv": VARIANTS, "groupsite_person_pages": "group/people"}
    return site.build(config=config)


def test_the_page_links_to_each_variant(varied: Built) -> None:
    """With its name, its pages and its size."""
    found = link_lines(varied.main("jane"))
    texts = [text for text, _ in found]
    counts = [len(pages_of(varied, target)) for _, target in found]

    assert [target for _, target in found] == [
        "jane.pdf", "jane-short.pdf", "jane-recent.pdf", "jane-selected.pdf",
        "jane-narrative.pdf", "jane-posts.pdf",
    ]  # fmt: skip
    assert [text.partition(" as PDF")[0] for text in texts] == [
        "CV", "Short CV", "CV of recent years", "CV with selected publications",
        "Narrative CV", "Posts of mine",
    ]  # fmt: skip
    for text, count in zip(texts, counts, strict=True):
        assert f"({count} page{'s' * (count != 1)}, " in text
    assert counts[0] > 2


def test_the_short_one_has_two_pages_and_says_what_is_missing(varied: Built) -> None:
    """Selected papers are there before newer ones."""
    pages = pages_of(varied, "jane-short.pdf")
    text = "\n".join(pages)
    shown = re.findall(r"Paper number (\d+)", text)
    (left,) = re.findall(r"and (\d+) more", text)

    assert len(pages) == 2
    assert len(shown) + int(left) == 240
    selected = {"79", "159", "239"}
    order = re.findall(r"Paper number (\d+)", varied.main("jane").text_content())
    others = [number for number in order if number not in selected]
    assert set(shown) == selected | set(others[: len(shown) - 3])
    assert shown == [number for number in order if number in set(shown)]
    numbers = re.findall(r"^(\d+)\. Paper", text, re.MULTILINE)
    assert numbers == [str(n + 1) for n in range(len(shown))]
    assert "Journal articles (240)" not in text


def test_variants_have_what_they_say(varied: Built) -> None:
    """Recent years before the date of the CV, selected papers, own texts, own choice."""
    recent, selected, narrative, posts = (
        "\n".join(pages_of(varied, f"jane-{name}.pdf"))
        for name in ("recent", "selected", "narrative", "posts")
    )

    assert "Journal articles (40)" in recent
    assert "CV of recent years, 2024" in recent
    assert re.findall(r"Paper number (\d+)", selected) == ["79", "159", "239"]
    assert "Journal articles (3)" in selected
    for words_ in ("What I know", "A lot of things.", "first", "second", "9 words"):
        assert words_ in narrative
    assert "Paper number" not in narrative
    assert "Posts of mine, 2024" in posts
    assert "Reader" in posts
    assert "Invited talks" not in posts
    assert "What I know" not in varied.main("jane").text_content()


def test_members_have_a_page_a_file_and_links_to_both(varied: Built) -> None:
    """A page of their own is made for whoever has a record; theirs says so."""
    targets = [
        target for _, target in link_lines(varied.main("group/people/away-ali-cv"))
    ]
    jane = varied.main("group/people/doe-jane")
    links = {a.text_content(): a.get("href") for a in jane.cssselect(".person-links a")}

    assert "away-ali-cv.pdf" in targets
    assert "Professor" in "".join(pages_of(varied, "group/people/away-ali-cv.pdf"))
    assert links["CV as PDF"] == "../../jane.pdf"
    assert links["CV"] == "../../jane.html"


def test_a_members_page_follows_the_file(make_site: Callable[..., Site]) -> None:
    """It is written again when there is another file, or none any more."""
    config: dict[str, Any] = {"groupsite_person_pages": "group/people"}
    site = make_site(files=SOURCES)

    def links() -> list[str]:
        main = site.build(config=config).main("group/people/doe-jane")
        return [a.get("href") for a in main.cssselect(".person-links a")]

    assert "../../jane.pdf" in links()
    site.write("jane.md", f"{ORPHAN}# Jane\n")
    assert "doe-jane-cv.pdf" in links()
    site.write("cv.yml", "- id: away-ali\n")
    assert not any("pdf" in link for link in links())


def test_people_without_files(make_site: Callable[..., Site]) -> None:
    """The setting says whose there are; the page stays."""
    config = {"groupsite_cv": {"people": ["away-ali"]}}
    built = make_site(files=SOURCES).build(config=config)

    assert pdfs(built) == set()
    assert built.main("jane").cssselect("#cv-employment")


def test_paper_and_sections_are_those_of_the_setting(
    make_site: Callable[..., Site],
) -> None:
    """One order for the page and for the file."""
    config = {
        "groupsite_cv": {"sections": ["publications", "employment"], "paper": "letter"}
    }
    built = make_site(files=SOURCES).build(config=config)
    (page_,) = read(built.outdir / "jane.pdf").pages
    text = page_.extract_text()

    assert [round(float(side)) for side in page_.mediabox[2:]] == [612, 792]
    assert text.index("Publications") < text.index("Employment")
    headings = [
        h.text_content().rstrip("¶") for h in built.main("jane").cssselect("h2")
    ]
    assert headings == ["Publications", "Employment"]
    assert "Invited talks" not in text


def test_a_wrong_setting_is_told_and_costs_itself(
    make_site: Callable[..., Site],
) -> None:
    """Everything else is as it says."""
    site = make_site(files=SOURCES)
    conf = site.read("conf.py")
    site.write(
        "conf.py",
        conf
        + 'groupsite_cv = {\n    "papr": "a4",\n    "variants": ["full", "shrt"],\n}\n',
    )
    line = conf.count("\n") + 2
    told = [
        f"conf.py:{line}: ERROR: `groupsite_cv`: there is no key 'papr'; did you mean `paper`? [groupsite.config]",
        f"conf.py:{line + 1}: ERROR: `groupsite_cv`: there is no variant `shrt`; did you mean `short`? [groupsite.config]",
    ]  # fmt: skip

    assert pdfs(site.build(warnings=told)) == {"jane.pdf"}
