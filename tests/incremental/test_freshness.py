"""What an edit makes the next build read and write, and that nothing else is stale."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from sphinx.errors import ExtensionError
from sphinx.util.docutils import new_document

from groupsite.build.manifest import note_path
from groupsite.incremental.ledger import Ledger
from groupsite.model.graph import Graph
from groupsite.model.query import one
from tests.conftest import ROOTS, Site
from tests.rebuilding import (
    clean_build,
    differences,
    keep,
    rebuild,
    rebuild_anyhow,
    restored,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.application import Sphinx

    from groupsite.model.graph import Key
    from groupsite.model.query import Query

#: All documents of the site.
ALL: Final = {
    "index",
    "latest",
    "links",
    "mri",
    "news2023",
    "news2024",
    "people",
    "plain",
    "publications",
    "reading",
}
BIB: Final = "publications.bib"


@pytest.fixture(scope="module")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site and its first build; a copy of it is kept beside it."""
    folder = tmp_path_factory.mktemp("incremental")
    shutil.copytree(ROOTS / "incremental", folder / "site")
    first = Site(folder / "site").build()
    assert first.read == first.written == ALL
    keep(folder)
    return folder


@pytest.fixture
def site(built_site: Path) -> Site:
    """The site as it was after its first build, in the same folder as Sphinx wants it."""
    return restored(built_site)


def measured(
    site: Site, builder: str = "html", **kwargs: Any
) -> tuple[set[str], set[str]]:
    """What the next build reads and what it writes."""
    built = rebuild(site, builder, **kwargs)
    return built.read, built.written


def assert_nothing_to_do(site: Site, builder: str = "html", **kwargs: Any) -> None:
    """The next build reads nothing and writes nothing."""
    built = site.build(builder, **kwargs)
    assert (built.read, built.written) == (set(), set())


# -- exact sets ---------------------------------------------------------------------


class Edit(NamedTuple):
    """One edit of a source, and the documents that it makes read and written."""

    name: str
    file: str
    old: str
    new: str
    read: str
    #: Those that are written beside those that are read; `index` goes without saying:
    #: Sphinx writes a page with a toctree whenever it writes one that is in it.
    written: str = ""


EVERY: Final = " ".join(ALL)
ITEM: Final = ":::{news} DATE\n:kind: event\n\nSomething happened.\n:::\n\n"
ENTRY: Final = "@misc{new, author = {WHO}, title = {New}, year = {2020}}\n"
LATEST: Final = (
    ":::{news} 2024-07\n:id: fast-out\n:kind: published\n:paper: doe2024fast\n:::\n"
)
WORKSHOP: Final = (
    ":::{news} 2023-03-01\n:id: workshop\n:kind: event\n:people: li-wei\n\n"
    "We held a workshop.\n:::\n"
)

