"""Sites of HugoBlox and of labdata become records, pages and links of ours."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from groupsite.sources.bibtex.reader import parse_bibtex
from tests.conftest import Site
from tests.moving import PNG, moved, old_site
from tests.moving.hugo_sites import LABDATA, NEW, OLD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def records(folder: Path, name: str) -> list[dict[str, Any]]:
    """The records of a YAML file of the new site."""
    text = (folder / "new" / name).read_text("utf-8")
    return yaml.load(text, yaml.BaseLoader)


def entries(folder: Path) -> dict[str, dict[str, str]]:
    """Key → fields of all papers of the new site."""
    parsed = parse_bibtex((folder / "new/publications.bib").read_text("utf-8"), "")
    assert parsed.problems == []
    return {e.key: {n: f.value for n, f in e.fields.items()} for e in parsed.entries}


def move(folder: Path, files: Mapping[str, str | bytes]) -> Any:
    """Move a site from ``old`` to ``new``."""
    return moved(old_site(folder / "old", files), folder / "new")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with a site from before 2026 in ``old``, and ours in ``new``."""
    move(tmp_path, OLD)
    return tmp_path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """The same of 2026."""
    move(tmp_path, NEW)
    return tmp_path


def test_pages_of_authors_become_people(old: Path) -> None:
    """Their groups say who they are, and degrees are no part of names."""
    ana, ben, cy = records(old, "group/people.yml")
    assert ana["id"] == "rivera-ana"
    assert ana["name"] == "Ana Rivera"
    assert ana["position"] == "Professor of Waves"
    assert ana["email"] == "ana@example.org"
    assert ana["memberships"] == [{"role": "lead"}]
    assert ana["affiliations"] == [{"place": "Ex University"}]
    assert ana["links"] == {"orcid": "0000-0002-1825-0097"}
    assert ana["photo"] == "rivera-ana.png"
    assert ana["bio"].split("\n\n") == [
        "Ana calms waves.",
        "She has a [page on the sea](../research.md) and likes  fish.",
        "Interests: Water, Wind.",
        "[CV](files:uploads/cv.pdf)",
    ]
    assert ben["memberships"] == [{"role": "phd"}]
    assert cy["memberships"] == [{"role": "member", "status": "former"}]
    assert cy["bio"] == "Cy was here."
    assert records(old, "group/cv.yml") == [
        {"id": "rivera-ana", "education": [{"title": "PhD in Waves", "place": "Ex University", "date": "2012"}]}
    ]  # fmt: skip
    conf = ast.parse((old / "new/conf.py").read_text("utf-8"))
    settings = {
        ast.unparse(n.targets[0]): n.value
        for n in conf.body
        if isinstance(n, ast.Assign)
    }
    assert ast.literal_eval(settings["groupsite_owner"]) == "rivera-ana"


def test_bib_files_come_first_and_pages_add_to_them(old: Path) -> None:
    """What a page says beside its .bib file is a field of the entry."""
    found = entries(old)
    assert set(found) == {"rivera2026calm", "okafor2025storms"}
    assert found["rivera2026calm"] == {
        "title": "Calm Waves", "author": "Rivera, Ana and Okafor, Ben", "journal": "Journal of Examples",
        "year": "2026", "volume": "7", "abbr": "JEx", "doi": "10.5555/ab.1", "abstract": "We calm waves.",
        "keywords": "Water", "selected": "true", "pdf": "papers/calm.pdf",
        "code": "https://code.example.org/calm", "preview": "figures/calm.png", "preview_alt": "A calm sea",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("bib", "authors"),
    [
        (
            "title = {Calm Waves}, author = {Rivera, A and others}",
            ["Rivera, A and Ben Okafor and Cy Ex"],
        ),
        (
            "title = {A Book of Birds}, author = {Swan, Sue}",
            ["Swan, Sue", "Ana Rivera and Ben Okafor and Cy Ex"],
        ),
    ],
)
def test_pages_complete_entries_and_outlive_those_of_others(
    tmp_path: Path, bib: str, authors: list[str]
) -> None:
    """A page names those whom `and others` leaves out; a .bib file may be of another paper."""
    page = "---\ntitle: Calm Waves\nauthors: [admin, Ben Okafor, Cy Ex]\ndate: 2026-03-01\n---\n"
    files = {
        **{path: OLD[path] for path in OLD if path.startswith(("config", "content/authors"))},
        "content/publication/calm/index.md": page,
        "content/publication/calm/cite.bib": f"@misc{{wave, {bib}, year = 2026}}\n",
    }  # fmt: skip
    done = moved(old_site(tmp_path / "old", files), tmp_path / "new")
    found = [entry["author"] for entry in entries(tmp_path).values()]
    assert sorted(found) == sorted(authors)
    assert done.account.counts()["papers"][1].left == 0


