"""`make check`: errors and advice, by file and line."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.conftest import Site

BASE = "https://jane.example.org/"
LINKS = (
    "[a](https://jane.example.org/data/a%20b.pdf) "
    "[b](https://jane.example.org/data/gone.pdf#page=2) "
    "[c](https://jane.example.org/data/gone.pdf?x=1) "
    "[home](https://jane.example.org/) [news](https://jane.example.org/news.html#x) "
    "[old](https://jane.example.org/old.html) "
    "[software](https://jane.example.org/software.html) "
    "[other](https://example.org/data/gone.pdf) [people](people.md)\n"
)
FILES: dict[str, str | bytes] = {
    "index.md": f"# Home\n\n{LINKS}\n```{{toctree}}\nnews\npublications\npeople\n```\n",
    "deep/page.md": "---\norphan: true\n---\n# Page\n\n"
    "[b](https://jane.example.org/data/gone.pdf) {paper}`doe2024fast`\n",
    "extra/data/a b.pdf": b"%PDF",
}
CONF = (
    'html_extra_path = ["extra"]\n'
    'extensions.append("sphinx_reredirects")\n'
    'redirects = {"old.html": "index.html"}\n'
)


NO_NEWS = """\
# News

:::{news} 2024-07
:kind: published
:paper: doe2024fast
:::
"""


def check(
    site: Site,
    capsys: pytest.CaptureFixture[str],
    base: str = BASE,
    today: str = "",
    **settings: object,
) -> list[str]:
    """What the check of a site prints."""
    given = {f"groupsite_{name}": value for name, value in settings.items()}
    config = {"html_baseurl": base, "groupsite_today": today, **given}
    built = site.try_build("check", config=config)
    written = [path for path in built.outdir.rglob("*") if path.is_file()]
    assert written == [built.outdir / "output.json"]
    return capsys.readouterr().out.splitlines()


def said(lines: list[str], path: str) -> list[str]:
    """What is said of a file, its counts first."""
    start = next(n for n, line in enumerate(lines) if line.startswith(f"{path}: "))
    rest = lines[start + 1 :]
    end = next(n for n, line in enumerate(rest) if not line.startswith("  "))
    return [lines[start].removeprefix(f"{path}: "), *(s.strip() for s in rest[:end])]


def test_links_that_the_build_does_not_hold_are_listed(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each address of the site that a build does not hold is listed with its pages."""
    site = make_site(files=FILES)
    site.write("conf.py", site.read("conf.py") + CONF)

    assert said(check(site, capsys), "elsewhere") == [
        "2 pieces of advice",
        f"advice: {BASE}data/gone.pdf is not in this build; linked from deep/page, index",
        f"advice: {BASE}software.html is not in this build; linked from index",
    ]