# fmt: off
EDITS: Final = [
    Edit("lines of the .bib move", BIB, "@article", "\n\n@article",
         ""),
    Edit("an entry's title", BIB, "On noise", "On loud noise",
         "mri publications"),
    Edit("an entry that is cited", BIB, "Deep things", "Deeper things",
         "news2023 publications reading"),
    Edit("an entry with news", BIB, "10.1000/fast", "10.1000/slow",
         "links mri news2024 people publications", "latest"),
    Edit("an entry loses its topic", BIB, "arXiv},\n  keywords = {MRI}", "arXiv}",
         "mri publications"),
    Edit("an entry's key", BIB, "green2022noise", "green2022sound",
         "mri publications"),
    Edit("an entry is added", BIB, "@article", f"{ENTRY}@article",
         "publications"),
    Edit("an entry of a collaborator is added", BIB,
         "@article", ENTRY.replace("WHO", "Li, Wei") + "@article",
         "people publications"),
    Edit("the order of two entries", BIB, "year = {2023}", "year = {2024}",
         "news2023 publications reading"),
    Edit("a member's name", "people.yml", "Bo Green", "Bob Green",
         "links mri people publications"),
    Edit("a collaborator's name", "people.yml", "Wei Li", "Wei J. Li",
         "links mri news2023 news2024 people publications", "latest"),
    Edit("an affiliation", "people.yml", "UCL, UK", "ETH, Switzerland",
         "links mri news2023 news2024 people publications", "latest"),
    Edit("a person is added", "people.yml",
         "- id: li-wei", "- id: foe-flo\n  name: Flo Foe\n\n- id: li-wei",
         "people"),
    Edit("a person is removed", "people.yml", "- id: brown-cy\n  name: Cy Brown\n", "",
         "people"),
    Edit("a person's id", "people.yml", "brown-cy", "brown-cyrus",
         "people"),
    Edit("an older item is added", "news2023.md",
         "2023\n\n", "2023\n\n" + ITEM.replace("DATE", "2023-10"),
         "news2023"),
    Edit("an older item is edited", "news2023.md", "a workshop", "a fine workshop",
         "news2023"),
    Edit("an older item is deleted", "news2023.md", WORKSHOP, "",
         "news2023"),
    Edit("a recent item is added", "news2023.md",
         "2023\n\n", "2023\n\n" + ITEM.replace("DATE", "2024-06"),
         "news2023", "latest"),
    Edit("a recent item is edited", "news2024.md", "has finished", "finished",
         "news2024", "latest"),
    Edit("a recent item's date", "news2024.md", "2024-05", "2024-06",
         "news2024", "latest"),
    Edit("an item gets a paper with a topic", "news2023.md",
         ":people: li-wei", ":people: li-wei\n:paper: green2022noise",
         "news2023", "mri"),
    Edit("the text of a page", "plain.md", "Nothing", "Almost nothing",
         "plain"),
    # what every page shows
    Edit("the latest date", "news2024.md", "2024-07", "2024-09",
         "news2024", EVERY),
    Edit("the latest item is deleted", "news2024.md", LATEST, "",
         "news2024", EVERY),
    Edit("a title", "plain.md", "# Plain", "# Plainer",
         "plain", EVERY),
    Edit("the markup of a title", "plain.md", "# Plain", "# *Plain*",
         "plain", EVERY),
    Edit("a name in the navigation", "index.md", "\nplain", "\nSimple <plain>",
         "index", EVERY),
    Edit("an address in the navigation", "index.md",
         "\nplain", "\nWeb <https://example.org>\nplain",
         "index", EVERY),
    Edit("the order of the navigation", "index.md", "links\nplain", "plain\nlinks",
         "index", EVERY),
]
# fmt: on


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_edit_reads_and_writes_what_shows_it(site: Site, edit: Edit) -> None:
    """After an edit exactly the documents that show what was edited are made again."""
    site.edit(edit.file, edit.old, edit.new)

    read, written = measured(site)

    shown = {*edit.read.split(), *edit.written.split()}
    assert read == set(edit.read.split())
    assert written == (shown | {"index"} if shown else set())


def test_photo_is_shown_anew(site: Site) -> None:
    """After an edit of a photo the page that shows it is made again."""
    site.write("green.png", _other_photo(site))

    assert measured(site) == ({"people"}, {"people", "index"})


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("groupsite_topics", {"deep": "Deep learning", "mri": "MRI", "ct": "CT"}),
        ("groupsite_phrases", {"with": "Together with {people}"}),
        ("groupsite_news_kinds", {"phd": {"label": "Doctor", "family": "people"}}),
        ("groupsite_owner", "green-bo"),
    ],
)
def test_setting_reads_all(site: Site, setting: str, value: object) -> None:
    """After a change of a setting all documents are read and written."""
    assert measured(site, config={setting: value}) == (ALL, ALL)


