"""Nothing is read or written outside of a site, whatever its sources name.

Paths lead upwards, to other places of the machine, through symbolic links, round in
circles; ids are no names of files on some system, or the same one on another.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groupsite.build.stubs import pages_of
from groupsite.model.files import based, find_file, path_fault
from groupsite.model.graph import Graph
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import Format, Page
from groupsite.model.positions import Located, Position
from tests.conftest import REPOSITORY, ROOTS, bare_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Built, Site

CONF: Final = (ROOTS / "basic/conf.py").read_text("utf-8")
PNG: Final = (REPOSITORY / "tests/roots/incremental/green.png").read_bytes()
PAGES: Final[dict[str, Any]] = {
    "groupsite_paper_pages": "papers",
    "groupsite_person_pages": "members",
}
PLAIN: Final[dict[str, Any]] = {"groupsite_owner": ""}


# -- photos -------------------------------------------------------------------------


def outside(site: Site, name: str) -> Path:
    """A picture beside the sources, which no site may show."""
    path = site.srcdir.parent / name
    path.write_bytes(PNG)
    return path


def missing(photo: str) -> str:
    """The message for a photo that is not there."""
    return f"there is no file {photo!r} beside this one"


def elsewhere(photo: str) -> str:
    """The message for a photo of another place."""
    return f"the photo {photo!r} is not below conf.py; put a copy beside this file"


PHOTOS: Final = {
    "../secret.png": elsewhere("../secret.png"),
    "group/../../secret.png": elsewhere("group/../../secret.png"),
    "x/%2e%2e/secret.png": missing("x/%2e%2e/secret.png"),
    "..\\secret.png": missing("..\\secret.png"),
    "file:///etc/hostname": missing("file:///etc/hostname"),
    # it begins at the folder of conf.py
    "/etc/hostname": missing("/etc/hostname"),
    "leaving.png": elsewhere("leaving.png"),
    "leaving/secret.png": elsewhere("leaving/secret.png"),
    "loop.png": missing("loop.png"),
    "group": missing("group"),
    "..": missing(".."),
    "x" * 300: missing("x" * 300),
    "group/own.png": "",
    "group/../group/own.png": "",
    "staying.png": "",
}


@pytest.mark.parametrize("photo", PHOTOS)
def test_photos_are_files_of_the_site(
    make_site: Callable[..., Site], photo: str
) -> None:
    """One that is none is a message, and the person is shown without."""
    site = make_site(files={"group/own.png": PNG})
    outside(site, "secret.png")
    (site.srcdir / "leaving").symlink_to(site.srcdir.parent)
    (site.srcdir / "leaving.png").symlink_to(site.srcdir.parent / "secret.png")
    (site.srcdir / "staying.png").symlink_to(site.srcdir / "group/own.png")
    (site.srcdir / "loop.png").symlink_to(site.srcdir / "loop.png")
    site.edit("people.yml", "  position:", f"  photo: {photo}\n  position:")
    fault = PHOTOS[photo]
    warning = f"people.yml:3: ERROR: `doe-jane`: {fault} [groupsite.field]"
    config = {"exclude_patterns": ["leaving"]}
    built = site.build(warnings=[warning] * bool(fault), config=config)

    assert len(built.main("people").cssselect("[data-id=doe-jane] img")) == (not fault)
    assert len(list((built.outdir / "_images").glob("*.jpg"))) == (not fault)


# -- links to files -----------------------------------------------------------------

UPWARDS: Final = (
    "../x",
    "a/../../x",
    "%2e%2e/x",
    "%2E./x",
    "..%2fx",
    "..\\x",
    "%2e%2e%5cx",
    "a/..",
    "/../x",
)


@pytest.mark.parametrize("path", UPWARDS)
def test_links_to_files_do_not_lead_upwards(tmp_path: Path, path: str) -> None:
    """Neither as they are written nor as browsers understand them."""
    (tmp_path / "x").write_bytes(b"")
    (tmp_path / "extra").mkdir()
    site = bare_settings(tmp_path, extra=(tmp_path / "extra",))

    assert path_fault(f"files:{path}").startswith(
        "a path begins at the root of the site"
    )
    assert find_file(path, site) is None


@pytest.mark.parametrize(
    "path", ["\0", "a\0b", "x" * 300, "a/" * 3000, "loop", "loop/x"]
)
def test_names_that_no_file_can_have_are_those_of_none(
    tmp_path: Path, path: str
) -> None:
    """Names that are too long, and links that lead round in a circle."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    assert find_file(path, bare_settings(tmp_path, extra=(tmp_path,))) is None


