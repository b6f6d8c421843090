"""``groupsite add``: what is written, what is said, and that nothing else changes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from groupsite.sources.bibtex.reader import parse_bibtex
from tests.cli.conftest import RECORD
from tests.conftest import REPOSITORY
from tests.online.conftest import Reply, every_service

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Program
    from tests.conftest import Site

BIB = "publications.bib"
BASE = "https://jane.example.org/"


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A site with three papers, one of them a preprint."""
    site = make_site()
    site.write("conf.py", site.read("conf.py") + f'html_baseurl = "{BASE}"\n')
    fast, deep, coming = site.read(BIB).strip().split("\n\n")
    site.write(BIB, f"{coming}\n\n{fast}\n\n{deep}\n")  # as most files are sorted
    return site


def entries(site: Site) -> dict[str, dict[str, str]]:
    """The fields of all entries by key."""
    parsed = parse_bibtex(site.read(BIB), BIB).entries
    return {e.key: {n: f.value for n, f in e.fields.items()} for e in parsed}


def files(site: Site) -> dict[str, bytes]:
    """All that is in the folder of the site."""
    return {
        path.relative_to(site.srcdir).as_posix(): path.read_bytes()
        for path in sorted(site.srcdir.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def changed(site: Site, before: dict[str, bytes]) -> dict[str, tuple[str, str]]:
    """Removed and added lines of all files that have changed since *before*."""
    import difflib

    result = {}
    for name, data in files(site).items():
        old = before.get(name, b"")
        if data != old:
            lines = difflib.ndiff(old.decode().splitlines(), data.decode().splitlines())
            listed = [line for line in lines if line[:2] in ("- ", "+ ")]
            removed = "\n".join(line[2:] for line in listed if line[0] == "-")
            added = "\n".join(line[2:] for line in listed if line[0] == "+")
            result[name] = (removed, added)
    return result


def test_a_paper_is_added_by_its_doi(site: Site, program: Program) -> None:
    """In the style of the file, where its key and line are said; nothing else changes."""
    before = files(site)
    ended = program("add", site, program.record())

    assert ended.code == 0
    assert ended.out == "added `doe2026calm`: publications.bib:1\n"
    assert ended.err == ""
    assert changed(site, before) == {
        BIB: (
            "",
            (
                "@article{doe2026calm,\n"
                "  author = {Jane Doe and Ana Rivera},\n"
                "  title = {Calm waves in {MRI}},\n"
                "  journal = {Journal of Examples},\n"
                "  volume = {7},\n"
                "  number = {2},\n"
                "  pages = {11--19},\n"
                "  year = {2026},\n"
                "  doi = {10.5555/calm.1},\n"
                "}\n"
            ),
        )
    }
    assert site.build().code == 0


def test_services_are_told_who_asks(site: Site, program: Program) -> None:
    """The address of the site; nobody's mail address."""
    program("add", site, program.record())
    agents = {asked.headers["User-Agent"] for asked in program.server.asked}

    assert agents == {f"groupsite ({BASE})"}
    assert not any("mail" in name for a in program.server.asked for name in a.query)


def test_a_second_run_changes_nothing(site: Site, program: Program) -> None:
    """It is there already, by its DOI, which may be written in any way."""
    doi = program.record()
    program("add", site, doi)
    before = files(site)
    ended = program("add", site, f"https://doi.org/{doi}", "--news", "--json")
    assert ended.code == 0  # the news is new
    again = program("add", site, f"https://doi.org/{doi}", "--news", "--json")

    assert again.code == again.result["code"] == 1
    assert [work["outcome"] for work in again.result["works"]] == ["there"]
    assert again.result["works"][0]["key"] == "doe2026calm"
    assert set(changed(site, before)) == {"news.md"}


def test_a_dry_run_prints_a_patch(site: Site, program: Program, tmp_path: Path) -> None:
    """Nothing is written, and the patch makes what would have been written."""
    before = files(site)
    doi = program.record()
    ended = program("add", site, "--dry-run", "--news", doi)
    assert ended.code == 0
    assert files(site) == before
    assert ended.err.startswith("added `doe2026calm`: publications.bib:1\n")

    patch = tmp_path / "patch"
    patch.write_text(ended.out, "utf-8")
    command = ["git", "apply", "--unsafe-paths", "-p1", str(patch)]
    subprocess.run(command, cwd=site.srcdir, check=True)
    patched = files(site)
    for name, data in before.items():
        site.write(name, data)
    program("add", site, "--news", doi)
    assert files(site) == patched
    assert patched != before


def test_a_dry_run_for_programs(site: Site, program: Program) -> None:
    """The diff is a part of the result; without changes it is empty and the status 1."""
    doi = program.record()
    first = program("add", site, "--dry-run", "--json", doi)
    assert first.result["diff"].startswith("--- a/publications.bib\n")
    program("add", site, doi)
    second = program("add", site, "--dry-run", "--json", doi)

    assert (second.code, second.result["diff"]) == (1, "")


def test_own_wishes(site: Site, program: Program) -> None:
    """Key, keywords and grants are written as they are given."""
    site.write(
        "research/grants.yml",
        "- {id: waves, title: Waves, funder: Nobody, people: [doe-jane], from: 2026}\n",
    )
    wishes = ("--key", "mine", "--keywords", "MRI, waves ", "--grant", "waves")
    assert program("add", site, program.record(), *wishes).code == 0

    entry = entries(site)["mine"]
    assert (entry["keywords"], entry["grant"]) == ("MRI, waves", "waves")


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (["--grant", "wave"], "there is no grant `wave`"),
        (["--key", "doe2024fast"], "an entry 'doe2024fast' already"),
        (["--key", "a b"], "cannot be the key"),
        (["--keywords", "a}, b"], "braces"),
        (["pmid:1", "--key", "a"], "--key is for one paper"),
        (["nonsense"], "is no identifier"),
        (["@article{a, title"], "is not a field"),
    ],
)
def test_wrong_wishes(wish: list[str], said: str, site: Site, program: Program) -> None:
    """What cannot be is said, and nothing is written."""
    before = files(site)
    ended = program("add", site, program.record(), *wish)

    assert ended.code == 2
    assert said in ended.err
    assert files(site) == before