def test_a_paper_is_made_of_its_page_alone(old: Path) -> None:
    """In TOML as well; equal authors have a sign, a preprint its number."""
    assert entries(old)["okafor2025storms"] == {
        "author": "Ben Okafor* and Ana Rivera*", "title": "Storms", "year": "2025", "month": "5", "annotation": "* Equal contribution",
        "booktitle": "Proceedings of Storms", "eprint": "2501.01234", "archiveprefix": "arXiv",
    }  # fmt: skip
    page = (old / "new/research/okafor2025storms.md").read_text("utf-8")
    assert page.endswith(
        "# Storms\n\n:::{paper} okafor2025storms\n:::\n\n"
        "More than an abstract: see {paper}`rivera2026calm`\n"
    )


def test_events_news_and_projects(old: Path) -> None:
    """Each is a record, and names the people who are known."""
    (talk,) = records(old, "research/talks.yml")
    assert talk == {
        "id": "talk-oslo", "title": "On Calm", "date": "2026-02-03", "time": "13:00", "people": ["rivera-ana"],
        "event": "Nordic Seminar", "place": "Oslo, 1 Ex Road, Norway", "url": "https://seminar.example.org",
        "note": "How to calm.", "links": {"slides": "https://slides.example.org/oslo"},
    }  # fmt: skip
    news = (old / "new/news/2026.md").read_text("utf-8")
    assert news == (
        "# News 2026\n\n:::{news} 2026-01-05\n:title: A prize\n\n"
        "Congratulations to {person}`okafor-ben`: ![ben](../pictures/ben.png)\n:::\n"
    )
    (project,) = records(old, "research/projects.yml")
    assert project["paper"] == ["rivera2026calm"]
    assert project["people"] == ["rivera-ana"]
    assert project["links"] == {"Website": "https://calm.example.org"}


def test_widgets_become_pages(old: Path) -> None:
    """The home page is one of them; what was not shown stays where it is."""
    home = (old / "new/index.md").read_text("utf-8")
    assert "## Welcome\n\nWe calm waves; [join us](join.md).\n" in home
    assert "## Contact\n\n- <waves@example.org>\n- 1 Ex Road, Exton\n" in home
    assert "Hidden words" not in home
    assert "it was not shown" in (old / "new/IMPORT.md").read_text("utf-8")
    assert (old / "new/group/index.md").read_text("utf-8").startswith("# Team\n")
    join = (old / "new/join.md").read_text("utf-8")
    assert join == (
        "---\nmenu: true\n---\n\n# Join us\n\n:::{note}\nWrite to [Ana](group/people/rivera-ana.md).\n:::\n\n"
        "## How\n\nBy letter.\n"
    )  # fmt: skip


def test_examples_of_the_system_do_not_move(tmp_path: Path) -> None:
    """Pages that tell how HugoBlox works are nobody's."""
    result = move(tmp_path, OLD)
    found = {thing.path for thing in result.account.things if thing.example}
    assert found == {"content/publication/conference-paper/index.md"}