@given(st.lists(st.sampled_from([*UPWARDS, "a", "%", "%2", "", ":", "javascript:x"])))
@settings(derandomize=True, deadline=None)
def test_addresses_of_files_stay_below_their_base(parts: list[str]) -> None:
    """In any mixture of parts."""
    address = based("files:" + "/".join(parts), "files:", "https://example.org/base/")
    path = address.removeprefix("https://example.org/base/")

    steps = path.replace("\\", "/").lower().replace("%2e", ".").split("/")
    assert ".." not in steps
    assert ":" not in path
    assert not path.startswith(("/", "\\"))


# -- settings -----------------------------------------------------------------------

SOURCES: Final = {
    "groupsite_people": (
        "file",
        [
            "../people.yml",
            "/etc/people.yml",
            "leaving/people.yml",
            "x/../../people.yml",
        ],
    ),
    "groupsite_data": ("folder", ["..", "../data", "leaving", "a/../../b"]),
}


@pytest.mark.parametrize("name", SOURCES)
def test_sources_are_below_the_folder_of_the_site(
    make_site: Callable[..., Site], name: str
) -> None:
    """Records of other places are none of the site's, by symbolic links neither."""
    what, values = SOURCES[name]
    site = make_site(files={"people.md": "# People\n\n:::{talks}\n:::\n"})
    (site.srcdir / "leaving").symlink_to(site.srcdir.parent)
    for other in ("people.yml", "talks.yml", "data/talks.yml", "b/talks.yml"):
        path = site.srcdir.parent / other
        path.parent.mkdir(exist_ok=True)
        path.write_text("- {id: stranger, name: A B}\n", "utf-8")
    for value in values:
        site.write(
            "conf.py", f'{CONF}exclude_patterns = ["leaving"]\n{name} = {value!r}\n'
        )
        built = site.try_build("dummy")
        fault = f"`{name}`: this should be a {what} below conf.py, not {value!r}"
        assert f"conf.py:11: ERROR: {fault} [groupsite.config]" in built.warnings
        assert not [w for w in built.warnings if "stranger" in w]


@pytest.mark.parametrize(
    "folder",
    [
        "people.yml",
        "people.yml/x",
        "leaving",
        "leaving/x",
        "a#b",
        "a?b",
    ],
)
@pytest.mark.parametrize("name", PAGES)
def test_pages_are_made_below_the_folder_of_the_site(
    make_site: Callable[..., Site], name: str, folder: str
) -> None:
    """Not through a symbolic link, nor in the place of a file."""
    site = make_site()
    (site.srcdir.parent / "other").mkdir()
    (site.srcdir / "leaving").symlink_to(site.srcdir.parent / "other")
    site.write(
        "conf.py", f'{CONF}exclude_patterns = ["leaving"]\n{name} = {folder!r}\n'
    )
    fault = f"`{name}`: this should be a folder below conf.py, not {folder!r}"

    site.build("dummy", warnings=[f"conf.py:11: ERROR: {fault} [groupsite.config]"])
    assert list((site.srcdir.parent / "other").iterdir()) == []


@pytest.mark.parametrize(
    "image", ["/etc/hostname", "../secret.png", "_static/../x", "/"]
)
def test_the_picture_of_the_site_is_one_of_its_files(
    make_site: Callable[..., Site], image: str
) -> None:
    """Another one is reported and not shown."""
    site = make_site(files={"x": PNG})
    outside(site, "secret.png")
    config = {"html_baseurl": "https://example.org", "groupsite_image": image}
    built = site.try_build(config={**config, "html_static_path": ["."]})

    (warning,) = built.warnings
    assert warning.startswith("conf.py:1: ERROR: `groupsite_image`: ")
    assert built.page().cssselect("meta[property='og:image']") == []


@pytest.mark.parametrize(
    ("name", "image", "setting"),
    [
        ("extra/card.png", "card.png", "html_extra_path"),
        ("extra/card.png", "_static/card.png", "html_static_path"),
    ],
)
def test_the_picture_may_stand_in_any_folder_that_is_copied(
    make_site: Callable[..., Site], name: str, image: str, setting: str
) -> None:
    """Its path is the one in the site."""
    site = make_site(files={name: PNG})
    config: dict[str, Any] = {"html_baseurl": "https://example.org", setting: ["extra"]}
    built = site.build(config={**config, "groupsite_image": image})

    (meta,) = built.page().cssselect("meta[property='og:image']")
    assert meta.get("content") == f"https://example.org/{image}"
    assert (built.outdir / image).read_bytes() == PNG


# -- ids ----------------------------------------------------------------------------

