"""Stubs: generated documents for records that have a page and no hand-written one.

A stub holds nothing but the directive of its record, or of the list that it is a part
of, so it never changes, and Sphinx finds it like any document. Only files with our mark are ever touched.
"""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from groupsite.build.manifest import PART, read_manifest, write_manifest, write_whole
from groupsite.model.problems import Problem, Subtype

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from groupsite.model.graph import Graph
    from groupsite.model.kinds import RecordKind
    from groupsite.model.settings import Settings

_MARK: Final = "made by groupsite; changes are lost, see CONTRIBUTING"
#: Keys may hold backticks.
_MARKDOWN: Final = "% {mark}\n\n~~~{{groupsite:{kind}}} {id}\n~~~\n"
#: Where the mark is, in bytes.
_BEGINNING: Final = 200
_RST: Final = ".. {mark}\n\n.. groupsite:{kind}:: {id}\n"

#: Characters that some systems forbid in file names, or that URLs have to escape.
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._+-]+")
#: Maximum length of a name, in characters; file systems allow 255 bytes with suffix.
_LONGEST: Final = 200


def file_name(name: str) -> str:
    """The name for the file of a record, unchanged if possible: ``DBLP-conf-x-Y19``.

    Empty if no character of *name* can be used.
    """
    decomposed = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    safe = _UNSAFE.sub("-", letters).lstrip("-._+").rstrip("-.")
    # "index" would be the page of the folder itself
    return f"{safe}-" if safe.lower() == "index" else safe


def pages_of(
    kind: RecordKind[Any], graph: Graph, settings: Settings, taken: dict[str, str]
) -> tuple[dict[str, str], list[Problem]]:
    """Decide which records of *kind* have a page, and under which name.

    Reports records whose page would overwrite a file of another one.

    :param taken: files of other kinds, in one case, as some systems ignore it → the
        record that has the file; files of this kind are added.
    :returns: id → name of the document; problems.
    """
    pages: dict[str, str] = {}
    problems = []
    for record_id in graph.ids(kind.name) if kind.page.folder else ():
        located = graph.located(kind.name, record_id)
        assert located is not None
        assert kind.page.folder is not None
        folder = kind.page.folder(located.record, settings)
        about = kind.page.about
        if not folder or (about and graph.get(about, record_id) is None):
            continue
        name, mine = file_name(record_id), f"{kind.name} `{record_id}`"
        page = f"{folder}/{name}{kind.page.ending}"
        # in `dirhtml`, each page is a folder, which must not collide with a file
        files = [page, *(f"{page}.{form.ending}" for form in kind.files)]
        keys = [file.casefold() for file in files]
        first = next((taken[key] for key in keys if key in taken), "")
        if why := _name_fault(name, first):
            text = f"{mine} has no page of its own: its id {why}"
            problems.append(Problem(located.position, text, Subtype.PAGE))
            continue
        pages[record_id] = page
        taken |= dict.fromkeys(keys, mine)
    return pages, problems


def _name_fault(name: str, first: str) -> str:
    """Why an id cannot name a file; empty if it can.

    :param name: what `file_name` makes of the id.
    :param first: the record that has the file already, or an empty string.
    """
    if not name:
        return "has no letter or digit for the name of a file"
    if len(name) > _LONGEST:
        return f"is too long for the name of a file; at most {_LONGEST} letters"
    if first:
        return f"would be the same file as that of {first}; call one of them otherwise"
    return ""


def sync_stubs(
    pages: Mapping[str, Mapping[str, str]],
    srcdir: Path,
    suffixes: Sequence[str],
    manifest: Path,
    lists: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write the stubs of all pages, and remove those that are no longer needed.

    :param pages: kind → id → name of the document.
    :param suffixes: of the project's documents; the first that we can write is used.
    :param manifest: the note of existing stubs, which are found even if their folder is
        no longer in the settings.
    :param lists: name of the document → directive, for parts of lists.
    """
    suffix = ".md" if ".md" in suffixes or not suffixes else suffixes[0]
    template = _MARKDOWN if suffix == ".md" else _RST
    stubs = {
        f"{docname}{suffix}": template.format(mark=_MARK, kind=kind, id=record_id)
        for kind, documents in pages.items()
        for record_id, docname in documents.items()
        if not _is_authored(srcdir, docname, suffixes)
    }
    for docname, directive in lists.items():
        text = template.format(mark=_MARK, kind=directive, id="")
        stubs[f"{docname}{suffix}"] = text
    _write_stubs(stubs, srcdir, suffix, manifest)


def _write_stubs(
    stubs: Mapping[str, str], srcdir: Path, suffix: str, manifest: Path
) -> None:
    """Write *stubs* (path → text) and remove all others."""
    noted = read_manifest(manifest)
    existing = {*noted, *_existing({*noted, *stubs}, srcdir, suffix)}
    if stubs.keys() - noted.keys():  # this build may be killed
        write_manifest(manifest, dict.fromkeys({*noted, *stubs}, ""))
    for name in sorted(existing - set(stubs)):
        path = srcdir / name
        if path.is_file() and is_stub(path):
            path.unlink()
            _remove_empty(path.parent, srcdir)
    for name, text in stubs.items():
        data = text.encode()
        there = _content(srcdir, name)
        if there is None or (there != data and has_mark(there)):
            write_whole(srcdir / name, data)
    if stubs or existing:
        write_manifest(manifest, dict.fromkeys(stubs, ""))


def _existing(stubs: Iterable[str], srcdir: Path, suffix: str) -> Iterator[str]:
    """Files in the folders of *stubs*, including parts left by a killed build."""
    for folder in sorted({posixpath.dirname(name) for name in stubs}):
        with suppress(FileNotFoundError, NotADirectoryError):
            for name in sorted(os.listdir(f"{srcdir}/{folder}")):  # noqa: PTH208 - text
                if name.endswith((suffix, suffix + PART)):
                    yield posixpath.join(folder, name)


def _content(srcdir: Path, name: str) -> bytes | None:
    """The content of a file; None if there is none."""
    try:
        # as text: paths of thousands of files take a while to make
        with open(f"{srcdir}/{name}", "rb") as file:  # noqa: PTH123
            return file.read()
    except FileNotFoundError:
        return None


def _remove_empty(folder: Path, srcdir: Path) -> None:
    """Remove *folder* and its parents, as far as they are empty."""
    while folder != srcdir and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _is_authored(srcdir: Path, docname: str, suffixes: Iterable[str]) -> bool:
    """Whether somebody has written the page, next to the folder of generated ones."""
    folder, name = posixpath.split(docname)
    # as text: paths of thousands of files take a while to make
    beside = f"{srcdir}/{posixpath.dirname(folder)}/{name}"
    return any(os.path.isfile(f"{beside}{suffix}") for suffix in suffixes)  # noqa: PTH113


def is_stub(path: Path) -> bool:
    """Whether the file *path* is made by us: a stub, or a part of one."""
    if path.name.endswith(PART):
        return True
    with path.open("rb") as file:
        return has_mark(file.read(_BEGINNING))


def has_mark(data: bytes) -> bool:
    """Whether the content of a file is a stub."""
    return _MARK.encode() in data[:_BEGINNING]
