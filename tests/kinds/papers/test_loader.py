"""Papers made of entries, and what is said about their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from groupsite.kinds.papers.paper import Author, Paper, PaperLink
from groupsite.kinds.papers.reading.loader import load_papers
from groupsite.model.dates import PartialDate
from tests.conftest import bare_settings
from tests.kinds.papers.conftest import Load, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site


def only(load: Load, text: str, *problems: str, **options: Any) -> Paper:
    """The one paper of a text with exactly these problems."""
    loaded = load(text, **options)
    assert said(loaded) == list(problems)
    ((located),) = loaded.records
    paper: Paper = located.record
    return paper


def misc(fields: str) -> str:
    """An entry with the fields that all need, and *fields*."""
    return f"@misc{{a,\n  author = {{Plato}},\n  title = {{A}},\n  year = 2024,\n{fields}\n}}\n"


ENTRY = r"""
@string{jt = "Journal of {Tests}"}
@Article{doe2024fast,
  Author = {Doe, Jane and Ann Smith and {The Testers} and others},
  Editor = {Wei Li},
  Title = {Fast {MRI} with $\ell_1$ norms -- \emph{now}},
  preprint_title = {Quick {MRI}},
  Journal = jt,
  Series = {Tests},
  Volume = 7,
  Number = {2--3},
  Pages = {1--20},
  EID = {e12},
  Publisher = {Tests \& Sons},
  Year = 2024,
  Month = jul,
  DOI = {https://doi.org/10.1000/fast_1},
  eprint = {2401.00001},
  archiveprefix = {arXiv},
  pdf = {data/fast.pdf},
  keywords = {bilevel learning; MRI, mri},
  grant = {maths4dl},
  alphabetical = {yes},
  selected = {true},
  award = {Best paper \& poster},
  note = {Review},
  pubtype = {Review},
}
"""


def test_all_that_an_entry_says_is_in_its_record(load: Load) -> None:
    """Every field finds its place, with its LaTeX decoded."""
    topics = {"bilevel-learning": "Bilevel learning", "mri": "MRI"}
    paper = only(load, ENTRY, topics=topics)

    assert paper.id == "doe2024fast"
    assert (paper.entry_type, paper.type, paper.state) == (
        "article",
        "review",
        "published",
    )
    assert [tuple(run[:2]) for run in paper.title.runs] == [
        ("Fast MRI with ", False),
        (r"\ell_1", True),
        (" norms – ", False),
        ("now", False),
    ]
    assert paper.preprint_title.plain == "Quick MRI"
    assert paper.authors == (
        Author("Jane Doe", "Doe", "Jane"),
        Author("Ann Smith", "Smith", "Ann"),
        Author("The Testers", "The Testers", "", body=True),
    )
    assert paper.and_others
    assert paper.editors == (Author("Wei Li", "Li", "Wei"),)
    assert (paper.venue, paper.imprint.series) == ("Journal of Tests", "Tests")
    assert (paper.imprint.volume, paper.imprint.number) == ("7", "2–3")
    assert (paper.imprint.pages, paper.imprint.eid) == ("1–20", "e12")
    assert paper.imprint.publisher == "Tests & Sons"
    assert paper.date == PartialDate(2024, 7)
    assert paper.year == "2024"
    assert (paper.doi, paper.arxiv) == ("10.1000/fast_1", "2401.00001")
    assert paper.links == (PaperLink("pdf", "data/fast.pdf"),)
    assert paper.keywords == ("bilevel learning", "MRI", "mri")
    assert paper.topics == ("bilevel-learning", "mri")
    assert paper.grants == ("maths4dl",)
    assert paper.alphabetical
    assert paper.selected
    assert (paper.award, paper.note.plain) == ("Best paper & poster", "Review")
    assert "  journal = {Journal of {Tests}}," in paper.bibtex.splitlines()


AWARDS = {
    "a date and an address": (
        "award_date = {2024-09}, award_url = {https://example.org/a\\_b}",
        ("2024-09", "https://example.org/a_b"),
    ),
    "a path": ("award_url = {data/award.pdf}", ("None", "files:data/award.pdf")),
    "a period, of which the start counts": (
        "award_date = {2024-09/2024-10}",
        ("2024-09", ""),
    ),
    "nothing": ("", ("None", "")),
}


@pytest.mark.parametrize("name", AWARDS)
def test_an_award_has_a_date_and_an_announcement(load: Load, name: str) -> None:
    """When and where it was announced may be left out; a path is a file of the site."""
    fields, expected = AWARDS[name]
    paper = only(load, misc(f"  award = {{Prize}}, {fields}"))

    assert (str(paper.award_date), paper.award_url) == expected


def test_a_wrong_date_of_an_award_is_reported(load: Load) -> None:
    """A date that is none is reported at its line; the award stays."""
    loaded = load(misc("  award = {Prize},\n  award_date = {May 2024},"))

    assert said(loaded) == [
        "papers.bib:6: entry `a`: `award_date`: 'May 2024' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD [date]"
    ]
    assert (loaded.records[0].record.award, loaded.records[0].record.award_date) == (
        "Prize",
        None,
    )


SCHEMES = "an address should begin with one of http:, https:, mailto:, not"
WRONG_ADDRESSES = {
    "javascript:alert(1)": f"{SCHEMES} 'javascript:alert(1)'",
    "JavaScript:alert(1)": f"{SCHEMES} 'JavaScript:alert(1)'",
    "/javascript:alert(1)": f"{SCHEMES} '/javascript:alert(1)'",
    "javascript://x/%0aalert(1)": f"{SCHEMES} 'javascript://x/%0aalert(1)'",
    "data:text/html,x": f"{SCHEMES} 'data:text/html,x'",
    "file:///etc/passwd": f"{SCHEMES} 'file:///etc/passwd'",
    "https:/x": "'https:/x' has no host",
    "https://[x": "'https://[x' is not an address",
}


@pytest.mark.parametrize("address", WRONG_ADDRESSES)
@pytest.mark.parametrize("field", ["html", "pdf", "code", "url", "award_url"])
def test_a_wrong_address_is_reported_and_left_out(
    load: Load, field: str, address: str
) -> None:
    """Scripts and other schemes are never linked; what stands beside them is."""
    fields = f"  award = {{Prize}},\n  website = {{https://a.org}},\n  {field} = {{{address}}},"
    message = f"papers.bib:7: entry `a`: `{field}`: {WRONG_ADDRESSES[address]} [field]"
    paper = only(load, misc(fields), message)

    assert paper.links == (PaperLink("website", "https://a.org"),)
    assert (paper.award, paper.award_url) == ("Prize", "")


def test_an_address_of_an_award_is_one(load: Load) -> None:
    """Blanks in it are reported, even where they hide a script."""
    written = "java script:alert(1)"
    message = f"papers.bib:5: entry `a`: `award_url`: {SCHEMES} {written!r} [field]"
    paper = only(load, misc(f"  award_url = {{{written}}},"), message)

    assert paper.award_url == ""


def test_an_address_has_a_scheme_and_a_path_has_none() -> None:
    """Paths are files of the site, all else stays as it is written."""
    addresses = ("data/x.pdf", "/data/x.pdf", "https://a.org", "mailto:a@b.org")

    assert [PaperLink("pdf", address).uri for address in addresses] == [
        "files:data/x.pdf",
        "files:data/x.pdf",
        "https://a.org",
        "mailto:a@b.org",
    ]


def test_records_know_their_lines(load: Load) -> None:
    """Messages about links lead to the field."""
    (located,) = load(misc("  grant = {maths4dl},")).records

    assert (located.position.line, located.at("grant").line) == (1, 5)
    assert located.source.key == "a"


# -- state and type ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ("", "published"),
        ("journal = {J}", "published"),
        ("journaltitle = {J}", "published"),
        ("booktitle = {B}", "published"),
        ("school = {Bath}", "published"),
        ("institution = {Bath}", "published"),
        ("publisher = {P}", "published"),
        ("howpublished = {Blog}", "published"),
        ("eprint = {2401.00001}", "preprint"),
        ("doi = {10.1000/x}", "published"),
        ("doi = {10.1000/x}, eprint = {2401.00001}", "published"),
        ("doi = {10.5281/zenodo.1}, eprint = {2401.00001}", "preprint"),
        ("howpublished = {Preprint}", "preprint"),
        ("note = {Submitted to J. Ex.}", "submitted"),
        ("note = {Under review}", "submitted"),
        ("journal = {Submitted to J. Ex.}", "submitted"),
        ("journal = {In preparation}", "unpublished"),
        ("note = {Unpublished manuscript}", "unpublished"),
        ("note = {To appear in J. Ex.}", "accepted"),
        ("note = {To appear}, eprint = {2401.00001}", "preprint"),
        ("journal = {arXiv preprint arXiv:2401.00001}", "preprint"),
        ("journal = {CoRR}", "preprint"),
        ("journal = {Corrosion}", "published"),
        ("publisher = {arXiv}", "preprint"),
        ("publisher = {{arXiv}}", "preprint"),
        ("howpublished = {arXiv:2401.00001}", "preprint"),
        ("journal = {CoRR}, publisher = {P}", "preprint"),
        ("eprint = {2401.00001}, publisher = {P}", "published"),
        ("eprint = {2401.00001}, publisher = {Cornell University}", "preprint"),
        ("journal = {J}, pubstate = {accepted}", "accepted"),
        ("journal = {J}, pubstate = {forthcoming}", "accepted"),
        ("journal = {J}, pubstate = {submitted}", "submitted"),
        ("journal = {J}, pubstate = {In Press}", "inpress"),
        ("journal = {J}, pubstate = {in-press}", "inpress"),
        ("journal = {J}, pubstate = {prepublished}", "preprint"),
        ("journal = {J}, pubstate = {preprint}", "preprint"),
        ("pubstate = {{published}}", "published"),
        ("year = {in press}, journal = {J}", "inpress"),
        ("year = {To appear.}, journal = {J}", "accepted"),
        ("year = {submitted}", "submitted"),
        ("year = {in press}, pubstate = {submitted}", "submitted"),
        ("howpublished = {\\url{https://example.org}}", "published"),
    ],
)
def test_the_state_is_as_written_or_follows_from_the_venue(
    load: Load, fields: str, state: str
) -> None:
    """A preprint or unpublished only if the entry says so, by a server or in words."""
    text = misc(fields)
    if "year" in fields:  # people write the state there
        text = text.replace("  year = 2024,\n", "")

    assert only(load, text).state == state


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("article", "published"),
        ("unpublished", "unpublished"),
        ("preprint", "preprint"),
    ],
)
def test_types_may_tell_the_state(load: Load, kind: str, state: str) -> None:
    """An article whose journal is missing is not taken for a preprint."""
    loaded = load(misc("").replace("misc", kind))

    assert [located.record.state for located in loaded.records] == [state]


@pytest.mark.parametrize("kind", ["book", "video", "standard", "podcast"])
def test_what_is_no_draft_is_published(load: Load, kind: str) -> None:
    """A film is no preprint, whoever has published it."""
    assert only(load, misc("").replace("misc", kind)).state == "published"


def test_an_unknown_state_is_reported(load: Load) -> None:
    """The paper is kept, with the state that follows from the venue."""
    problem = (
        "papers.bib:5: entry `a`: `pubstate` should be one of accepted, forthcoming, "
        "inpress, preprint, prepublished, published, submitted, unpublished, not "
        "'acepted'; did you mean `accepted`? [field]"
    )
    paper = only(load, misc("pubstate = {acepted},\njournal = {J}"), problem)

    assert paper.state == "published"


@pytest.mark.parametrize(
    ("kind", "fields", "entry_type", "shown"),
    [
        ("misc", "", "misc", "misc"),
        ("misc", "eprint = {2401.00001}", "misc", "preprint"),
        ("misc", "publisher = {P}", "misc", "misc"),
        ("misc", "pubtype = {Thesis}", "misc", "thesis"),
        ("online", "", "misc", "webpage"),
        ("Article", "journal = {J}", "article", "article"),
        ("conference", "booktitle = {B}", "inproceedings", "inproceedings"),
        ("inbook", "publisher = {P}", "incollection", "incollection"),
        ("report", "institution = {I}", "techreport", "techreport"),
        ("mvbook", "publisher = {P}", "book", "book"),
        ("software", "publisher = {Zenodo}", "software", "software"),
    ],
)
def test_the_type_is_that_of_the_entry_unless_written(
    load: Load, kind: str, fields: str, entry_type: str, shown: str
) -> None:
    """Types of biblatex are those of BibTeX; a preprint is a type of its own."""
    paper = only(load, misc(fields).replace("misc", kind))

    assert (paper.entry_type, paper.type) == (entry_type, shown)


@pytest.mark.parametrize(
    ("fields", "venue"),
    [
        ("booktitle = {B}, journal = {J}", "J"),
        ("school = {S}, booktitle = {{B} \\& C}", "B & C"),
        ("journal = {}, booktitle = {B}", "B"),
        ("journal = {arXiv}", ""),
        ("", ""),
    ],
)
def test_the_venue_is_the_first_of_its_fields(
    load: Load, fields: str, venue: str
) -> None:
    """A preprint server is no venue."""
    assert only(load, misc(fields)).venue == venue


# -- what is missing -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "missing"),
    [
        ("@misc{a, title = {A}, author = {P}}", ["year"]),
        ("@misc{a, title = {A}, date = 2024}", ["author"]),
        ("@book{a, title = {A}, editor = {P}, year = 2024}", []),
        ("@article{a, title = {A}, author = {P}, year = 2024}", ["journal"]),
        ("@article{a, title = {A}, author = {P}, year = 2024, journaltitle = {J}}", []),
        ("@inproceedings{a, title = {A}}", ["author", "year", "booktitle"]),
        ("@conference{a, title = {A}, author = {P}, year = 2024}", ["booktitle"]),
        ("@incollection{a, title = {A}, author = {P}, year = 2024}", ["booktitle"]),
        ("@inbook{a, title = {A}, author = {P}, year = 2024}", []),
        ("@phdthesis{a, title = {A}, author = {P}, year = 2024}", ["school"]),
        (
            "@mastersthesis{a, title = {A}, author = {P}, year = 2024, institution={I}}",
            [],
        ),
        ("@misc{a, title = {A}, author = {}, year = {}}", ["author", "year"]),
    ],
)
def test_fields_that_a_type_needs_are_asked_for(
    load: Load, entry: str, missing: list[str]
) -> None:
    """The paper is kept all the same."""
    loaded = load("\n" + entry)
    kind = entry.partition("{")[0]

    assert said(loaded) == [
        f"papers.bib:2: entry `a`: `{name}` is missing, {kind} needs it [missing]"
        for name in missing
    ]
    assert [located.record.id for located in loaded.records] == ["a"]


@pytest.mark.parametrize("title", ["", "title = {},", "title = {{}},"])
def test_an_entry_without_a_title_is_left_out(load: Load, title: str) -> None:
    """There is nothing to show; the others are loaded."""
    text = f"@misc{{a,\n author = {{P}}, {title} year = 2024}}\n" + misc("").replace(
        "{a", "{b"
    )
    loaded = load(text)

    line = 2 if title else 1
    message = "entry `a`: `title` is missing, the entry was left out [field]"
    assert said(loaded) == [f"papers.bib:{line}: {message}"]
    assert [located.record.id for located in loaded.records] == ["b"]


# -- dates ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2024", PartialDate(2024)),
        ("year = {2024}", PartialDate(2024)),
        ("year = {{2024}}", PartialDate(2024)),
        ("year = {2024-07}", PartialDate(2024, 7)),
        ("year = 2024, month = jul", PartialDate(2024, 7)),
        ("year = 2024, month = {jul}", PartialDate(2024, 7)),
        ("year = 2024, month = {July}", PartialDate(2024, 7)),
        ("year = 2024, month = {{JUL}}", PartialDate(2024, 7)),
        ("year = 2024, month = {Sept.}", PartialDate(2024, 9)),
        ("year = 2024, month = 7", PartialDate(2024, 7)),
        ("year = 2024, month = {07}", PartialDate(2024, 7)),
        ("year = 2024, month = 12", PartialDate(2024, 12)),
        ('year = 2024, month = jul # "~4"', PartialDate(2024, 7, 4)),
        ('year = 2024, month = "10~" # jan', PartialDate(2024, 1, 10)),
        ("year = 2024, month = {June--July}", PartialDate(2024, 6)),
        ("year = 2024, month = {}", PartialDate(2024)),
        ("date = {2024-07-01}", PartialDate(2024, 7, 1)),
        ("date = {2024-07/2024-08}, year = 1999", PartialDate(2024, 7)),
        ("date = {2024-07}, month = {nonsense}", PartialDate(2024, 7)),
    ],
)
def test_the_date_is_as_precise_as_it_is_written(
    load: Load, fields: str, date: PartialDate
) -> None:
    """`date`, or `year` with `month` in any of their forms."""
    text = misc("").replace("year = 2024", fields)

    assert only(load, text).date == date


@pytest.mark.parametrize(
    ("fields", "message", "date"),
    [
        (
            "year = {in print}",
            "`year`: 'in print' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD",
            None,
        ),
        (
            "year = {20O4}",
            "`year`: '20O4' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD",
            None,
        ),
        (
            "year = 24",
            "`year`: '24' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD",
            None,
        ),
        (
            "date = {2024-13}",
            "`date`: '2024-13' is not a date: month must be in 1..12",
            None,
        ),
        (
            "year = 2024, month = {sunny}",
            "`month` should be a month such as jul or 7, not 'sunny'",
            PartialDate(2024),
        ),
        (
            "year = 2024, month = 13",
            "`month` should be a month such as jul or 7, not '13'",
            PartialDate(2024),
        ),
    ],
)
def test_a_bad_date_is_reported(
    load: Load, fields: str, message: str, date: PartialDate | None
) -> None:
    """The paper is kept, with what is known of its date."""
    text = misc("").replace("year = 2024", fields)
    paper = only(load, text, f"papers.bib:4: entry `a`: {message} [date]")

    assert paper.date == date
    assert paper.year == (str(date.year) if date else "")


# -- other fields --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("true", True),
        ("True", True),
        ("{true}", True),
        ("yes", True),
        ("1", True),
        ("false", False),
        ("no", False),
        ("0", False),
        ("", False),
    ],
)
def test_switches_are_on_or_off(load: Load, written: str, expected: bool) -> None:  # noqa: FBT001  a parameter
    """A switch that is not there is off."""
    assert only(load, misc(f"selected = {{{written}}}")).selected is expected


def test_a_switch_that_is_neither_on_nor_off_is_reported(load: Load) -> None:
    """It is off."""
    problem = (
        "papers.bib:5: entry `a`: `selected` should be {true} or {false}, not {maybe} "
        "[field]"
    )

    assert not only(load, misc("selected = {Maybe}"), problem).selected


def test_latex_that_cannot_be_shown_is_reported_once(load: Load) -> None:
    """All unknown commands of a field are one message, at the line of the field."""
    text = misc("publisher = {\\foo{P} \\bar},\nabstract = {\\baz}")
    problem = (
        "papers.bib:5: entry `a`: `publisher`: the LaTeX `\\foo`, `\\bar` cannot be shown "
        "[latex]"
    )

    assert only(load, text, problem).imprint.publisher == "P bar"


def test_keywords_are_topics_by_label_or_id_where_topics_are_declared(
    load: Load,
) -> None:
    """One that is not declared is reported with the nearest one that is."""
    topics = {"bilevel": "Bilevel learning", "mri": "MRI"}
    problem = (
        "papers.bib:5: entry `a`: keyword `Bilevl learning` is not declared in "
        "`groupsite_topics`; did you mean `Bilevel learning`? [topic]"
    )
    text = misc("keywords = {bilevel-LEARNING, Bilevl learning, mri, bilevel}")
    paper = only(load, text, problem, topics=topics)

    assert paper.topics == ("bilevel", "mri")
    assert paper.keywords == ("bilevel-LEARNING", "Bilevl learning", "mri", "bilevel")


def test_a_keyword_of_several_entries_is_reported_once(load: Load) -> None:
    """The first entry is named, the others are counted: one slip may be in conf.py."""
    keywords = "keywords = {Bilevl learning}"
    texts = (misc(keywords).replace("{a,", f"{{{key},") for key in "abc")
    loaded = load(*texts, topics={"bilevel": "Bilevel learning"})

    (problem,) = loaded.problems
    assert problem.message.startswith("entry `a`: keyword `Bilevl learning` is not")
    assert problem.message.endswith("(2 other entries have it too)")


def test_topics_of_other_scripts_are_told_apart(load: Load) -> None:
    """Two topics of one script stay two, and what is neither is a keyword."""
    topics = {"deep": "深度学习", "imaging": "成像", "bio": "Βιολογία"}
    text = misc("keywords = {深度学习, 数学, ΒΙΟΛΟΓΊΑ}")

    assert only(load, text, topics=topics).topics == ("deep", "bio")


@pytest.mark.parametrize(
    ("keyword", "topic"), [("C++", "cpp"), ("C", "c"), ("L_1", "L_1"), ("l 1", "L_1")]
)
def test_a_topic_is_named_as_it_is_declared(
    load: Load, keyword: str, topic: str
) -> None:
    """An id or a label to the letter comes before what is only spelled alike."""
    topics = {"c": "C", "cpp": "C++", "L_1": "Sparsity"}

    assert only(load, misc(f"keywords = {{{keyword}}}"), topics=topics).topics == (
        topic,
    )


def test_a_keyword_of_two_topics_is_reported(load: Load) -> None:
    """The first one counts, and the author is told how to name the other."""
    topics = {"atlas": "Maps", "folding": "MAPS"}
    problem = (
        "papers.bib:5: entry `a`: keyword `maps` may be the topic `atlas` or "
        "`folding`; write one of these ids [topic]"
    )
    text = misc("keywords = {maps}")

    assert only(load, text, problem, topics=topics).topics == ("atlas",)


def test_any_keyword_will_do_where_no_topics_are_declared(load: Load) -> None:
    """Keywords of other programs are no fault."""
    paper = only(load, misc("keywords = {Smart grid, Machine learning}"))

    assert paper.topics == ()
    assert paper.keywords == ("Smart grid", "Machine learning")


@pytest.mark.parametrize(
    ("written", "pages"),
    [
        ("1--20", "1–20"),
        ("1-20", "1–20"),
        ("1 – 20", "1–20"),
        ("7", "7"),
        ("1, 3", "1, 3"),
    ],
)
def test_pages_have_a_dash(load: Load, written: str, pages: str) -> None:
    """However the author wrote it."""
    assert only(load, misc(f"pages = {{{written}}}")).imprint.pages == pages


def test_the_number_of_an_article_has_two_names(load: Load) -> None:
    """`eid` in BibTeX, `article-number` in what publishers export."""
    assert only(load, misc("article-number = {12}")).imprint.eid == "12"


def test_problems_of_reading_come_with_those_of_the_fields(load: Load) -> None:
    """One run reports everything, and keeps everything else."""
    loaded = load(misc("pages = {1--2"), "@misc{b, title = {B}}")

    lacks = "entry `a` has no closing brace; it was assumed to end with the file"
    assert said(loaded) == [
        f"papers.bib:1: {lacks} [mended]",
        "two.bib:1: entry `b`: `author` is missing, @misc needs it [missing]",
        "two.bib:1: entry `b`: `year` is missing, @misc needs it [missing]",
    ]
    assert [located.record.id for located in loaded.records] == ["a", "b"]


# -- a file of another site ----------------------------------------------------------

AL_FOLIO = r"""---
---

@string{aps = {American Physical Society,}}

@book{einstein1956investigations,
  bibtex_show={true},
  title={Investigations on the Theory of the Brownian Movement},
  author={Einstein, Albert},
  year={1956},
  publisher={Courier & Co},
  preview={brownian-motion.gif}
}

@ARTICLE{PhysRev.47.777,
  abbr={PhysRev},
  title={Can Quantum-Mechanical Description of Physical Reality Be Considered Complete?},
  author={Einstein*†, A. and Podolsky*, B. and Rosen*, N.},
  abstract={100% of a complete theory. $x_1$ \& \foo},
  journal={Phys. Rev.},
  location={New Jersey},
  volume={47},
  issue={10},
  pages={777--780},
  numpages={0},
  year={1935},
  month={May},
  publisher=aps,
  doi={10.1103/PhysRev.47.777},
  url={https://doi.org/10.1103/PhysRev.47.777},
  html={https://journals.aps.org/pr/abstract/10.1103/PhysRev.47.777},
  pdf={example_pdf.pdf},
  altmetric={248277},
  dimensions={true},
  google_scholar_id={qyhmnyLat1gC},
  video={https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ},
  additional_info={. *More Information* can be [found here](https://example.org)},
  annotation={* Example use of superscripts<br>† Albert Einstein},
  selected={true},
  inspirehep_id = {3255}
}

@article{einstein1905movement,
  abbr={Ann. Phys.},
  title={Un the movement of small particles suspended in statiunary liquids},
  author={Einstein, A.},
  journal={arXiv preprint},
  year={1905},
  arxiv={0000.00000},
  code={https://github.com/alshedivat/al-folio},
  data={https://example.org/data.zip},
  poster={example_poster.pdf},
  slides={example_slides.pdf},
  supp={example_supp.pdf},
  website={https://example.org},
  award={Nobel Prize in Physics 1921},
  award_name={Nobel Prize},
  blog={https://example.org/blog}
}
"""


def test_a_file_of_al_folio_is_read_as_it_is(load: Load) -> None:
    """Its fields are links, awards and switches here too; none is passed over."""
    loaded = load(AL_FOLIO)
    assert said(loaded) == [
        (
            "papers.bib:12: entry `einstein1956investigations`: `preview`: there is no file "
            "'brownian-motion.gif' beside papers.bib or in `files/` [field]"
        )
    ]
    book, article, preprint = (located.record for located in loaded.records)

    assert book.imprint.publisher == "Courier & Co"
    assert (article.selected, preprint.selected) == (True, False)
    assert article.imprint.publisher == "American Physical Society,"
    assert article.date == PartialDate(1935, 5)
    assert [(author.family, author.notes) for author in article.authors] == [
        ("Einstein", ("Example use of superscripts", "Albert Einstein")),
        ("Podolsky", ("Example use of superscripts",)),
        ("Rosen", ("Example use of superscripts",)),
    ]
    assert [(link.name, link.address) for link in article.links] == [
        ("html", "https://journals.aps.org/pr/abstract/10.1103/PhysRev.47.777"),
        ("pdf", "example_pdf.pdf"),
        ("video", "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"),
        ("altmetric", "https://www.altmetric.com/details/248277"),
        (
            "dimensions",
            "https://badge.dimensions.ai/details/doi/10.1103/PhysRev.47.777",
        ),
    ]
    assert article.identifiers == (
        ("inspire", "3255"),
        ("scholar", "qyhmnyLat1gC"),
    )
    assert (preprint.state, preprint.venue, preprint.arxiv) == (
        "preprint",
        "",
        "0000.00000",
    )
    assert preprint.award == "Nobel Prize"
    assert preprint.look.award_note == "Nobel Prize in Physics 1921"
    assert [link.name for link in preprint.links] == [
        "code",
        "data",
        "slides",
        "poster",
        "website",
        "supp",
        "blog",
    ]


def test_a_file_of_al_folio_makes_a_page(make_site: Callable[..., Site]) -> None:
    """A site shows it without a warning, with people known by markers and initials."""
    people = (
        "- id: einstein-albert\n  name: Albert Einstein\n"
        "  links:\n    homepage: https://example.org/albert\n"
    )
    index = "# Home\n\n:::{publications}\n:selected:\n:::\n\n## All\n\n:::{publications}\n:::\n"
    bib = AL_FOLIO.replace("preview={brownian-motion.gif}", "")
    site = make_site(files={"papers.bib": bib, "people.yml": people, "index.md": index})
    for name in ("news.md", "people.md", "publications.md"):
        site.remove(name)
    config = {
        "bibtex_bibfiles": ["papers.bib"],
        "groupsite_owner": "",
        "groupsite_topics": {},
    }
    built = site.build(config=config)

    papers = built.main().cssselect(".paper")
    assert [paper.get("data-key") for paper in papers] == [
        "PhysRev.47.777",
        "einstein1956investigations",
        "PhysRev.47.777",
        "einstein1905movement",
    ]
    for paper in papers:
        (link,) = paper.cssselect(".paper-authors a")
        assert link.get("href") == "https://example.org/albert"


# -- identifiers and addresses ---------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "message"),
    [
        (
            "doi = {10.1/x}",
            "`doi`: `10.1/x` does not have the form of 10.1137/17M1134834",
        ),
        ("eprint = {24}", "`eprint`: `24` does not have the form of 2401.01234"),
        ("arxiv = {x/1}", "`arxiv`: `x/1` does not have the form of 2401.01234"),
        (
            "url = {javascript:alert(1)}",
            (
                "`url`: an address should begin with one of http:, https:, mailto:, not "
                "'javascript:alert(1)'"
            ),
        ),
        ("pdf = {https://}", "`pdf`: 'https://' has no host"),
        (
            "award_url = {ftp://example.org}",
            (
                "`award_url`: an address should begin with one of http:, https:, mailto:, "
                "not 'ftp://example.org'"
            ),
        ),
    ],
)
def test_what_leads_nowhere_is_reported_and_left_out(
    load: Load, field: str, message: str
) -> None:
    """At the line of the field; the paper is there without it."""
    text = misc(f"  {field},")
    paper = only(load, text, f"papers.bib:5: entry `a`: {message} [field]")

    assert (paper.doi, paper.arxiv, paper.links, paper.award_url) == ("", "", (), "")


def test_one_wrong_address_hides_no_other(load: Load) -> None:
    """A field may hold several."""
    text = misc("  code = {https://a.org/x ftp://b.org https://c.org/y},")
    message = (
        "papers.bib:5: entry `a`: `code`: an address should begin with one of http:, "
        "https:, mailto:, not 'ftp://b.org' [field]"
    )
    paper = only(load, text, message)

    assert [link.address for link in paper.links] == [
        "https://a.org/x",
        "https://c.org/y",
    ]


def test_an_abstract_is_read_where_there_are_pages(tmp_path: Path) -> None:
    """Nothing else shows it: without pages it costs nothing, and no message."""
    path = tmp_path / "papers.bib"
    path.write_text(misc("  abstract = {All of $x$.},"), "utf-8")

    def abstract(folder: str) -> str:
        settings = bare_settings(tmp_path, bibfiles=(path,), paper_pages=folder)
        loaded = load_papers(settings)
        assert said(loaded) == []
        ((located),) = loaded.records
        return str(located.record.abstract.plain)

    assert abstract("papers") == "All of x."
    assert abstract("") == ""