def test_several_at_once(site: Site, program: Program, tmp_path: Path) -> None:
    """From arguments and from a file; each once, all in one go."""
    first = program.record()
    second = program.record(DOI="10.5555/calm.2", title=["Calmer waves"], page="20-30")
    listed = tmp_path / "ids.txt"
    listed.write_text(f"# to add\n{first}\n\nhttps://doi.org/{second}\n", "utf-8")
    ended = program("add", site, first, str(listed), "--json")

    assert [work["outcome"] for work in ended.result["works"]] == ["added"] * 2
    lines = site.read(BIB).splitlines()
    for work in ended.result["works"]:
        assert lines[work["line"] - 1] == f"@article{{{work['key']},"
    assert len(entries(site)) == 5


def test_all_or_nothing(site: Site, program: Program) -> None:
    """If one of several is unknown, none is written."""
    before = files(site)
    ended = program("add", site, program.record(), "10.5555/nowhere")

    assert ended.code == 2
    assert "10.5555/nowhere is unknown to doi.org, Crossref and DataCite" in ended.err
    assert files(site) == before


@pytest.mark.parametrize(
    "text",
    [
        "@article{x, title = {On {MRI}}, author = {Jane Doe}, journal = {J. Ex.}, year = 2025, volume = 1}",
        "TY  - JOUR\nTI  - On MRI\nAU  - Doe, Jane\nJO  - J. Ex.\nPY  - 2025\nVL  - 1\nER  -\n",
        ('[{"type": "article-journal", "title": "On MRI", "author": [{"family": "Doe", "given": "Jane"}],'
        ' "container-title": "J. Ex.", "issued": {"date-parts": [[2025]]}, "volume": "1"}]'),
    ],
    ids=["bibtex", "ris", "csl"],
)  # fmt: skip
def test_piped_entries(
    text: str, site: Site, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They become entries as others of the file are; nobody is asked."""
    pipe = io.TextIOWrapper(io.BytesIO(text.encode()))
    monkeypatch.setattr(sys, "stdin", pipe)
    ended = program("add", site)

    assert (ended.code, ended.err) == (0, "")
    new = entries(site)["doe2025mri"]
    assert new["title"] == "On {MRI}"
    assert new["author"] == "Jane Doe"
    assert program.server.asked == []


TWINS: dict[str, dict[str, Any]] = {
    "doi": {"DOI": "10.1000/FAST", "title": ["Fast MRI with norms"]},
    "title": {"title": ["Deep things"], "type": "proceedings-article",
              "container-title": ["Proceedings of Testing"], "issued": {"date-parts": [[2023]]},
              "author": [{"given": "Ann", "family": "Smith"}, {"given": "Jane", "family": "Doe"}]},
    "preprint": {"DOI": "10.5555/fast.9", "title": ["Quick MRI"], "type": "posted-content", "subtype": "preprint",
                 "relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.1000/fast"}]}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "key"),
    [("doi", "doe2024fast"), ("title", "smith2023deep"), ("preprint", "doe2024fast")],
)
def test_twins(name: str, key: str, site: Site, program: Program) -> None:
    """What is there by DOI, by title and first author, or as its preprint, is not added."""
    before = files(site)
    ended = program("add", site, program.record(**TWINS[name]), "--json")

    assert ended.code == 1
    assert [(work["outcome"], work["key"]) for work in ended.result["works"]] == [
        ("there", key)
    ]
    assert files(site) == before


def test_a_number_with_another_title(site: Site, program: Program) -> None:
    """It is not added either: which of both is right, the author has to see."""
    before = files(site)
    record = program.record(
        DOI="10.1000/fast", title=["Frogs"], author=[{"family": "Poe", "given": "Ed"}]
    )
    ended = program("add", site, record)

    assert ended.code == 1
    assert "`doe2024fast` has its number, but not its title “Frogs”" in ended.out
    assert files(site) == before


@pytest.mark.parametrize(
    "other",
    [
        {"title": ["Deep things, part II"], "type": "proceedings-article"},
        {"title": ["Deep things"], "author": [{"given": "Kim", "family": "Young"}]},
        {"title": ["Deep things"], "author": [{"given": "Ann", "family": "Smith"}, {"given": "Jane", "family": "Doe"}],
         "issued": {"date-parts": [[2023]]}},
    ],
    ids=["a second part", "by others", "a journal's version"],
)  # fmt: skip
def test_no_twins(other: dict[str, Any], site: Site, program: Program) -> None:
    """A sequel, a paper of others and the journal's version of a talk are papers of their own."""
    smith = [{"given": "Ann", "family": "Smith"}, {"given": "Jane", "family": "Doe"}]
    ended = program("add", site, program.record(**{"author": smith} | other))

    assert ended.code == 0
    assert len(entries(site)) == 4


JANE = [{"given": "Jane", "family": "Doe"}]
PREPRINT = {"has-preprint": [{"id-type": "doi", "id": "10.48550/arXiv.2501.00001"}]}


def test_a_published_paper_over_its_preprint(site: Site, program: Program) -> None:
    """The entry is changed in place: key, arXiv number and what is one's own stay."""
    site.edit(
        BIB,
        "  title = {An open question},\n  year = {2025},\n",
        "  title = {An open question},\n  year = 2025,\n  keywords = {MRI},\n"
        "  month = jan,\n  howpublished = {arXiv preprint},\n",
    )
    before = files(site)
    doi = program.record(title=["An Open Question"], relation=PREPRINT, author=JANE)
    ended = program("add", site, doi, "--keywords", "MRI, waves", "--news", "--json")

    assert ended.code == 0
    [work] = ended.result["works"]
    assert (work["outcome"], work["key"]) == ("updated", "doe2025open")
    assert changed(site, before) == {
        BIB: (
            (
                "@misc{doe2025open,\n"
                "  year = 2025,\n"
                "  keywords = {MRI},\n"
                "  month = jan,\n"
                "  howpublished = {arXiv preprint},"
            ),
            (
                "@article{doe2025open,\n"
                "  journal = {Journal of Examples},\n"
                "  volume = {7},\n"
                "  number = {2},\n"
                "  pages = {11--19},\n"
                "  year = {2026},\n"
                "  doi = {10.5555/calm.1},\n"
                "  keywords = {MRI, waves},\n"
                "  month = mar,"
            ),
        ),
        "news.md": (
            "",
            (
                "\n:::{news} 2026-03\n:id: 2026-03-published-doe2025open\n:kind: published\n"
                ":paper: doe2025open\n:::"
            ),
        ),
    }
    assert program("add", site, doi, "--news").code == 1
    assert site.build().code == 0


def test_a_title_that_has_changed(site: Site, program: Program) -> None:
    """The old one is kept as `preprint_title`, as it was written."""
    authors = [*JANE, {"given": "Ann", "family": "Smith"}]
    site.edit(BIB, "author = {Jane Doe},", "author = {Jane Doe and A. Smith},")
    site.edit(BIB, "{An open question}", "{An {Open} question}")
    doi = program.record(title=["A closed one"], relation=PREPRINT, author=authors)
    assert program("add", site, doi).code == 0

    entry = entries(site)["doe2025open"]
    assert entry["title"] == "A closed one"
    assert entry["preprint_title"] == "An {Open} question"
    assert entry["author"] == "Jane Doe and A. Smith"


def test_a_preprint_with_another_title_by_one_author(
    site: Site, program: Program
) -> None:
    """One person writes many papers: nothing is changed, and that is said."""
    before = files(site)
    doi = program.record(title=["A closed one"], relation=PREPRINT, author=JANE)
    ended = program("add", site, doi)

    assert ended.code == 1
    assert "has its number, but not its title" in ended.out
    assert files(site) == before


def test_an_arxiv_number_leads_to_the_paper(site: Site, program: Program) -> None:
    """What has appeared is written as it appeared, with the number of its preprint."""
    ended = program("add", site, program.answer("arxiv/published"), "--json")

    assert ended.code == 0
    [work] = ended.result["works"]
    entry = entries(site)[work["key"]]
    assert entry["doi"]
    assert entry["eprint"]


def test_a_retraction_is_said(site: Site, program: Program) -> None:
    """It is added all the same: the list may have to say so."""
    notice = {"DOI": "10.5555/sorry", "type": "retraction", "label": "Retraction"}
    doi = program.record(updated_by=[notice])
    ended = program("add", site, doi)

    assert ended.code == 0
    assert f"{doi} has been retracted: see https://doi.org/10.5555/sorry" in ended.out


def test_people_are_called_as_in_the_people_file(site: Site, program: Program) -> None:
    """Who is known for certain has the name that the site gives."""
    orcid = "https://orcid.org/0000-0002-1825-0097"
    jane = {"given": "J. X.", "family": "Doe", "ORCID": orcid}
    others = [{"given": "A.", "family": "Smith"}, {"given": "Kim", "family": "Young"}]
    program("add", site, program.record(author=[jane, *others]))

    # another A. Smith may have written it
    author = entries(site)["doe2026calm"]["author"]
    assert author == "Jane Doe and A. Smith and Kim Young"


def test_news_of_a_new_year(site: Site, program: Program) -> None:
    """Its page begins as that of the year before, and is in the menu."""
    page = "# News 2025\n\n:::{news} 2025-02\n:id: 2025-02-a\nHello.\n:::\n"
    site.write("news/2025.md", page)
    site.write("news.md", "# News\n\n```{toctree}\nnews/2025\n```\n")
    ended = program("add", site, program.record(), "--news", "--json")

    assert ended.result["works"][0]["news"] == {
        "path": "news/2026.md",
        "line": 3,
        "new": True,
    }
    assert site.read("news/2026.md") == (
        "# News 2026\n\n:::{news} 2026-03\n:id: 2026-03-a\n:kind: published\n"
        ":paper: doe2026calm\n:::\n"
    )
    assert "news/2026\nnews/2025\n" in site.read("news.md")


def test_files_of_others_get_no_papers(site: Site, program: Program) -> None:
    """The first file that is not for works of others only; all are looked into."""
    conf = (
        site.read("conf.py") + 'bibtex_bibfiles = ["cited.bib", "publications.bib"]\n'
    )
    site.write("conf.py", conf + 'groupsite_cited_files = ["cited.bib"]\n')
    site.write(
        "cited.bib", "@article{doe2026calm, title = {Calm}, doi = {10.5555/calm.2}}\n"
    )
    before = files(site)
    ended = program("add", site, program.record(), "--json")

    assert ended.result["works"][0]["path"] == BIB
    assert set(changed(site, before)) == {BIB}
    assert "doe2026calm" not in entries(site)  # the key is taken
    again = program("add", site, program.record(DOI="10.5555/calm.2"), "--json")
    assert again.result["works"][0]["path"] == "cited.bib"

    site.write(
        "conf.py", conf + 'groupsite_cited_files = ["cited.bib", "publications.bib"]\n'
    )
    none = program("add", site, program.record(DOI="10.5555/calm.3"))
    assert none.code == 2
    assert "none for papers of your own" in none.err


def test_a_site_without_papers(
    make_site: Callable[..., Site], program: Program
) -> None:
    """The file is made."""
    site = make_site("alone")
    (site.srcdir / BIB).unlink()
    conf = "extensions = ['groupsite']\n"
    site.write("conf.py", conf)
    assert program("add", site, program.record()).code == 0

    assert [*entries(site)] == ["doe2026calm"]


# -- what goes wrong ---------------------------------------------------------------


def circle() -> Reply:
    """A redirect to itself."""
    return Reply("", 302, {"Location": "/10.5555/calm.1"})


FAULTS: dict[str, tuple[Callable[[], Reply], int, str]] = {
    "404": (lambda: Reply("Resource not found.", 404, type="text/plain"), 2, "is unknown to doi.org"),
    "406": (lambda: Reply("no", 406), 3, "refuses to answer this network"),
    "429": (lambda: Reply("Rate exceeded.", 429), 3, "is asked too much"),
    "429 for hours": (lambda: Reply("", 429, {"Retry-After": "7200"}), 3, "asks to wait 2 hours"),
    "500": (lambda: Reply("<html>", 500), 3, "has a fault of its own"),
    "HTML": (lambda: Reply("<!doctype html>", type="text/html"), 3, "web page in place of data"),
    "half": (lambda: Reply('{"message": {"DOI"', headers={"Retry-After": "0"}), 3, "half an answer"),
    "circle": (circle, 3, "redirects in a circle"),
    "nothing in it": (lambda: Reply("{}"), 2, "is no work with a title"),
    "a list": (lambda: Reply("[[[]]]"), 2, "is no work with a title"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_faults_of_services(name: str, site: Site, program: Program) -> None:
    """A message in one line for each, and all files are as they were."""
    make, code, said = FAULTS[name]
    program.everywhere("10.5555/calm.1", make())
    before = files(site)
    ended = program("add", site, "10.5555/calm.1", "--news")

    assert ended.code == code
    assert said in ended.err
    assert ended.err.endswith("nothing was written\n")
    assert ended.out == ""
    assert files(site) == before

    told = program("add", site, "10.5555/calm.1", "--json")
    assert told.code == told.result["code"] == code
    assert said in told.result["errors"][0]


def test_offline(site: Site, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can be reached: that is what is said."""
    for name, url in every_service("http://127.0.0.1:1").items():
        monkeypatch.setenv(name, url)
    before = files(site)
    ended = program("add", site, "10.5555/calm.1")

    assert ended.code == 3
    assert "cannot be reached: is this machine offline?" in ended.err
    assert files(site) == before


def test_a_preprint_whose_paper_cannot_be_asked_for(
    site: Site, program: Program
) -> None:
    """Silence about the paper is not read as “still a preprint”."""
    record = {"type": "posted-content", "subtype": "preprint", "institution": [{"name": "Example Archive"}],
              "relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.5555/paper"}]}}  # fmt: skip
    program.everywhere("10.5555/paper", Reply("no", 406))
    before = files(site)
    ended = program("add", site, program.record(DOI="10.21203/rs.3.rs-1", **record))

    assert ended.code == 3
    assert files(site) == before


HOSTILE: list[str] = [
    "}\n@string{je = {Gone}}\n@article{evil, title = {x",
    "} , note = {owned",
    "\\input{/etc/passwd} and \\write18{rm}",
    "{{{{",
    "ends with a backslash \\",
    "\x00\x07 control \x1b[31m \u202e characters",
    '" # evil # "',
    "@comment{",
    "a % comment",
    "$unbalanced",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "name", ["title", "container-title", "family", "abstract", "page", "DOI"]
)
def test_hostile_values(name: str, value: str, site: Site, program: Program) -> None:
    """They stand in their field, or nothing is written; no other entry changes."""
    given: dict[str, dict[str, Any]] = {
        "family": {"author": [{"given": "Eve", "family": value}]},
        "title": {"title": [value]},
        "container-title": {"container-title": [value]},
    }
    doi = "10.5555/calm.1"
    program.record()
    record = {**RECORD, **given.get(name, {name: value})}
    body = Reply(json.dumps({"message": record}))
    program.server.at("/works/10.5555%2Fcalm.1", body)
    before, known = site.read(BIB), entries(site)
    ended = program("add", site, doi)

    assert ended.code in (0, 1, 2), ended.err
    after = entries(site)
    assert {key: after[key] for key in known} == known
    if ended.code:
        assert site.read(BIB) == before
    else:
        assert len(after) == len(known) + 1
        assert site.read(BIB).endswith(before)
        assert not {"note", "evil"} & {*next(iter(after.values()))}
    assert all(c.isprintable() or c == "\n" for c in ended.out + ended.err)


def test_a_file_that_somebody_saves_meanwhile(
    site: Site, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they have written is there as well."""
    from groupsite.cli import adding
    from groupsite.sources.bibtex.writing.inserting import insert as write

    saved: list[bool] = []

    def insert(*given: Any) -> Any:
        if not saved:
            saved.append(True)
            site.write(BIB, site.read(BIB) + "\n@misc{late, title = {Late}}\n")
        return write(*given)

    monkeypatch.setattr(adding, "insert", insert)
    assert program("add", site, program.record()).code == 0
    assert {"late", "doe2026calm"} < {*entries(site)}


def test_a_file_that_cannot_be_written(site: Site, program: Program) -> None:
    """Its encoding lacks a character: nothing is written."""
    site.write(BIB, "@misc{a, title = {Caf\xe9}}\n".encode("cp1252"))
    before = files(site)
    ended = program("add", site, program.record(title=["On ℵ and 王"]))

    assert ended.code == 2
    assert "save it as UTF-8" in ended.err
    assert files(site) == before


def test_a_conf_that_is_none(site: Site, program: Program) -> None:
    """Python's own message is in it."""
    site.write("conf.py", "extensions = [\n")
    ended = program("add", site, program.record())
    assert ended.code == 2
    assert "conf.py cannot be read" in ended.err

    site.write("conf.py", "extensions = []\n")
    ended = program("add", site, program.record())
    assert ended.code == 2
    assert 'no `extensions = ["groupsite"]`' in ended.err


def test_without_the_optional_package(site: Site) -> None:
    """It is said what to install."""
    code = (
        "import sys; sys.modules['httpx'] = None\n"
        "from groupsite.cli.main import main\n"
        f"sys.exit(main(['add', '--site', {str(site.srcdir)!r}, '10.5555/a']))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert ended.returncode == 2
    assert "pip install 'groupsite[online]'" in ended.stderr