def test_files_of_authors_become_people(new: Path) -> None:
    """As of 2026 they stand among the data."""
    (ana,) = records(new, "group/people.yml")
    assert ana["aliases"] == ["A. M. Rivera"]
    assert ana["links"] == {"orcid": "0000-0002-1825-0097", "github": "anarivera"}
    assert ana["memberships"] == [{"role": "lead"}]
    assert ana["photo"] == "rivera-ana.png"
    assert ana["bio"].split("\n\n") == [
        "Ana calms **waves**.",
        "Interests: Water.",
        "Technical: Python.",
        "Languages: Waluigish (Native).",
    ]
    (vita,) = records(new, "group/cv.yml")
    assert vita["education"] == [
        {"title": "PhD in Waves", "place": "Ex University", "from": "2008-09", "to": "2012-06", "note": "On calm ones."}
    ]  # fmt: skip
    assert vita["employment"] == [
        {"title": "Professor", "place": "Ex University", "from": "2015-01"}
    ]
    (award,) = records(new, "research/awards.yml")
    assert award["people"] == ["rivera-ana"]
    assert award["note"] == "Ex Society. For calming."


def test_papers_of_2026(new: Path) -> None:
    """Venues are mappings, and links have types."""
    ((key, fields),) = entries(new).items()
    assert key == "rivera2026calm"
    assert fields == {
        "author": "Ana Rivera and Ben Okafor", "title": "Calm Waves", "year": "2026", "month": "3",
        "journal": "Journal of Examples", "volume": "7", "number": "2", "abbr": "JEx", "doi": "10.5555/ab.1",
        "abstract": "We calm waves.", "keywords": "Water", "selected": "true", "award": "Prize for Calm",
        "award_date": "2026-09", "code": "https://code.example.org/calm", "eprint": "2501.01234",
        "archiveprefix": "arXiv", "preview": "figures/calm.png",
    }  # fmt: skip


def test_blocks_become_the_home_page(new: Path) -> None:
    """Lists of papers are ours; links lead where they lead now."""
    home = (new / "new/index.md").read_text("utf-8")
    assert "## What we do\n\nWe calm waves; see [us](join.md).\n" in home
    assert "## Recent Publications\n\n:::{publications}\n:limit: 5\n" in home
    assert "## Come and see\n\n[Join](join.md)\n" in home


def test_long_posts_are_posts(new: Path) -> None:
    """With the ids of their authors."""
    post = (new / "new/posts/2026-01-05-waves.md").read_text("utf-8")
    head, _, text = post.removeprefix("---\n").partition("---\n")
    assert yaml.safe_load(head)["authors"] == ["rivera-ana"]
    assert "\n:::{note}\nBring a towel.\n:::\n" in text
    assert "\n```python\ncalm()\n```\n" in text


def test_talks_have_the_hours_of_one_day(tmp_path: Path) -> None:
    """A talk that lasts all day, or is said to begin at midnight, has none."""
    talk = "---\ntitle: {0}\ndate: '2026-02-03T{1}:00Z'\ndate_end: '2026-02-{2}:00Z'\nall_day: {3}\nurl_pdf: [https://a.example.org, https://b.example.org]\n---\n"
    cases = {
        "one": ("13:00", "03T14:30", "false"), "two": ("13:00", "03T14:30", "true"),
        "three": ("00:00", "03T00:00", "false"), "four": ("13:00", "05T12:00", "false"),
    }  # fmt: skip
    old = NEW | {f"content/events/{name}/index.md": talk.format(name, *said) for name, said in cases.items()}  # fmt: skip
    move(tmp_path, old)
    talks = {t["title"]: t for t in records(tmp_path, "research/talks.yml")}
    assert {name: talks[name].get("time") for name in cases} == {
        "one": "13:00–14:30", "two": None, "three": None, "four": "13:00",
    }  # fmt: skip
    assert talks["one"]["links"] == {"pdf": "https://a.example.org", "pdf 2": "https://b.example.org"}  # fmt: skip