KEYS: Final = (
    *(
        "../../index",
        "index",
        "a/b",
        "a\\b",
        ".",
        "..",
        "/",
        ".",
    ),
    *(".hidden", "~", "a:b", "\u00e4", "a\u0308", "Doe24", "doe24", "DOE24", "x" * 300),
    *(
        "dot.",
        "dot..",
        "dot",
        "search",
        "genindex",
        "-",
        "--x",
    ),
    *("K.bib", "k", "K.csl.json", "papers", "news", "feeds", "_static", "\ufb01", "fi"),
    *("a.html", "a", "README", "ſ", "S", "\u2126", "\u03c9", "٣", "日本"),
)


class Formatted:
    """A record."""

    def __init__(self, record_id: str) -> None:
        self.id = record_id


def a_kind(name: str, folder: str) -> RecordKind[Any]:
    """A kind whose records have pages in *folder* and files beside them."""
    forms = tuple(
        Format(end, "text/plain", lambda *_: b"") for end in ("bib", "csl.json")
    )
    return RecordKind(name=name, page=Page(folder=lambda *_: folder), files=forms)


def output(pages: dict[str, str], page: str) -> list[str]:
    """Files and folders of the pages, as a file system without cases calls them."""
    ends = (page, ".bib", ".csl.json")
    files = [f"{docname}{end}" for docname in pages.values() for end in ends]
    return [unicodedata.normalize("NFC", name).casefold() for name in files]


@given(
    st.lists(st.sampled_from(KEYS) | st.text(max_size=5), unique=True),
    st.lists(st.sampled_from(KEYS), unique=True),
    st.sampled_from(["papers", "Papers", "members"]),
)
@settings(derandomize=True, deadline=None, max_examples=300)
def test_no_two_records_share_a_file(
    keys: list[str], others: list[str], folder: str
) -> None:
    """Each has a page and files of its own, or a message says why it has none."""
    kinds = a_kind("paper", "papers"), a_kind("person", folder)
    graph = Graph(kinds)
    made: dict[str, str] = {}
    taken: dict[str, str] = {}
    for kind, ids in zip(kinds, (keys, others), strict=True):
        graph.add(kind.name, [Located(Formatted(i), Position(i, 1)) for i in ids])
        pages, problems = pages_of(kind, graph, bare_settings(), taken)
        made |= {f"{kind.name} {record_id}": page for record_id, page in pages.items()}
        without = {problem.position.path for problem in problems}
        assert {*pages} == {*ids} - without

    assert {page.rpartition("/")[0] for page in made.values()} <= {"papers", folder}
    for page in (".html", ""):  # a file each, or a folder each
        files = output(made, page)
        assert len(files) == len({*files})


def bib() -> str:
    """An entry for each key that BibTeX can have."""
    keys = [key for key in KEYS if key.split() == [key]]
    return "\n".join(
        f"@misc{{{key}, title = {{T {n}}}, author = {{Jane Doe}}, year = 2024}}"
        for n, key in enumerate(dict.fromkeys(keys))
    )


def written(built: Built) -> list[str]:
    """The files of a site, as a file system without cases calls them."""
    paths = [path for path in built.outdir.rglob("*") if path.is_file()]
    names = [path.relative_to(built.outdir).as_posix() for path in paths]
    return [unicodedata.normalize("NFC", name).casefold() for name in names]


#: The ids of people are words; some of them mean something to a system or a site.
PEOPLE: Final = ("doe-jane", "search", "index", "papers", "k")


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("members", ["members", "papers", "Papers"])
def test_files_of_a_site_are_apart(
    make_site: Callable[..., Site], builder: str, members: str
) -> None:
    """Pages, exports, feeds and assets; nothing is made beside the site."""
    people = [
        f"- {{id: {i}, name: A{n} B, memberships: [{{role: phd, from: 2020}}]}}\n"
        for n, i in enumerate(PEOPLE)
    ]
    files = {
        "publications.bib": bib(),
        "people.yml": "".join(people),
        "news.md": "# News\n",
        "papers/index.md": "# Mine\n\nMy page.\n",
    }
    site = make_site(files=files)
    site.edit("index.md", "news\n", "news\npapers/index\n")
    before = {path.name for path in site.srcdir.parent.iterdir()}
    built = site.try_build(builder, config={**PAGES, "groupsite_person_pages": members})
    made = written(built)

    assert len(made) == len({*made})
    assert site.read("papers/index.md") == files["papers/index.md"]
    assert "My page." in built.page("papers/index").text_content()
    after = {path.name for path in site.srcdir.parent.iterdir()}
    assert after == {*before, site.build_dir.name}
    known = (
        "has no page of its own",
        "a duplicate and was left out",
        "no key of one word",
    )
    assert [w for w in built.warnings if not any(said in w for said in known)] == []