def test_files_links_count(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """Links to old files are looked at where the setting leads them to the site."""
    site = make_site()
    site.edit(
        "publications.bib", "  year = {2023},", "  year = {2023}, pdf = {data/x.pdf},"
    )
    site.write("conf.py", site.read("conf.py") + f'groupsite_files = "{BASE}"\n')

    assert said(check(site, capsys), "elsewhere") == [
        "1 piece of advice",
        f"advice: {BASE}data/x.pdf is not in this build; linked from publications",
    ]


def test_nothing_wrong_is_said_as_well(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """A site without papers and people leaves nothing to be said."""
    site = make_site(
        files={"publications.bib": "", "people.yml": "", "news.md": "# N\n"}
    )
    site.write("index.md", "# Home\n\n```{toctree}\nnews\npublications\npeople\n```\n")
    site.edit("conf.py", 'groupsite_owner = "doe-jane"\n', "")

    assert check(site, capsys, base="") == ["in all: nothing"]


def test_a_check_looks_at_all_documents_each_time(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """A second check of an unchanged site says the same."""
    site = make_site(files=FILES)
    site.write("conf.py", site.read("conf.py") + CONF)

    assert check(site, capsys) == check(site, capsys)


def test_errors_and_advice_stand_by_file_and_line(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """What blocks a build comes with the advice, sorted by line, with counts."""
    bib = (
        "@article{a, author = {Jane Doe}, title = {One}, year = {2024}, jornal = {J}}\n"
        "@article{b, author = {Jane Doe}, title = {Two}, journal = {J}, year = {20O4}}\n"
        "@article{c, author = {Jane Doe}, title = {Three}, journal = {J}, year = 2003}\n"
    )
    site = make_site(files={"publications.bib": bib, "news.md": "# News\n"})
    site.write("index.md", "# Home\n\n```{toctree}\nnews\npublications\npeople\n```\n")
    site.write("conf.py", site.read("conf.py") + 'groupsite_ownr = "x"\n')
    lines = check(site, capsys)

    assert said(lines, "publications.bib") == [
        "1 error, 1 warning, 3 pieces of advice",
        "1: advice: entry `a`: `jornal` is not a known field; did you mean `journal`? [field]",
        "1: warning: entry `a`: `journal` is missing, @article needs it [groupsite.missing]",
        "2: advice: entry `b`: it is published, but has no `doi` [doi]",
        "2: error: entry `b`: `year`: '20O4' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD [groupsite.date]",
        "3: advice: entry `c`: it is published, but has no `doi` [doi]",
    ]
    assert said(lines, "conf.py") == [
        "1 error",
        "10: error: `groupsite_ownr`: there is no such setting; did you mean `groupsite_owner`? [groupsite.config]",
    ]
    assert lines[-1] == "in all: 2 errors, 1 warning, 4 pieces of advice"


def test_papers_that_no_news_tells_of_are_named(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """Since the oldest news every published paper should have its own."""
    bib = (
        "@article{doe2024fast, author = {Jane Doe}, title = {Told}, doi = {10.1000/1},\n"
        "  journal = {J}, year = {2024}}\n"
        "@article{silent, author = {Jane Doe}, title = {Silent}, doi = {10.1000/2},\n"
        "  journal = {J}, year = {2025}}\n"
        "@article{before, author = {Jane Doe}, title = {Before}, doi = {10.1000/3},\n"
        "  journal = {J}, year = {2019}}\n"
        "@misc{preprint, author = {Jane Doe}, title = {Preprint}, year = {2025}}\n"
    )
    site = make_site(files={"publications.bib": bib, "news.md": NO_NEWS})
    site.write("index.md", "# Home\n\n```{toctree}\nnews\npublications\npeople\n```\n")

    assert said(check(site, capsys), "publications.bib") == [
        "1 piece of advice",
        "3: advice: entry `silent`: no news item of kind `published` is about it [news]",
    ]


def test_the_sum_is_that_of_what_is_printed(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong twice in one line is printed and counted once, Sphinx's own as well."""
    site = make_site(files={"publications.bib": "", "people.yml": ""})
    site.edit("conf.py", 'groupsite_owner = "doe-jane"\n', "")
    site.write(
        "news.md", "# N\n\n{paper}`gone` {paper}`gone`\n{doc}`away` {doc}`away`\n"
    )
    site.write(
        "toc.md", "# T\n\n```{toctree}\nnowhere\n```\n\n```{oddity}\nA\n\nB\n```\n"
    )
    site.write(
        "index.md", "# Home\n\n```{toctree}\nnews\npublications\npeople\ntoc\n```\n"
    )
    lines = check(site, capsys)

    assert said(lines, "news.md") == [
        "2 errors",
        "3: error: unknown document: 'away' [ref.doc]",
        "3: error: {paper}: there is no paper `gone` [groupsite.link]",
    ]
    assert len(said(lines, "toc.md")) == 3
    printed = [line for line in lines if line.startswith("  ")]
    assert lines[-1] == f"in all: {len(printed)} errors"
    files = [line for line in lines[:-1] if not line.startswith("  ")]
    assert len(printed) == sum(int(line.split()[1]) for line in files)


OLD = """\
@misc{old, author = {Jane Doe}, title = {Old}, eprint = {2403.00001}, year = {2024}, month = mar}
@misc{noted, author = {Jane Doe}, title = {Noted}, eprint = {2001.00001}, year = {2020}, note = {Report}}
@misc{young, author = {Jane Doe}, title = {Young}, eprint = {2503.00001}, year = {2025}, month = mar}
"""
STAFF = """\
- id: doe-jane
  name: Jane Doe
  memberships: [{role: lead, from: 2010}]
  links: {github: jane}
- id: long-lou
  name: Lou Long
  memberships:
    - role: phd
      from: 2018
  links: {github: lou}
- id: soon-sue
  name: Sue Soon
  memberships:
    - role: phd
      from: 2024
      to: 2027-09
  links: {github: sue}
- id: once-oda
  name: Oda Once
  memberships:
    - {role: phd, status: former}
    - {role: postdoc, status: current}
  links: {github: oda}
"""


def test_what_is_old_depends_on_the_day(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """Old preprints and memberships are named for the day that the option says."""
    site = make_site(files={"publications.bib": OLD, "people.yml": STAFF})
    site.write("news.md", "# News\n")
    site.write("index.md", "# Home\n\n```{toctree}\nnews\npublications\npeople\n```\n")
    preprint = (
        "1: advice: entry `old`: a preprint since 2024-03; if it has been published, add "
        "where, if it will not be, add a `note` [note]"
    )

    assert check(site, capsys, base="") == ["in all: nothing"]
    lines = check(site, capsys, base="", today="2025-09-30")
    assert lines[0].startswith("people.yml")
    lines = check(site, capsys, base="", today="2025-10-01")
    assert said(lines, "publications.bib") == ["1 piece of advice", preprint]
    assert said(lines, "people.yml") == [
        "1 piece of advice",
        "9: advice: `long-lou`: `phd` for 7 years; if it has ended, add `to` and `next` [date]",
    ]


def without_doi(make_site: Callable[..., Site], years: Iterable[int]) -> Site:
    """A site whose papers have no DOI, and nothing else to be said of them."""
    bib = "".join(
        f"@article{{p{year}, author = {{Jane Doe}}, title = {{{name * 9}}},\n"
        f"  journal = {{J}}, year = {{{year}}}}}\n"
        for year, name in zip(years, "abc", strict=False)
    )
    site = make_site(files={"publications.bib": bib, "news.md": "# News\n"})
    site.write("index.md", "# Home\n\n```{toctree}\nnews\npublications\npeople\n```\n")
    return site


def test_what_has_one_cause_is_said_once(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """With the records and their lines; all of them count."""
    site = without_doi(make_site, [2003, 2013, 2023])

    assert said(check(site, capsys), "publications.bib") == [
        "3 pieces of advice",
        "3 × advice: it is published, but has no `doi` [doi]",
        "p2003 (1), p2013 (3), p2023 (5)",
    ]


@pytest.mark.parametrize(("years", "asked"), [(2, [5]), (4, [3, 5]), (30, [1, 3, 5])])
def test_old_papers_are_not_asked_about(
    make_site: Callable[..., Site],
    capsys: pytest.CaptureFixture[str],
    years: int,
    asked: list[int],
) -> None:
    """Those of the last years are, as many as the setting says."""
    site = without_doi(make_site, [2003, 2021, 2023])
    lines = check(site, capsys, today="2025-12-31", advice_years=years)

    found = said(lines, "publications.bib")
    text = found[2] if len(asked) == 3 else ", ".join(found[1:])
    assert [line for line in (1, 3, 5) if re.search(rf"\b{line}[:)]", text)] == asked


@pytest.mark.parametrize("silent", ["doi", "field", "news, doi"])
def test_it_can_be_silent_about_a_subject(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str], silent: str
) -> None:
    """By the word in brackets, or by the subtype; about nothing else."""
    site = without_doi(make_site, [2023])
    site.write("news.md", "# News\n\n[x](https://jane.example.org/gone.pdf)\n")
    lines = check(site, capsys, silent=silent)

    assert [line for line in lines if line.startswith("publications.bib")] == []
    assert said(lines, "elsewhere")[0] == "1 piece of advice"
    assert "elsewhere" not in " ".join(check(site, capsys, silent=f"{silent} files"))


def test_a_twin_is_named(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """A preprint that was published under a new key has nearly the same title."""
    bib = (
        "@misc{pre, author = {Jane Doe}, title = {On the learning of things}, year = 2024}\n"
        "@misc{post, author = {J. Doe}, title = {On the Learning of {Things}!}, year = 2025}\n"
        "@misc{other, author = {Ann Smith}, title = {On the learning of things}, year = 2025}\n"
    )
    site = make_site(files={"publications.bib": bib, "news.md": "# News\n"})
    site.write("index.md", "# Home\n\n```{toctree}\nnews\npublications\npeople\n```\n")

    assert said(check(site, capsys, base=""), "publications.bib") == [
        "1 piece of advice",
        "2: advice: entry `post`: its title is nearly that of `pre` (publications.bib:1); if they are one paper, keep one entry, with the old title as `preprint_title` [field]",
    ]


def test_titles_of_another_script_are_no_twins(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """Letters that no address has count as others do."""
    bib = (
        "@misc{one, author = {李伟}, title = {深度学习}, year = 2024}\n"
        "@misc{two, author = {李伟}, title = {医学成像}, year = 2025}\n"
    )
    site = make_site(files={"publications.bib": bib, "news.md": "# News\n"})
    site.write("index.md", "# Home\n\n```{toctree}\nnews\npublications\npeople\n```\n")

    lines = check(site, capsys, base="")

    assert [line for line in lines if line.startswith("publications.bib")] == []


def test_the_day_reads_nothing_again(make_site: Callable[..., Site]) -> None:
    """The option is no part of any page."""
    site = make_site()
    site.build(config={"groupsite_today": "2025-01-01"})

    assert site.build(config={"groupsite_today": "2026-01-01"}).read == set()


#: Faults of all sorts: of Sphinx, of MyST, of ours, with a line and without.
FAULTS: Final = (
    "{nope}`x`\n\n{ref}`nix`\n\n{paper}`nix`\n\n```{image} no.png\n```\n\n"
    "```{nope}\n```\n"
)


def lines_of(lines: list[str], path: str) -> list[str]:
    """Where in a file something is wrong."""
    return [line.partition(": ")[0] for line in said(lines, path)[1:]]


@pytest.mark.parametrize("name", ["a b", "12", "ü"])
def test_all_faults_of_a_file_stand_together(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Whoever has found them, and whatever the file is called."""
    page = f"---\norphan: true\n---\n# Page\n\n{FAULTS}"
    lines = check(make_site(files={f"{name}.md": page}), capsys)

    assert lines_of(lines, f"{name}.md") == ["6", "8", "10", "12", "15"]
    assert "5 errors" in lines[-1]


@pytest.mark.parametrize("place", ["part.txt", "sub/part.txt", "../part.txt"])
@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_faults_of_included_files_stand_there(
    make_site: Callable[..., Site],
    capsys: pytest.CaptureFixture[str],
    place: str,
    suffix: str,
) -> None:
    """With their own lines, not with the name of the page that includes them."""
    page, part = f"# Page\n\n```{{include}} {place}\n```\n\n{{nope}}`x`\n", FAULTS
    if suffix == "rst":
        page = f"Page\n====\n\n.. include:: {place}\n\nx\n\n:nope:`x`\n"
        part = ":nope:`x`\n\n:ref:`nix`\n\n:paper:`nix`\n\n.. image:: no.png\n\n\n.. nope::\n"
    site = make_site(files={f"page.{suffix}": page, place: part})
    site.write("conf.py", site.read("conf.py") + 'source_suffix = [".md", ".rst"]\n')
    site.write("index.md", "# Home\n\n```{toctree}\nnews\npage\n```\n")
    lines = check(site, capsys)

    outside = place.startswith("..")
    name = f"{site.srcdir.parent}/part.txt" if outside else place
    if suffix == "md":  # MyST gives what it finds itself to the page
        assert lines_of(lines, name) == ["3", "5", "7"]
        assert lines_of(lines, "page.md") == ["1", "6", "10"]
    else:
        assert lines_of(lines, name) == ["1", "3", "5", "7", "10"]
        assert lines_of(lines, "page.rst") == ["8"]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_without_some_letters_gets_the_others(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """What the terminal cannot show is written by its number; the check goes on."""
    site = make_site(files={"page.md": "---\norphan: true\n---\n# P\n\n{paper}`łé`\n"})
    output = io.TextIOWrapper(io.BytesIO(), encoding)
    monkeypatch.setattr("sys.stdout", output)
    site.try_build("check")

    output.seek(0)
    ids = {"ascii": r"\u0142\xe9", "cp1252": r"\u0142é", "utf-8": "łé"}
    message = f"{{paper}}: there is no paper `{ids[encoding]}` [groupsite.link]"
    assert f"  6: error: {message}\n" in output.readlines()
