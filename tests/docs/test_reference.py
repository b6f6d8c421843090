"""Whatever the code registers is on a page of the reference, and its examples work."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from pydantic import TypeAdapter

from groupsite.directives.lists import SHARED, RecordList
from groupsite.kinds.papers.fields import READ
from groupsite.model.problems import Subtype
from groupsite.model.wording import NEWS_KINDS, PHRASES
from groupsite.sources.yaml.datafile import YamlFile
from tests.conftest import Site
from tests.pictures import photo
from tests.sites import EMPTY, LAB

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lxml.html import HtmlElement

    from tests.docs.conftest import Documentation

STRICT: Final = {"nitpicky": True}
#: The section for what all lists have in common.
ALL_LISTS: Final = "What all lists take"
#: Entries that the examples of `crossref` and `xdata` name.
NAMED: Final = """
@book{doe2020book, title = {Book}, editor = {Jane Doe}, year = 2020}
@xdata{common, note = {A note}}
"""
#: What the examples of roles lead to.
LINKED: Final = {
    "person": "doe-jane",
    "paper": "doe2010thesis",
    "grant": "grand-example",
    "talk": "talk-2021-old",
    "software": "widgetlib",
    "project": "blank-images",
    "event": "widget-days",
    "course": "examples-25",
    "post": "2026-01-15-five-years",
}


class Definition(NamedTuple):
    """What a page says of a term."""

    meaning: str
    #: The last piece of code.
    example: str


def definitions(root: HtmlElement) -> dict[str, Definition]:
    """All terms of a page, or of a section."""
    found = {}
    for term in root.cssselect("dt"):
        (definition,) = term.xpath("following-sibling::dd[1]")
        code = [c.text_content().strip() for c in definition.cssselect("code, pre")]
        text = definition.cssselect("p")[0].text_content()
        meaning = text.partition("For instance")[0].strip()
        name = term.cssselect("code, span")[0].text_content()
        found[name] = Definition(meaning, code[-1] if code else "")
    return found


def section(page: HtmlElement, title: str) -> HtmlElement:
    """The section with a heading."""
    (found,) = (
        heading.getparent()
        for heading in page.cssselect("h2, h3")
        if heading.text_content() == title
    )
    return found


def assert_complete(found: dict[str, Definition], names: Iterable[str]) -> None:
    """All *names* are there, with a meaning and an example, and nothing else is."""
    assert {*found} == {*names}
    assert [n for n, said in found.items() if not said.meaning] == []
    assert [n for n, said in found.items() if not said.example] == []


# -- nothing is missing ---------------------------------------------------------------


def test_every_key_of_every_file_is_there(documentation: Documentation) -> None:
    """Those that the schemas of the files have, by their files."""
    page = documentation.built.main("reference/files")
    links = definitions(section(page, "Below a name in links"))
    loaders = [kind.source.load for kind in documentation.kinds]
    files = [loader for loader in loaders if isinstance(loader, YamlFile)]
    assert len(files) == 11
    for file in files:
        schema = TypeAdapter(file.record).json_schema(by_alias=True)
        below = {**schema.get("$defs", {})}
        below.pop("PartialDate", None)  # a value, of one text
        shapes = [schema, *below.values()]
        names = {name for shape in shapes for name in shape["properties"]}
        found = definitions(section(page, file.path))
        assert_complete(found, names - (links.keys() - found.keys()))
    assert_complete(links, ["url", "size"])


def test_every_field_of_an_entry_is_there(documentation: Documentation) -> None:
    """Those that are read."""
    assert_complete(
        definitions(documentation.built.main("reference/bibliography")), READ
    )


def test_every_directive_and_option_is_there(documentation: Documentation) -> None:
    """Options that all lists have are described once."""
    page = documentation.built.main("reference/directives")
    shared = definitions(section(page, ALL_LISTS))
    assert_complete(shared, {*SHARED} - {"group-by"})
    for name, directive in documentation.directives.items():
        here = section(page, f"{{{name}}}")
        options = {*(directive.option_spec or ())}
        if issubclass(directive, RecordList) and options >= {*SHARED}:
            options -= {*shared}
        assert_complete(definitions(here), options)
        assert here.cssselect("p")[0].text_content()
        (example,) = here.cssselect("pre")[-1:]
        assert example.text_content().startswith(f":::{{{name}}}")


def test_every_role_is_there(documentation: Documentation) -> None:
    """With an example."""
    page = documentation.built.main("reference/directives")
    names = [f"{{{name}}}`ID`" for name in documentation.roles]
    assert_complete(definitions(section(page, "Roles")), names)


def test_every_setting_is_there(documentation: Documentation) -> None:
    """All that conf.py may say."""
    page = documentation.built.main("reference/settings")
    found = definitions(section(page, "Settings of ours"))
    assert_complete(found, documentation.settings)


def test_every_phrase_is_there(documentation: Documentation) -> None:
    """With its English text."""
    page = documentation.built.main("reference/phrases")
    rows = [row.cssselect("td") for row in page.cssselect("tbody tr")]
    found = {k.text_content().strip(): text.text_content().strip() for k, text in rows}
    ours = dict(PHRASES)
    for kind in documentation.kinds:
        ours |= kind.phrases

    assert found == ours
    assert len(rows) == len(ours)


def test_every_sort_of_message_is_there(documentation: Documentation) -> None:
    """By the name that a message ends in."""
    found = definitions(documentation.built.main("reference/messages"))
    assert_complete(found, [f"groupsite.{subtype}" for subtype in Subtype])


def test_every_kind_of_news_is_there(documentation: Documentation) -> None:
    """With the label that is shown."""
    found = definitions(documentation.built.main("reference/news"))
    assert_complete(found, NEWS_KINDS)
    labels = [NEWS_KINDS[name]["label"] in said.meaning for name, said in found.items()]
    assert all(labels)


# -- its examples work ----------------------------------------------------------------


@pytest.fixture
def lab(tmp_path: Path) -> Site:
    """The made-up group, to type examples into; those of keys are its own."""
    site = Site(tmp_path / "lab")
    shutil.copytree(LAB, site.srcdir)
    return site


@pytest.mark.full
def test_directives_work(documentation: Documentation, lab: Site) -> None:
    """Each example of a directive, and each of its options by itself."""
    page = documentation.built.main("reference/directives")
    shared = definitions(section(page, ALL_LISTS))
    for name, directive in documentation.directives.items():
        here = section(page, f"{{{name}}}")
        example = here.cssselect("pre")[-1].text_content()
        head, *rest = example.splitlines()
        body = "\n".join(line for line in rest if not line.startswith(":"))
        options = [said.example for said in definitions(here).values()]
        if issubclass(directive, RecordList) and "person" in directive.option_spec:
            options += [said.example for said in shared.values()]
        if name == "news":
            # an item has a kind; the first option is that
            kind, *others = options
            options = [kind, *(f"{kind}\n{option}" for option in others)]
        blocks = [f"{head}\n{option}\n{body}\n:::" for option in options]
        write_page(lab, f"examples/{name}", [example, *blocks])
    built = lab.build(config=STRICT)

    for name in documentation.directives:
        content = built.main(f"examples/{name}").cssselect("section > :not(h1)")
        assert content, name


@pytest.mark.full
def test_roles_work(documentation: Documentation, lab: Site) -> None:
    """Each leads to a record."""
    page = documentation.built.main("reference/directives")
    roles = definitions(section(page, "Roles"))
    texts = [
        said.example.replace("ID", LINKED[name[1:].partition("}")[0]])
        for name, said in roles.items()
    ]
    write_page(lab, "examples/roles", texts)
    links = lab.build(config=STRICT).main("examples/roles").cssselect("p a")

    assert [a.text_content() for a in links] == ["what it says"] * len(roles)


@pytest.mark.full
def test_kinds_of_news_work(documentation: Documentation, lab: Site) -> None:
    """Each with a text."""
    kinds = definitions(documentation.built.main("reference/news"))
    examples = [said.example for said in kinds.values()]
    items = [f":::{{news}} 2026-03\n{example}\n\nText.\n:::" for example in examples]
    write_page(lab, "examples/news", items)
    shown = lab.build(config=STRICT).main("examples/news").cssselect(".news-item")

    assert [item.get("data-kind") for item in shown] == [*NEWS_KINDS]


@pytest.mark.full
def test_fields_work(documentation: Documentation, lab: Site) -> None:
    """All of them in one entry, but the one that leaves it out."""
    fields = definitions(documentation.built.main("reference/bibliography"))
    lines = [said.example for name, said in fields.items() if name != "options"]
    entry = ",\n".join(["@incollection{everything2026", *lines])
    old = lab.read("publications.bib")
    lab.write("publications.bib", f"{old}\n{NAMED}{entry}\n}}\n")
    built = lab.build(config=STRICT)

    assert built.main("research/papers/everything2026").cssselect(".paper-authors")


@pytest.mark.full
def test_settings_work(documentation: Documentation, lab: Site, tmp_path: Path) -> None:
    """All together, but those that take away what the group's pages name."""
    page = documentation.built.main("reference/settings")
    found = definitions(section(page, "Settings of ours"))
    alone = [found.pop(f"groupsite_{name}").example for name in ("topics", "feeds")]
    lines = [said.example for said in found.values()]
    files = 'bibtex_bibfiles = ["publications.bib", "reading.bib"]'
    lab.write("conf.py", "\n".join([lab.read("conf.py"), files, *lines]))
    lab.write("reading.bib", "@misc{read, title={R}, author={D E}, year=2020}")
    lab.write("_static/card.png", photo(form="PNG"))
    lab.build(config=STRICT)
    empty = Site(tmp_path / "empty")
    shutil.copytree(EMPTY, empty.srcdir)
    empty.write("conf.py", "\n".join([empty.read("conf.py"), *alone]))
    empty.write("index.md", "# Home\n\n:::{theme} pet\n:::\n")
    bib = "@misc{a, title={A}, author={B C}, year=2020, keywords={PET}}"
    empty.write("publications.bib", bib)
    built = empty.build(config=STRICT)

    assert [p.get("data-key") for p in built.main().cssselect(".paper")] == ["a"]
    assert not (built.outdir / "feeds").exists()


def write_page(site: Site, name: str, blocks: Iterable[str]) -> None:
    """A page that nothing leads to."""
    text = "\n\n".join(["---\norphan: true\n---\n# Examples", *blocks])
    site.write(f"{name}.md", f"{text}\n")
