"""Sites of each system move whole, and build without a message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from groupsite.model.text import spelling
from groupsite.moving.account import State
from groupsite.moving.recognise import READERS, system_of
from groupsite.moving.source import Source
from tests.conftest import Site
from tests.moving import moved, old_site
from tests.moving.sites import SITES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: What stands in the new site in other words, or in the name of a copy.
_RENAMED = re.compile(
    r"\.(?:png|pdf)$|^(?:pi|phd|alum|manuscripts|present|blank|Invited talk|false|https://scholar.*|Principal Investigators|Graduate Students|Alumni|alumni|archived|article-journal|arxiv|(?:https://arxiv.org/.*|\d{4}\.\d{5})v\d|admin|me|2012-06-30)$"
)


def records(folder: Path, name: str) -> list[dict[str, Any]]:
    """The records of a YAML file."""
    return yaml.load((folder / name).read_text("utf-8"), yaml.BaseLoader)


@pytest.fixture(params=SITES)
def system(request: pytest.FixtureRequest) -> str:
    """The name of a system with an old site."""
    return str(request.param)


def test_each_system_is_recognised(tmp_path: Path, system: str) -> None:
    """A folder is read by the reader of its system."""
    name = system.partition(" ")[0]
    assert name in READERS
    assert system_of(Source(old_site(tmp_path, SITES[system]))) == name


def test_the_new_site_builds_without_a_message(tmp_path: Path, system: str) -> None:
    """Nothing that has moved has to be mended."""
    old = old_site(tmp_path / "old", SITES[system])
    moved(old, tmp_path / "new")
    site = Site(tmp_path / "new")
    built = site.build(config={"groupsite_today": "2026-11-01"})
    assert built.code == 0


def test_what_is_said_to_have_moved_is_there(tmp_path: Path, system: str) -> None:
    """All words of each fact that counts as moved are in the new site."""
    old = old_site(tmp_path / "old", SITES[system])
    result = moved(old, tmp_path / "new")
    texts = " ".join(
        f"{path.name} {re.sub('[{}]', '', path.read_text('utf-8'))}"
        for path in (tmp_path / "new").rglob("*")
        if path.suffix in (".md", ".yml", ".bib", ".py") and path.name not in ("IMPORT.md", "README.md", "AGENTS.md")
    )  # fmt: skip
    words = set(spelling(texts).split("-"))
    for thing in result.account.own:
        for where, fact in thing.counted:
            if fact.state is not State.MOVED or not isinstance(fact.value, str) or _RENAMED.search(fact.value):  # fmt: skip
                continue
            said = re.sub(
                r"<[^<>]*>|&\w+;|\{%.*?%\}|T?\d\d:\d\d.*|mailto:|\{\{.*?\}\}|^https?://orcid.org/|\]\([^()]*\)",
                " ",
                fact.value,
            )
            lost = [w for w in spelling(said).split("-") if w.lstrip("0") and w not in words and w.lstrip("0") not in words]  # fmt: skip
            assert not lost, f"{thing.path} {where}: {lost} of {fact.value!r}"


def test_what_is_left_is_in_the_report(tmp_path: Path, system: str) -> None:
    """IMPORT.md names each fact and each file that has no place."""
    old = old_site(tmp_path / "old", SITES[system])
    result = moved(old, tmp_path / "new")
    report = (tmp_path / "new" / "IMPORT.md").read_text("utf-8")
    for thing in result.account.own:
        assert f"`{thing.path}`" in report
        for where, fact in thing.counted:
            if fact.state is State.LEFT and thing.into:
                assert f".{where[-1]}`" in report or f"`{where[0]}" in report


def test_every_file_of_the_old_site_is_accounted_for(
    tmp_path: Path, system: str
) -> None:
    """No file is passed over without a word."""
    old = old_site(tmp_path / "old", SITES[system])
    account = moved(old, tmp_path / "new").account
    known = {t.path for t in account.things} | set(account.machinery)
    assert known == set(SITES[system])


def test_a_second_run_changes_nothing(tmp_path: Path, system: str) -> None:
    """The same site moves to the same files."""
    old, new = old_site(tmp_path / "old", SITES[system]), tmp_path / "new"
    moved(old, new)
    before = {path: path.read_bytes() for path in new.rglob("*") if path.is_file()}
    moved(old, new)
    assert {
        path: path.read_bytes() for path in new.rglob("*") if path.is_file()
    } == before


def test_al_folio_becomes_records(tmp_path: Path) -> None:
    """People, papers, news, posts, projects, courses and the CV are records of ours."""
    old, new = old_site(tmp_path / "old", SITES["al-folio"]), tmp_path / "new"
    moved(old, new)
    owner, partner = records(new, "group/people.yml")
    assert owner["id"] == "rivera-ana"
    assert owner["links"]["orcid"] == "0000-0002-1825-0097"
    assert owner["photo"] == "rivera-ana.png"
    assert partner["links"] == {"homepage": "https://ben.example.org"}
    (vita,) = records(new, "group/cv.yml")
    assert vita["education"] == [
        {"title": "PhD in Waves", "place": "Ex University", "date": "2020", "note": "On calm ones."}
    ]  # fmt: skip
    assert vita["employment"][0]["to"] == "2023"
    assert records(new, "research/awards.yml")[0]["date"] == "2021"
    assert (
        records(new, "research/projects.yml")[0]["summary"] == "How waves become calm"
    )
    assert records(new, "research/teaching.yml")[0]["year"] == "Fall 2025"
    assert "2501.01234" in (bib := (new / "publications.bib").read_text("utf-8"))
    assert bib.count("@") == 1
    assert (new / "files/assets/pdf/calm.pdf").exists()
    assert (new / "files/figures/calm.png").exists()
    assert not (new / "pictures/unused.png").exists()
    assert sorted(p.stem for p in (new / "news").iterdir()) == ["2025", "2026", "index"]


def test_old_addresses_lead_to_new_pages(tmp_path: Path) -> None:
    """Whoever follows an old link arrives."""
    old = old_site(tmp_path / "old", SITES["al-folio"])
    moved(old, tmp_path / "new")
    site = Site(tmp_path / "new")
    built = site.build(config={"groupsite_today": "2026-11-01"})
    for address in ("publications", "projects", "blog/2026/on-waves", "projects/calm"):
        page = built.outdir / address / "index.html"
        assert page.exists() or (built.outdir / f"{address}.html").exists(), address


def test_examples_of_the_system_do_not_move(tmp_path: Path) -> None:
    """Nobody wants the news of the template on their site."""
    post = "---\ntitle: displaying beautiful tables\n---\nUsing markdown is easy.\n"
    files = SITES["al-folio"] | {"_posts/2023-03-21-tables.md": post}
    account = moved(old_site(tmp_path / "old", files), tmp_path / "new").account
    found = {t.path for t in account.things if t.example}
    assert found == {"_news/announcement_1.md", "_posts/2023-03-21-tables.md"}
    assert not (tmp_path / "new/news/2015.md").exists()


def test_a_lab_has_its_people_by_what_they_are(tmp_path: Path) -> None:
    """Roles, alumni and the head of the group are as the old site has them."""
    old, new = (
        old_site(tmp_path / "old", SITES["lab-website-template"]),
        tmp_path / "new",
    )
    result = moved(old, new)
    people = {p["id"]: p for p in records(new, "group/people.yml")}
    assert people["rivera-ana"]["memberships"] == [{"role": "lead"}]
    assert people["okafor-ben"]["memberships"] == [{"role": "phd", "status": "former"}]
    assert people["ex-cy"]["memberships"] == [{"role": "programmer"}]
    assert "'role.programmer': 'Programmer'" in (new / "conf.py").read_text("utf-8")
    options = re.findall(r"^:role: (.*)", (new / "group/index.md").read_text("utf-8"), re.MULTILINE)  # fmt: skip
    assert options == ["lead", "phd programmer"]
    assert result.moved.owner == "rivera-ana"
    bib = (new / "publications.bib").read_text("utf-8")
    assert "code = {https://example.org/c}" in bib
    assert "preview = {figures/w.png}" in bib
    assert "day = {2}" in bib


def test_a_date_that_a_system_has_made_up_is_not_taken(tmp_path: Path) -> None:
    """The lab template writes 1 January where only the year is known."""
    files = SITES["lab-website-template"] | {
        "_data/citations.yaml": "- {id: 'doi:10.5555/ab.1', title: Calm, authors: [A. Rivera], publisher: J. Ex., date: '2026-01-01'}\n"
    }
    old = old_site(tmp_path / "old", files)
    result = moved(old, tmp_path / "new")
    entry = next(e for e in result.moved.papers if e.fields["title"] == "Calm")
    assert entry.fields["year"] == "2026"
    assert "month" not in entry.fields
    assert any("1 January" in what for _, what in result.account.guesses)


def test_a_link_into_its_own_page_is_text(tmp_path: Path) -> None:
    """Headings get other ids here; it does not lead to the home page instead."""
    files = SITES["academicpages"]
    old, new = old_site(tmp_path / "old", files), tmp_path / "new"
    moved(old, new)

    home = (new / "index.md").read_text("utf-8")
    assert "See my [talk](research/talks.md), or more." in home


def test_a_citation_says_who_the_authors_are(tmp_path: Path) -> None:
    """Pages of academicpages name authors there alone."""
    old, new = old_site(tmp_path / "old", SITES["academicpages"]), tmp_path / "new"
    result = moved(old, new)
    (entry,) = result.moved.papers
    assert entry.fields["author"] == "Rivera, A. and Okafor, B."
    assert entry.fields["volume"] == "7"
    assert entry.fields["pdf"] == "files/calm.pdf"
    assert any("citation" in what for _, what in result.account.guesses)


def test_pages_made_of_bibtex_have_names_in_letters(tmp_path: Path) -> None:
    """The generator of academicpages leaves the accents of LaTeX as they are."""
    page = "---\ntitle: Calm\ndate: 2026-01-02\nauthors: >\n  Jos\\'{e} Sch\\\"{a}fer, Ana Sü\\ss{}\n---\n"
    files = SITES["academicpages"] | {"_publications/2026-01-02-calm.md": page}
    result = moved(old_site(tmp_path / "old", files), tmp_path / "new")
    names = [entry.fields["author"] for entry in result.moved.papers]
    assert "José Schäfer and Ana Süss" in [n.replace("ß", "ss") for n in names]


def test_an_excerpt_of_a_person_begins_the_biography(tmp_path: Path) -> None:
    """Unless the text says the same; no key of the old page is a word of it."""
    page = "---\ntitle: {}\nexcerpt: {}\n---\nShe calms waves.\n"
    files = SITES["academicpages"] | {
        "_group/a.md": page.format("Ada Ash", "Ada is a *student*."),
        "_group/b.md": page.format("Bea Birch", "She calms waves."),
    }
    moved(old_site(tmp_path / "old", files), tmp_path / "new")
    bios = {
        p["id"]: p.get("bio") for p in records(tmp_path / "new", "group/people.yml")
    }
    assert bios["ash-ada"] == "Ada is a *student*.\n\nShe calms waves."
    assert bios["birch-bea"] == "She calms waves."


def test_a_home_page_says_its_title_once(tmp_path: Path) -> None:
    """Also where the title of the site has other words for the same."""
    files = SITES["academicpages"] | {
        "_config.yml": "title: Ana Rivera / Ex Waves Lab\nname: Ana Rivera\nauthor: {name: Ana Rivera}\n",
        "_pages/about.md": "---\npermalink: /\ntitle: Ana Rivera / Wave Lab\n---\n\nWe calm waves.\n",
    }
    moved(old_site(tmp_path / "old", files), tmp_path / "new")
    text = (tmp_path / "new/index.md").read_text("utf-8").partition("```")[0]
    assert re.findall(r"^#+ .*", text, re.MULTILINE) == ["# Ana Rivera / Ex Waves Lab"]


def test_a_description_of_a_paper_may_be_its_abstract(tmp_path: Path) -> None:
    """A few words are a note behind the citation."""
    paper = "- {{id: 'doi:10.5555/{0}', title: T{0}, authors: [A], publisher: J, date: '2026-02-02', description: {1}}}\n"
    long = (
        "Waves are many. " + "We have calmed them at once and one after the other. " * 3
    )
    long = long.strip()
    files = SITES["lab-website-template"] | {
        "_data/citations.yaml": paper.format("a", long)
        + paper.format("b", "In print. Soon.")
    }
    result = moved(old_site(tmp_path / "old", files), tmp_path / "new")
    found = {e.fields["title"]: e.fields for e in result.moved.papers}
    assert found["Ta"]["abstract"] == long
    assert "note" not in found["Ta"]
    assert found["Tb"]["note"] == "In print. Soon."


def test_a_resume_without_authors_invents_none(tmp_path: Path) -> None:
    """JSON Resume does not name authors: the owner of it, and others, is all that is known."""
    old = old_site(tmp_path / "old", SITES["json-resume"])
    result = moved(old, tmp_path / "new")
    (entry,) = result.moved.papers
    assert entry.fields["author"] == "Ana Rivera and others"
    assert result.account.guesses


def test_what_the_template_has_said_does_not_move(tmp_path: Path) -> None:
    """Papers, co-authors, code and sentences that came with al-folio are no facts of its user."""
    files = SITES["al-folio"] | {
        "_data/socials.yml": "email: you@example.com\ncustom_social:\n  logo: x.png\n  title: Wave forum\n  url: https://forum.example.org\n",
        "_data/coauthors.yml": "bach:\n  - firstname: [Johann Sebastian]\n    url: https://en.wikipedia.org/wiki/Johann_Sebastian_Bach\n",
        "_data/repositories.yml": "github_users: [torvalds]\ngithub_repos: [jquery/jquery]\n",
        "_bibliography/more.bib": "@book{einstein1920relativity, title={Relativity}, author={Albert Einstein}, year=1920, publisher={Ex}}\n",
        "_pages/404.md": "---\ntitle: Not found\npermalink: /404.html\n---\n\nSorry.\n",
        "_pages/profiles.md": "---\ntitle: people\nprofiles:\n  - {content: about_einstein.md, more_info: <p>555 your office number</p>}\n---\n",
        "_pages/about_einstein.md": "Write your biography here.\n",
    }
    old, new = old_site(tmp_path / "old", files), tmp_path / "new"
    account = moved(old, new).account
    assert not (new / "research/software.yml").exists()
    (owner,) = records(new, "group/people.yml")
    assert "email" not in owner
    assert owner["links"] == {"Wave forum": "https://forum.example.org"}
    assert "Einstein" not in (new / "publications.bib").read_text("utf-8")
    assert {t.path for t in account.things if t.example} == {
        "_news/announcement_1.md", "_data/coauthors.yml", "_data/repositories.yml", "_bibliography/more.bib",
        "_pages/404.md", "_pages/profiles.md", "_pages/about_einstein.md",
    }  # fmt: skip


def test_data_of_a_kind_of_its_own_becomes_a_page(tmp_path: Path) -> None:
    """All that it says stands there, for its authors to move."""
    files = SITES["al-folio"] | {
        "_data/machines.yml": "- {name: Tank, image: {url: assets/img/sea.png, width: 40}, uses: [waves, calm], link: https://tank.example.org}\n",
        "_data/helpers.json": '["Dee Ex", "Eve Ex"]',
        "_data/navigation.yml": "main: [{title: Home, url: /}]\n",
    }
    old, new = old_site(tmp_path / "old", files), tmp_path / "new"
    account = moved(old, new).account
    assert {t.path: t.into for t in account.things if t.kind == "data"} == {
        "_data/helpers.json": ["data/helpers.md"], "_data/machines.yml": ["data/machines.md"],
    }  # fmt: skip
    assert "_data/navigation.yml" in account.machinery
    site = Site(new)
    built = site.build(config={"groupsite_today": "2026-11-01"})
    machines = built.main("data/machines")
    assert [h.text for h in machines.iter("h2")] == ["Tank"]
    assert len(list(machines.iter("img"))) == 1
    assert [li.text_content().strip() for li in machines.findall(".//li//li")][-2:] == [
        "waves",
        "calm",
    ]
    assert len(list(built.main("data/helpers").iter("li"))) == 2


def test_filler_text_of_a_template_stays_behind(tmp_path: Path) -> None:
    """With a note, and without what authors have written beside it."""
    filler = "Lorem ipsum dolor sit amet, consectetur adipiscing elit."
    files = {**SITES["lab-website-template"], "tools/index.md": f"---\ntitle: Tools\n---\n\n{filler}\nUt enim ad minim veniam, quis.\n\nOurs: {filler}\n"}  # fmt: skip
    result = moved(old_site(tmp_path / "old", files), tmp_path / "new")
    text = (tmp_path / "new/tools.md").read_text("utf-8")
    assert text.count("Lorem ipsum") == 1
    assert f"Ours: {filler}" in text
    assert ("tools/index.md", "“Lorem ipsum”, which came with the template, is left out") in result.account.notes  # fmt: skip


def test_the_lab_template_says_where_accounts_are(tmp_path: Path) -> None:
    """Its table of icons has the addresses of services, and of phones nobody needs one."""
    files = SITES["lab-website-template"] | {
        "_data/types.yaml": "programmer: {icon: x, description: Programmer}\nwavebook: {icon: x, text: W, link: https://wavebook.example.org/$LINK}\n",
        "_members/cy-ex.md": "---\nname: Cy Ex\nrole: programmer\nlinks:\n  wavebook: cy\n  phone: +1 555 01\n---\n",
    }
    old, new = old_site(tmp_path / "old", files), tmp_path / "new"
    moved(old, new)
    person = next(p for p in records(new, "group/people.yml") if p["id"] == "ex-cy")
    assert person["links"]["other"] == ["https://wavebook.example.org/cy"]
    assert person["note"] == "+1 555 01"
    assert person["memberships"] == [{"role": "programmer"}]


def test_al_folio_v1_has_its_theme_elsewhere(tmp_path: Path) -> None:
    """It is known by its settings, and its CV is one of RenderCV."""
    gone = ("_layouts/", "_data/cv.yml", "_data/repositories.yml", "assets/css/")
    files = {p: f for p, f in SITES["al-folio"].items() if not p.startswith(gone)} | {
        "_config.yml": str(SITES["al-folio"]["_config.yml"])
        + "theme: al_folio_core\nplugins: [al_folio_core, al_folio_cv]\n"
        "al_folio: {api_version: 1, style_engine: tailwind, features: {cv: {enabled: true}}, upgrade: {channel: stable}}\n",
        "_pages/cv.md": "---\nlayout: cv\ntitle: cv\npermalink: /cv/\nnav: true\ncv_format: rendercv\n---\n",
        "_data/cv.yml": """cv:
  name: Ana Rivera
  label: Lecturer in Waves
  address: {city: Exville}
  sections:
    Education:
      - {institution: Ex College, area: Waves, degree: PhD, startDate: 2016-09, endDate: 2020-06}
    Experience:
      - {company: Ex University, position: Fellow, start_date: 2020-10, end_date: present}