def test_sponsors_slides_and_pages_of_institutions(tmp_path: Path) -> None:
    """Logos are sponsors, slides are a gallery, an institution is a link of its people."""
    home = """---
type: landing
sections:
  - block: sponsors-tiered
    content:
      title: Thanks
      tiers:
        - {name: Gold, logos: [logos/wave-bank_logo.png, gone.png]}
  - block: slider
    content:
      slides:
        - {title: Welcome, background: {image: {filename: logos/one.png}}}
        - {title: Welcome, background: {image: {filename: logos/two.png}}}
---
"""
    old = NEW | {
        "content/_index.md": home,
        "assets/media/logos/wave-bank_logo.png": PNG,
        "assets/media/logos/one.png": PNG,
        "assets/media/logos/two.png": PNG,
        "data/authors/ben.yaml": "name: {display: Ben Okafor}\naffiliations: [{name: Ex Bank, url: 'https://bank.example.org'}]\n",
        "content/publications/calm/index.md": str(NEW["content/publications/calm/index.md"]).replace("featured: true", "redirect_url: /publications/calm/7.pdf"),
        "content/publications/calm/7.pdf": b"%PDF-1.4 made up\n",
    }  # fmt: skip
    move(tmp_path, old)
    assert records(tmp_path, "group/sponsors.yml") == [
        {"id": "wave-bank", "name": "wave bank", "image": "sponsors/wave-bank-logo.png", "note": "Gold"}
    ]  # fmt: skip
    index = (tmp_path / "new/index.md").read_text("utf-8")
    assert "## Thanks\n\n:::{sponsors}\n:::\n" in index
    assert (
        "**Welcome**\n\n:::{gallery}\n\n![Welcome](pictures/one.png)\n![Welcome](pictures/two.png)\n:::"
        in index
    )
    people = {p["id"]: p for p in records(tmp_path, "group/people.yml")}
    assert people["okafor-ben"]["links"] == {"Ex Bank": "https://bank.example.org"}
    ((_, fields),) = entries(tmp_path).items()
    assert fields["pdf"] == "papers/calm-7.pdf"
    site = Site(tmp_path / "new")
    assert site.build(config={"groupsite_today": "2026-11-01"}).code == 0


def test_labdata(tmp_path: Path) -> None:
    """People, papers with their addresses, projects with their papers."""
    move(tmp_path, LABDATA)
    ana, ben, cy, dan = records(tmp_path, "group/people.yml")
    assert ana["memberships"] == [{"role": "lead"}]
    assert ben["memberships"] == [
        {"role": "phd", "from": "2024", "supervisors": ["rivera-ana"]}
    ]
    assert cy["memberships"] == [
        {"role": "ms student", "to": "2020", "topic": "On foam", "next": "Foam Inc", "note": "MSc. Advised with Dee Elsewhere."}
    ]  # fmt: skip
    assert dan["memberships"] == [{"role": "postdoc", "status": "former"}]
    (fields,) = entries(tmp_path).values()
    assert fields["pdf"] == "https://pdf.example.org/waves/rivera2026calm.pdf"
    assert "project" not in fields
    (project,) = records(tmp_path, "research/projects.yml")
    assert project["paper"] == ["rivera2026calm"]
    assert project["status"] == "completed"


def test_news_stand_where_the_old_home_page_had_them(tmp_path: Path) -> None:
    """A block that lists posts is the timeline, and there is no other."""
    files = OLD | {
        "content/home/news.md": "---\nwidget: pages\nweight: 20\ntitle: Latest\ncontent: {page_type: post}\n---\n"
    }
    move(tmp_path, files)
    page = (tmp_path / "new/index.md").read_text("utf-8")
    kept = [line for line in page.split("\n") if line.startswith(("## ", ":::{t"))]
    assert kept == [
        "## Welcome", "## Latest", ":::{timeline}", "## Contact", "## Selected publications",
    ]  # fmt: skip


def test_a_list_of_papers_without_papers_is_left(tmp_path: Path) -> None:
    """With what the template says of it."""
    block = "  - block: collection\n    content: {title: Papers, text: Search them., filters: {folders: [publication]}}\n"
    files = {p: t for p, t in NEW.items() if not p.startswith(("content/publication", "publications"))} | {
        "content/_index.md": f"---\ntype: landing\nsections:\n  - block: markdown\n    content: {{title: Us, text: We calm.}}\n{block}---\n"
    }  # fmt: skip
    result = move(tmp_path, files)
    assert result.moved.papers == []
    page = (tmp_path / "new/index.md").read_text("utf-8")
    assert [line for line in page.split("\n") if line.startswith("## ")] == ["## Us"]  # fmt: skip
    left = [
        (fact.value, fact.why)
        for thing in result.account.own
        for _, fact in thing.counted
        if thing.path == "content/_index.md" and fact.why
    ]
    assert left == [(t, "there are no papers to list") for t in ("Papers", "Search them.")]  # fmt: skip