def test_code_reads_all(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of this extension nothing that older code made is used."""
    monkeypatch.setattr("groupsite.extension.code_version", lambda: 1)

    assert measured(site, "text") == (ALL, ALL)
    assert measured(site, "html") == (set(), ALL)
    assert_nothing_to_do(site, "html")


@pytest.mark.parametrize("builder", ["html", "text", "dirhtml"])
def test_nothing_to_do(site: Site, builder: str) -> None:
    """A second build reads nothing, writes nothing and leaves the environment alone."""
    site.build(builder)
    before = _times(site)

    assert_nothing_to_do(site, builder)
    assert _times(site) == before


def _times(site: Site) -> dict[str, int]:
    """When the files that builds keep for the next one were written."""
    folder = site.build_dir / "doctrees"
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*.*")}


def _other_photo(site: Site) -> bytes:
    return (site.srcdir / "green.png").read_bytes() + b"another"


def test_what_an_extension_shows_on_a_page(site: Site) -> None:
    """A page is written again when something changes that only its frame shows."""

    def showing(visitors: int) -> Callable[[Sphinx], None]:
        def shown(_app: Sphinx, docname: str) -> object:
            return visitors if docname == "plain" else None

        def on_app(app: Sphinx) -> None:
            app.connect("groupsite-shown", shown)

        return on_app

    site.build(on_app=showing(1))

    assert site.build(on_app=showing(1)).written == set()
    assert site.build(on_app=showing(2)).written == {"plain", "index"}


# -- documents come and go ----------------------------------------------------------


def test_renamed_document(site: Site) -> None:
    """A page in the navigation that is renamed makes all others written again."""
    site.write("simple.md", site.read("plain.md"))
    site.remove("plain.md")
    site.edit("index.md", "\nplain", "\nsimple")

    read, written = measured(site)

    assert read == {"index", "simple"}
    assert written == ALL - {"plain"} | {"simple"}


def test_moved_home(site: Site) -> None:
    """When the page that lists papers is renamed, the pages that link to it follow."""
    site.edit("index.md", "publications\n", "")
    site.write("publications.md", f"---\norphan:\n---\n{site.read('publications.md')}")
    site.build()
    site.write("papers.md", site.read("publications.md"))
    site.remove("publications.md")

    read, written = measured(site)

    assert read == {"papers"}
    assert written == ALL - {"publications", "plain"} | {"papers"}


@pytest.mark.parametrize(
    ("builder", "left"), [("html", "plain.html"), ("text", "plain.txt")]
)
def test_deleted_document(site: Site, builder: str, left: str) -> None:
    """The output of a document that is gone is removed by each builder that made it."""
    assert left in site.build(builder).files()
    site.remove("plain.md")
    site.edit("index.md", "\nplain", "")
    site.build("dirhtml")

    read, written = measured(site, builder)

    assert read == set()
    assert written == ALL - {"plain"}
    assert left not in site.build(builder).files()


def test_deleted_document_without_output(site: Site) -> None:
    """A builder that writes no files forgets a document that is gone."""
    site.build("check")
    (ledger,) = (site.build_dir / "doctrees").glob("groupsite-check-*.json")
    assert json.loads(ledger.read_bytes())["written"].keys() == ALL
    site.remove("plain.md")
    site.edit("index.md", "\nplain", "")
    site.build("check")

    assert json.loads(ledger.read_bytes())["written"].keys() == ALL - {"plain"}


def test_deleted_document_in_the_navigation(site: Site) -> None:
    """A page that names one that is gone is read again, which tells where it does."""
    site.remove("plain.md")
    missing = (
        "index.md:5: ERROR: toctree contains reference to nonexisting document "
        "'plain' [toc.not_readable]"
    )

    built = rebuild(site, warnings=[missing])

    assert (built.read, built.written) == ({"index"}, ALL - {"plain"})


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["copyright", "about/us"])
@pytest.mark.parametrize("parallel", [1, 2])
def test_document_that_templates_ask_for(site: Site, name: str, parallel: int) -> None:
    """Pages link to it if there is one: all are written when it comes or goes."""
    site.write(
        "_templates/layout.html",
        '{% extends "!layout.html" %}{% block footer %}{{ super() }}'
        "{% if hasdoc('about/us') %}<a href=\"{{ pathto('about/us') }}\">Us</a>{% endif %}"
        "{% endblock %}",
    )
    config = {"templates_path": ["_templates"], "copyright": "2024, Jane Doe"}
    before = rebuild(site, config=config)

    site.write(f"{name}.md", "---\norphan: true\n---\n# About\n")
    built = site.build(parallel=parallel, config=config)
    assert not differences(built, clean_build(site, config=config))
    links = built.page("index").cssselect(f"a[href='{name}.html']")
    assert len(links) == 1
    assert not site.build(config=config).written

    site.remove(f"{name}.md")
    assert not differences(rebuild(site, config=config), before)
    site.write("other.md", "---\norphan: true\n---\n# Other\n")
    assert rebuild(site, config=config).written == {"other"}


def test_file_takes_the_place_of_a_document(site: Site) -> None:
    """What stands at the address of a document that is gone is left alone."""
    site.write("files/readme.txt", "Files with old addresses.")
    config = {"html_extra_path": ["files"]}
    site.build(config=config)
    site.write("files/plain.html", "This page has moved.")
    site.remove("plain.md")
    site.edit("index.md", "\nplain", "")

    built = rebuild(site, config=config)

    assert built.files()["plain.html"] == b"This page has moved."


def test_document_becomes_a_folder(site: Site) -> None:
    """A page that is written where one that is gone was written is not removed."""
    site.build("dirhtml")
    site.write("plain/index.md", site.read("plain.md"))
    site.remove("plain.md")
    site.edit("index.md", "\nplain", "\nplain/index")

    built = rebuild(site, "dirhtml")

    assert "plain/index.html" in built.files()


# -- other builders -----------------------------------------------------------------


def _include(site: Site, text: str) -> None:
    site.write("parts/words.md", text)


def test_another_builder_has_read_it(site: Site) -> None:
    """What another builder has read since is written, and nothing is read twice."""
    _include(site, "Some words.")
    site.write("plain.md", "# Plain\n\n```{include} parts/words.md\n```\n")
    site.build("html")
    site.build("text")
    site.write("green.png", _other_photo(site))
    _include(site, "Other words.")
    site.edit("news2024.md", "has finished", "finished")
    site.edit("reading.md", "Begin", "Start")
    site.build("text")

    read, written = measured(site, "html")

    assert read == set()
    shown = {"people", "plain", "latest", "news2024", "reading"}
    assert written == shown | {"index"}
    assert_nothing_to_do(site, "text")


def test_quotes_are_alike_for_all_builders(site: Site) -> None:
    """Quotes are the same on pages that the builder of plain text has read first."""
    site.edit("plain.md", "Nothing", "Nobody's")
    site.build("text")

    rebuild(site)


def test_setting_with_another_builder(site: Site) -> None:
    """A setting that another builder has seen first is seen by the next one as well."""
    config = {"groupsite_phrases": {"news.published": "{title}!"}}
    site.build("text", config=config)

    assert measured(site, "html", config=config) == (set(), ALL)


# -- killed builds ------------------------------------------------------------------


def _stop(site: Site, event: str, docname: str, error: BaseException) -> None:
    """Build until *docname* comes up in *event*."""

    def stop(_app: Sphinx, name: str, *_: object) -> None:
        if name == docname:
            raise error

    def on_app(app: Sphinx) -> None:
        app.connect(event, stop)

    with pytest.raises((type(error), ExtensionError)):
        site.try_build(on_app=on_app)


#: Each a file, a text in it and what replaces it.
CHANGES: Final = (
    (BIB, "On noise", "On loud noise"),
    ("news2024.md", "has finished", "finished"),
    ("plain.md", "Nothing", "Nothing at all"),
)


@pytest.mark.sampled
@pytest.mark.parametrize("undo", [False, True], ids=["", "undone"])
@pytest.mark.parametrize(
    ("event", "docname", "error"),
    [
        ("source-read", "publications", KeyboardInterrupt()),
        ("source-read", "publications", ValueError()),
        ("html-page-context", "news2024", KeyboardInterrupt()),
        ("html-page-context", "news2024", ValueError()),
        ("html-page-context", "search", KeyboardInterrupt()),
    ],
    ids=[
        "killed while reading",
        "failed while reading",
        "killed while writing",
        "failed while writing",
        "killed before the search index",
    ],
)
def test_killed_build(
    site: Site, event: str, docname: str, error: BaseException, *, undo: bool
) -> None:
    """A build that does not end leaves nothing stale, nor if the edits are undone."""
    for file, old, new in CHANGES:
        site.edit(file, old, new)
    _stop(site, event, docname, error)
    for file, old, new in CHANGES if undo else ():
        site.edit(file, new, old)

    rebuild(site)


def test_killed_build_forgets_no_warning(site: Site) -> None:
    """What a killed build has warned about is said again."""
    site.edit("links.md", "green-bo", "nobody")
    unknown = (
        "links.md:3: ERROR: {person}: there is no person `nobody` [groupsite.link]"
    )
    _stop(site, "html-page-context", "links", KeyboardInterrupt())

    rebuild(site, warnings=[unknown])


# -- documents that caused warnings -------------------------------------------------


def test_warned_document_is_read_until_mended(site: Site) -> None:
    """A document is read again, by any builder, until it causes no warning."""
    site.edit("links.md", "green-bo", "nobody")
    unknown = (
        "links.md:3: ERROR: {person}: there is no person `nobody` [groupsite.link]"
    )
    for builder in ("html", "text", "html"):
        assert site.build(builder, warnings=[unknown]).read == {"links"}
    site.edit("links.md", "nobody", "green-bo")

    assert measured(site) == ({"links"}, {"links", "index"})
    assert measured(site, "text") == (set(), {"links", "index"})
    assert_nothing_to_do(site)


def test_warned_included_file(site: Site) -> None:
    """A document is read again if a file that it includes caused a warning."""
    site.write("parts/words.md", "Words of {person}`nobody`.\n")
    site.write("plain.md", "# Plain\n\n```{include} parts/words.md\n```\n")
    unknown = "{person}: there is no person `nobody` [groupsite.link]"
    for _ in range(2):
        built = site.build(warnings=[f"parts/words.md:1: ERROR: {unknown}"])
        assert built.read == {"plain"}
    _include(site, "Words.\n")

    assert measured(site) == ({"plain"}, {"plain", "index"})
    assert_nothing_to_do(site)


def test_document_without_toctree(site: Site) -> None:
    """That no menu leads to a page is said again until one does."""
    site.write("lost.md", "# Lost\n")
    lost = (
        "lost.md:1: WARNING: no menu leads to this page; begin it with the three lines "
        "`---`, `menu: true`, `---` to put it there, or name it in the toctree of "
        "another page; if links to it are enough, write `orphan: true` in the same way "
        "[groupsite.menu]"
    )
    for _ in range(2):
        assert site.build(warnings=[lost]).read == {"lost"}
    site.edit("index.md", "\nplain", "\nplain\nlost")

    read, _ = measured(site)

    assert read == {"index", "lost"}
    assert_nothing_to_do(site)


def test_same_id_in_two_documents(site: Site) -> None:
    """A warning about two documents together is said again until one is mended."""
    site.edit("news2024.md", ":id: ann-done", ":id: workshop")
    twice = (
        "news2024.md:9: ERROR: news `workshop` exists already, in news2023.md:9; "
        "timelines only show that one, give this one another `:id:` [groupsite.duplicate]"
    )
    for _ in range(2):
        assert site.build(warnings=[twice]).read == {"news2024"}
    site.edit("news2023.md", ":id: workshop", ":id: party")

    read, _ = measured(site)

    assert read == {"news2023", "news2024"}
    assert_nothing_to_do(site)


def test_warning_while_writing(site: Site) -> None:
    """A document is read again if it caused a warning when it was written."""
    site.edit("plain.md", "Nothing", r"$\nothing$")
    built = rebuild_anyhow(site)
    assert [line.partition(":")[0] for line in built.warnings] == ["plain.md"]

    assert rebuild_anyhow(site).read == {"plain"}
    assert rebuild_anyhow(site, "text").read == set()


def test_suppressed_warning(site: Site) -> None:
    """A warning that nobody sees makes no document read again."""
    site.edit("links.md", "green-bo", "nobody")
    config = {"suppress_warnings": ["groupsite.link"]}
    site.build(config=config)

    assert_nothing_to_do(site, config=config)


def test_person_that_a_list_names(site: Site) -> None:
    """A list that names somebody who is gone is read, although it shows the same."""
    site.write("plain.md", "# Plain\n\n:::{publications}\n:person: brown-cy\n:::\n")
    site.build()
    site.edit("people.yml", "- id: brown-cy\n  name: Cy Brown\n", "")

    built = rebuild_anyhow(site)

    assert [line.partition(":")[0] for line in built.warnings] == ["plain.md"]
    assert built.read == {"people", "plain"}


def test_person_whose_place_is_given(site: Site) -> None:
    """News that give the place of somebody who is gone are read, named there or not."""
    site.edit("news2023.md", ":people: li-wei", ":people: li-wei\n:at: brown-cy = Bonn")
    site.build()
    site.edit("people.yml", "- id: brown-cy\n  name: Cy Brown\n", "")

    built = rebuild_anyhow(site)

    assert [line.partition(":")[0] for line in built.warnings] == ["news2023.md"]
    assert built.read == {"news2023", "people"}


PROCEEDINGS: Final = "@inproceedings{smith2023deep"


def test_value_that_a_list_names(site: Site) -> None:
    """A list that names a value which is gone is read, although it shows the same."""
    site.write(
        "plain.md",
        "# Plain\n\n:::{publications}\n:type: inproceedings\n:since: 2024\n:::\n",
    )
    site.build()
    site.edit(BIB, PROCEEDINGS, PROCEEDINGS.replace("inproceedings", "incollection"))

    built = rebuild_anyhow(site)

    assert [line.partition(":")[0] for line in built.warnings] == ["plain.md"]
    assert built.read == {"news2023", "plain", "publications", "reading"}


@pytest.mark.parametrize(
    ("option", "file", "old", "new"),
    [
        (":type: article book", BIB, "@misc{green", "@book{green"),
        (":person: doe-jane foe-flo", "people.yml", "id: brown-cy", "id: foe-flo"),
    ],
)
def test_value_that_a_list_has_waited_for(
    site: Site, option: str, file: str, old: str, new: str
) -> None:
    """A list is read once there is what it names, warned of or not."""
    site.write("plain.md", f"# Plain\n\n:::{{publications}}\n{option}\n:::\n")
    config = {"suppress_warnings": ["groupsite.option", "groupsite.link"]}
    site.build(config=config)
    site.edit(file, old, new)

    read, _ = measured(site, config=config)

    assert "plain" in read


# -- several processes --------------------------------------------------------------


def test_parallel_is_serial(site: Site) -> None:
    """Three processes make what one makes: files, messages, what is read and written."""
    site.edit("links.md", "green-bo", "nobody")
    site.edit("reading.md", "smith2023deep", "nothing")
    site.edit("news2024.md", ":id: ann-done", ":id: workshop")
    serial = clean_build(site)
    parallel = site.try_build(clean=True, parallel=3)
    assert differences(parallel, serial) == []
    assert len(parallel.warnings) == 3
    assert sorted(parallel.warnings) == sorted(serial.warnings)

    site.edit(BIB, "On noise", "On loud noise")
    again = site.try_build(parallel=3)

    assert differences(again, clean_build(site)) == []
    assert again.read == {"links", "mri", "news2024", "publications", "reading"}
    assert sorted(again.warnings) == sorted(serial.warnings)


def test_without_an_edit_nothing_is_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What documents show is looked up only if any record is another one."""
    asked: list[Query] = []
    shown = Graph.shown

    def noted(graph: Graph, query: Query) -> list[tuple[Key, ...]]:
        asked.append(query)
        return shown(graph, query)

    monkeypatch.setattr(Graph, "shown", noted)
    site.build()
    assert asked == []

    site.edit(BIB, "On noise", "On loud noise")
    site.build()
    assert asked


def test_news_asks_nothing_about_other_records(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a piece of news, answers that it has no part in are not looked up again."""
    asked: list[Query] = []
    digest = Graph.digest

    def noted(graph: Graph, query: Query) -> bytes:
        asked.append(query)
        return digest(graph, query)

    monkeypatch.setattr(Graph, "digest", noted)
    linked = one("person", "green-bo")
    news = "# News of 2024\n\n:::{news} 2024-09\n:kind: award\n\nA prize.\n:::\n"
    site.edit("news2024.md", "# News of 2024\n", news)
    assert site.build().read == {"news2024"}
    assert "news" in {query.kind for query in asked}
    assert linked not in asked

    site.edit("people.yml", "Bo Green", "Bo Greene")
    site.build()
    assert linked in asked


def test_news_and_a_list_that_moves(site: Site) -> None:
    """Links follow a record to another page, also after a piece of news."""
    site.edit("news2024.md", "has finished", "finished")
    assert "links" not in measured(site)[1]

    site.edit("news2024.md", "finished", "has finished")
    group = ":::{people}\n:status: collaborator\n:::\n"
    site.edit("people.md", group, "")
    site.write("plain.md", f"# Plain\n\n{group}")
    built = rebuild(site)
    assert "links" not in built.read
    hrefs = {a.get("href") for a in built.main("links").iter("a")}
    assert "plain.html#person-li-wei" in hrefs


# -- the ledger ---------------------------------------------------------------------


def test_ledger_of_another_folder(tmp_path: Path) -> None:
    """What was written to another folder has not been written to this one."""
    Ledger(note_path(tmp_path, "html", "here"), {"index": "1"}).save()

    here, there = (
        Ledger.load(note_path(tmp_path, "html", name)) for name in ("here", "there")
    )

    assert here.written == {"index": "1"}
    assert there.written == {}


def test_page_without_a_source(site: Site) -> None:
    """A page that another extension makes up is not one that the ledger looks after."""

    def make_up(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
        app.env.resolve_references(new_document("404"), "404", app.builder)
        return []

    def on_app(app: Sphinx) -> None:
        app.connect("html-collect-pages", make_up)

    built = site.build(on_app=on_app)

    (path,) = (site.build_dir / "doctrees").glob("groupsite-html-*.json")
    ledger = json.loads(path.read_bytes())
    assert built.written == {"404"}
    assert ledger["written"].keys() == ALL


@pytest.mark.parametrize("text", ["", '{"version": 1, "wri', '{"version": 0}'])
def test_unreadable_ledger(tmp_path: Path, text: str) -> None:
    """A ledger that was cut off, or of another format, is one that says nothing."""
    path = tmp_path / "ledger.json"
    path.write_text(text, "utf-8")

    assert Ledger.load(path) == Ledger(path)