""",
    }  # fmt: skip
    old, new = old_site(tmp_path / "old", files), tmp_path / "new"
    assert system_of(Source(old)) == "al-folio"
    account = moved(old, new).account
    (vita,) = records(new, "group/cv.yml")
    assert vita["education"][0]["from"] == "2016-09"
    assert vita["education"][0]["to"] == "2020-06"
    assert vita["employment"][0]["place"] == "Ex University"
    (owner, _) = records(new, "group/people.yml")
    assert owner["position"] == "Lecturer in Waves"
    assert owner["note"] == "Room 1.01; Exville"
    left = {f.value for t in account.own for _, f in t.counted if f.state is State.LEFT}
    assert left == {"2025"}  # the year of the preprint of a paper
    site = Site(new)
    built = site.build(config={"groupsite_today": "2026-11-01"})
    assert built.code == 0
    assert "Ex College" in built.main("cv").text_content()


def test_loops_of_liquid_are_no_text(tmp_path: Path) -> None:
    """What a template makes of data in a page goes, with a note; words around it, and code, stay."""
    loop = "{% for x in site.data.y %}{% for z in x %}<b>{{ z }}</b>{% endfor %}{% endfor %}"
    files = SITES["al-folio"] | {
        "_pages/join.md": f"---\ntitle: Join\n---\n\nBefore. {loop} Behind.\n",
        "_pages/code.md": f"---\ntitle: Code\n---\n\n```liquid\n{loop}\n```\n",
    }
    old, new = old_site(tmp_path / "old", files), tmp_path / "new"
    account = moved(old, new).account
    assert (new / "join.md").read_text("utf-8").endswith("\n\nBefore.  Behind.\n")
    assert loop in (new / "code.md").read_text("utf-8")
    assert [p for p, what in account.notes if "a loop of Liquid" in what] == [
        "_pages/join.md"
    ]


def test_people_are_in_the_groups_of_the_old_page(tmp_path: Path) -> None:
    """Those of al-folio have a rank in theirs, those of HugoBlox a family name."""
    files = SITES["al-folio"] | {
        "_pages/people.md": "---\ntitle: People\npermalink: /people/\ndisplay_categories: [Faculty, PhD student, Alumni]\n---\n",
        "_people/a.md": "---\ntitle: Ada Ash\ncategory: PhD student\n---\n",
        "_people/b.md": "---\ntitle: Ben Birch\ncategory: Faculty\nimportance: 2\n---\n",
        "_people/c.md": "---\ntitle: Cy Cedar\ncategory: Faculty\nimportance: 1\n---\n",
        "_people/d.md": "---\ntitle: Di Dogwood\ncategory: Alumni\n---\n",
    }
    assert _people(tmp_path / "al-folio", files)[:4] == ["cedar-cy", "birch-ben", "ash-ada", "dogwood-di"]  # fmt: skip
    files = {
        path: text
        for path, text in SITES["hugoblox"].items()
        if not path.startswith(("content/authors", "content/people"))
    } | {
        "content/people/people.md": "---\nwidget: people\nheadless: true\ncontent:\n  user_groups: [PIs, InvitedSpeakers]\n---\n",
        "content/people/index.md": "---\ntitle: people\ntype: widget_page\n---\n",
        "content/authors/a/_index.md": "---\ntitle: Ada Ash\nlast_name: Ash\nuser_groups: [InvitedSpeakers]\n---\n",
        "content/authors/b/_index.md": "---\ntitle: Ben Alder\nlast_name: Alder\nuser_groups: [InvitedSpeakers]\n---\n",
        "content/authors/c/_index.md": "---\ntitle: Cy Cedar\nuser_groups: [PIs]\n---\n",
    }
    new = tmp_path / "hugoblox"
    assert _people(new, files)[:3] == ["cedar-cy", "alder-ben", "ash-ada"]
    assert records(new / "new", "group/people.yml")[1]["memberships"] == [{"role": "Invited Speakers"}]  # fmt: skip


def _people(folder: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """The ids of the people of a new site, which shows them by role."""
    moved(old_site(folder / "old", files), folder / "new")
    page = (folder / "new/group/index.md").read_text("utf-8")
    assert page.startswith("# People\n\n:::{people}\n:status: current\n:group-by: role\n:::\n")  # fmt: skip
    return [person["id"] for person in records(folder / "new", "group/people.yml")]
