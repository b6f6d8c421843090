"""Titles, abstracts and notes as the world writes them, on pages and for machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import lxml.html
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Site

CONFIG = {"groupsite_paper_pages": "papers", "html_baseurl": "https://example.org/"}


def entry(fields: str) -> str:
    """A .bib file with one entry."""
    return (
        "@article{a,\n  author = {Doe, Jane},\n  journal = {J. Ex.},\n  year = 2021,\n"
        f"{fields}\n}}\n"
    )


@pytest.fixture
def build(make_site: Callable[..., Site]) -> Callable[..., Built]:
    """Builds a site with one entry, given its fields, from line 5 on."""

    def built(fields: str, *warnings: str) -> Built:
        files = {
            "news.md": "# News\n",
            "publications.bib": entry(fields),
            "publications.md": "# Publications\n\n```{publications}\n```\n",
        }
        return make_site(files=files).build(config=CONFIG, warnings=warnings)

    return built


def shown(built: Built) -> str:
    """The title in the list, as a browser shows it."""
    (title,) = built.main("publications").cssselect(".paper-title")
    return " ".join(str(title.text_content()).split())


@pytest.mark.parametrize(
    ("title", "text", "plain"),
    [
        (
            r"The {$\upalpha$}7 receptor and $\upbeta$-lactamases",
            "The α7 receptor and β-lactamases",
            "",
        ),
        (
            r"Resolving {${\bf W}$} boson and $21 {\rm\ per\ cent}$",
            "Resolving 𝐖 boson and 21percent",
            "Resolving W boson and 21 per cent",
        ),
        (
            r"Rings with $\lt$ 4 km and $\texttt{tool}$ and \($\lambda$\)-Tune",
            "Rings with < 4 km and tool and λ-Tune",
            "",
        ),
        (
            r"A Theorem for {\textdollar}{\textbackslash}mathrm\{AC\}{\^{}}0[{\textbackslash}oplus]{\textdollar} via Coins",
            "A Theorem for AC0[⊕] via Coins",
            "A Theorem for AC⁰[⊕] via Coins",
        ),
        (
            r"More on {\textdollar}AC{\^{}}0[{\textbackslash}oplus]{\textdollar}",
            "More on AC0[⊕]",
            "More on AC⁰[⊕]",
        ),
        (
            r"The 1\textsuperscript{st} \ce{CO2} in a \SI{5}{\km} pipe",
            "The 1st CO₂ in a 5 km pipe",
            "",
        ),
    ],
)
def test_formulas_are_shown_and_can_be_read(
    build: Callable[..., Built], title: str, text: str, plain: str
) -> None:
    """As MathML in the list, as text in the tags and in CSL, without a message."""
    built = build(f"  title = {{{title}}}")

    assert shown(built) == text
    tags = [
        str(meta.get("content"))
        for meta in built.page("papers/a").cssselect("meta[name=citation_title]")
    ]
    assert [" ".join(tag.split()) for tag in tags] == [plain or text]
    assert not built.main("papers/a").cssselect("code.math")


def test_italics_are_shown(build: Callable[..., Built]) -> None:
    """In the list and on the page of the paper; texts for machines have the words."""
    built = build(r"  title = {Review of \emph{The Book of Tests}, by A. Other}")

    assert shown(built) == "Review of The Book of Tests, by A. Other"
    for page in (built.main("publications"), built.main("papers/a")):
        assert "The Book of Tests" in [em.text_content() for em in page.iter("em")]
    (tag,) = built.page("papers/a").cssselect("meta[name=citation_title]")
    assert tag.get("content") == "Review of The Book of Tests, by A. Other"


def test_unknown_commands_are_one_message(build: Callable[..., Built]) -> None:
    """They leave their words, in a formula or not, and no backslash anywhere."""
    built = build(
        r"  title = {\tool{Fast} search at \ATLAS with $\SNR > 3$}",
        "publications.bib:5: WARNING: entry `a`: `title`: the LaTeX `\\SNR`, `\\tool`, "
        "`\\ATLAS` cannot be shown [groupsite.latex]",
    )

    assert shown(built) == "Fast search at ATLAS with SNR>3"
    (tag,) = built.page("papers/a").cssselect("meta[name=citation_title]")
    assert tag.get("content") == "Fast search at ATLAS with SNR > 3"


#: A note with links in all the ways to write them, and one that leads nowhere.
NOTE = (
    r'Best \emph{talk}, see <a href="https://a.org/x?a=1&amp;b=2">slides</a>, [code](https://b.org), '
    r"https://c.org/d\_e. \href{https://f.org}{Video}. [bad](javascript:alert)"
)
LINKS = [
    "https://a.org/x?a=1&b=2",
    "https://b.org",
    "https://c.org/d_e",
    "https://f.org",
]


def test_links_in_a_note_are_links(build: Callable[..., Built]) -> None:
    """In lists, on the paper's page and in feeds; for machines they are text."""
    built = build(f"  title = {{T}},\n  note = {{{NOTE}}}")

    text = "Best talk, see slides, code, https://c.org/d_e. Video. bad"
    for page in ("publications", "papers/a"):
        (note,) = built.main(page).cssselect(".paper-note")
        assert note.text_content() == f". {text}"
        assert [link.get("href") for link in note.cssselect("a")] == LINKS
    feed = json.loads((built.outdir / "feeds/papers.json").read_text("utf-8"))
    content = lxml.html.fromstring(feed["items"][0]["content_html"])
    found = [link.get("href") for link in content.cssselect("a")]
    assert [address for address in found if address in LINKS] == LINKS
    (item,) = json.loads((built.outdir / "papers/a.csl.json").read_text("utf-8"))
    assert item["note"] == text


ABSTRACT = (
    "Abstract: One.\n\nTwo \\SI{5}{\\km}:\n"
    "\\begin{itemize}\\item a\\item $b$, see https://a.org\\end{itemize}"
)


def test_an_abstract_keeps_its_paragraphs_and_lists(
    build: Callable[..., Built],
) -> None:
    """On the paper's page and in feeds; for machines it is one line."""
    built = build(f"  title = {{T}},\n  abstract = {{{ABSTRACT}}}")

    (section,) = built.main("papers/a").cssselect("#abstract, section.abstract")
    feed = json.loads((built.outdir / "feeds/papers.json").read_text("utf-8"))
    content = lxml.html.fromstring(f"<div>{feed['items'][0]['content_html']}</div>")
    for shown in (section, content):
        (bullets,) = shown.cssselect("ul")
        assert [item.text_content().strip() for item in bullets] == [
            "a",
            "b, see https://a.org",
        ]
        assert [link.get("href") for link in bullets.cssselect("a")] == [
            "https://a.org"
        ]
        paragraphs = [text.text_content().strip() for text in shown.cssselect("p")]
        assert {"One.", "Two 5\u00a0km:"} <= {*paragraphs}
    (item,) = json.loads((built.outdir / "papers/a.csl.json").read_text("utf-8"))
    assert item["abstract"] == "One. Two 5\u00a0km: a b, see https://a.org"


def test_quotes_of_windows_are_quotes(build: Callable[..., Built]) -> None:
    """Which a program has taken for control characters of Latin-1."""
    built = build("  title = {The \x93new\x94 rule\x97it\x92s one}")

    assert shown(built) == "The “new” rule—it’s one"
