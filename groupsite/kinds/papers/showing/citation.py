"""Cites a paper: one line in a CSL style, as marked text.

citeproc-py makes the line. Formulas and addresses are single private-use characters in
it until it becomes part of a page, so that no style changes their case or full stops.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from groupsite.build.manifest import read_manifest
from groupsite.kinds.papers.formats.csl import csl_item
from groupsite.kinds.papers.formats.names import OTHERS, unnamed
from groupsite.kinds.papers.showing.signs import (
    ADDRESSES,
    CLOSE,
    NAMES,
    TITLE,
    UNNAMED,
)
from groupsite.mended.citeproc.punctuation import quoted, tidy
from groupsite.model.eastern import is_eastern, together

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Paper
    from groupsite.kinds.papers.showing.processor import Processor
    from groupsite.model.settings import Settings

#: Name of the file that keeps the lines of the last build, in the doctree folder.
FILE: Final = "groupsite-citations.json"

#: Removes private-use characters, which are our marks, from the text of authors.
_PRIVATE: Final = dict.fromkeys(range(0xE000, 0xE400))
#: Parts of one name, each with its marks, and what a style puts between them.
_PARTS: Final = re.compile(
    f"([{NAMES}])([^\ue000-\ue3ff]*){CLOSE}([, \xa0]*)\\1([^\ue000-\ue3ff]*){CLOSE}"
)
#: The character that stands for the first formula of a title; others follow.
_FORMULA: Final = 0xE100
#: CSL types that APA leaves out of lists, as nobody else can read such a thing.
_PRIVATE_TYPES: Final = ("interview", "personal_communication")
#: A full stop that ends no abbreviation.
_FULL_STOP: Final = re.compile(r"(?<=[^\W\d_]{3})(?<!\betc)(?<!\bInc)(?<!\bLtd)\.$")


class Cited(NamedTuple):
    """A citation, and the digest of everything that it was made of."""

    line: str
    digest: str
    #: Why the style could not be used; empty if it was.
    fault: str = ""


def cite(
    paper: Paper,
    settings: Settings,
    doctrees: Path | None = None,
    version: int = 0,
    style: Path | None = None,
) -> Cited:
    """Cite *paper* in the language of the site.

    :param doctrees: the folder that keeps the lines of the last build, if there is one.
    :param version: of the code that makes the lines.
    :param style: by default, that of the site.
    """
    item = _item(paper, settings)
    locale = csl_locale(settings.language)
    # as text: paths take a while to make, and to look up, for each paper
    file, lines = str(style or settings.citation_style), f"{doctrees}/{FILE}"
    stamp = _stamp(file)
    digest = _digest(item, locale, _content(file, stamp), str(version))
    kept = _kept(lines, _stamp(lines)) if doctrees else {}
    if digest in kept:
        return Cited(kept[digest], digest)
    try:
        processor = _processor(file, stamp, locale)
        line = _whole_names(tidy(_quoted(processor.render(item), processor)))
    except Exception as error:  # noqa: BLE001 - a style is a program of somebody else
        return Cited(_plain(item), digest, f"{type(error).__name__} {error}".strip())
    if not line:
        return Cited(_plain(item), digest, "it prints nothing")
    return Cited(line, digest)


def csl_locale(language: str) -> str:
    """CSL's name for a *language* of Sphinx; plain English is British, as for dates."""
    name = language.partition("@")[0].replace("_", "-")
    return {"en": "en-GB"}.get(name, name)


def formula_number(sign: str) -> int:
    """The number of the formula *sign* stands for; negative if it is another sign."""
    return ord(sign) - _FORMULA if sign else -1


def name_number(sign: str) -> int:
    """The number of the author whose name *sign* begins; negative if it is another."""
    return NAMES.find(sign) if sign else -1


def _item(paper: Paper, settings: Settings) -> dict[str, Any]:
    """The CSL item, with signs in place of everything that no style may change."""
    item: dict[str, Any] = _printable(csl_item(paper))
    for name in ("abstract", "keyword", "note"):  # too long for any style
        item.pop(name, None)
    # published, or the archive is its publisher
    if "container-title" in item or paper.server:
        item.pop("archive", None)
        item.pop("archive_location", None)
    if item["type"] != "webpage":  # what else has an address is not likely to change
        item.pop("accessed", None)
    if item["type"] in _PRIVATE_TYPES:
        item["type"] = "document"
    item["title"] = _title(paper)
    item |= {name: sign for name, sign in ADDRESSES.items() if name in item}
    if item.get("genre", paper.genre) not in (paper.genre, paper.imprint.howpublished):
        keys = (f"thesis.{paper.work}", f"work.{paper.work}", f"state.{paper.work}")
        phrases = filter(None, map(settings.phrases.get, keys))
        item["genre"] = next(phrases, item["genre"])
    if "status" in item:  # styles print it verbatim
        item["status"] = settings.phrase(f"state.{paper.state}")
    return item | _people(item, paper)


def _people(item: dict[str, Any], paper: Paper) -> dict[str, list[dict[str, str]]]:
    """The names in an *item*, each author's with its sign."""
    people: dict[str, list[dict[str, str]]] = {
        role: [_as_written(person) for person in item[role]]
        for role in ("author", "editor", "translator")
        if role in item
    }
    if unnamed(paper):
        people["author"][-1] = {"literal": UNNAMED}
    authors = people.get("author", [])[: len(paper.authors)]
    for sign, name in zip(NAMES, authors, strict=False):
        name |= {part: f"{sign}{text}{CLOSE}" for part, text in name.items()}
    return people


def _as_written(person: dict[str, str]) -> dict[str, str]:
    """A name of East Asia in one piece: styles would turn it and shorten it."""
    family, given = person.get("family", ""), person.get("given", "")
    if not given or not is_eastern(family):
        return person
    return {"literal": together(family, given)}


def _whole_names(line: str) -> str:
    """*line* with each name in one pair of marks instead of one for each part."""
    while True:
        line, joined = _PARTS.subn(rf"\1\2\3\4{CLOSE}", line)
        if not joined:
            return line


def _printable(value: Any) -> Any:
    """*value* without the characters that are used as marks."""
    if isinstance(value, dict):
        return {name: _printable(nested) for name, nested in value.items()}
    if isinstance(value, list):
        return [_printable(nested) for nested in value]
    return value.translate(_PRIVATE) if isinstance(value, str) else value


def _title(paper: Paper) -> str:
    """The title with signs for formulas, without the full stop that PubMed adds."""
    signs = count(_FORMULA)
    text = "".join(
        chr(next(signs)) if run.math else _printable(run.text)
        for run in paper.title.runs
    )
    return _FULL_STOP.sub("", text)


def _quoted(line: str, processor: Processor) -> str:
    """*line* with its marks where its language has them."""
    return quoted(line, processor.closing) if processor.inside_quotes else line


def _plain(item: dict[str, Any]) -> str:
    """Everything in *item*, as a fallback if the style fails."""
    people = item.get("author") or item.get("editor") or []
    names = [
        person.get("literal") or f"{person.get('given', '')} {person['family']}".strip()
        for person in people
    ]
    year = item.get("issued", {}).get("date-parts", [[""]])[0][0]
    texts = [
        value
        for name, value in item.items()
        if isinstance(value, str) and name not in ("id", "type", "title", "language")
    ]
    title = f"{TITLE}{item['title']}{CLOSE}"
    pieces = [", ".join(names).replace(UNNAMED, OTHERS), str(year), title]
    return _whole_names(tidy(". ".join(filter(None, [*pieces, *texts]))))


def _digest(item: dict[str, Any], *others: str) -> str:
    content = json.dumps([item, *others], ensure_ascii=False)
    return hashlib.blake2b(content.encode(), digest_size=12).hexdigest()


def _stamp(path: str) -> tuple[int, int]:
    """Modification time in ns and size of a file; zeros if there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=4)
def _content(style: str, _stamp: tuple[int, int]) -> str:
    return hashlib.blake2b(Path(style).read_bytes(), digest_size=12).hexdigest()


@lru_cache(maxsize=4)
def _processor(style: str, _stamp: tuple[int, int], locale: str) -> Processor:
    from groupsite.kinds.papers.showing.processor import Processor  # noqa: PLC0415 - see there

    return Processor(Path(style), locale)


@lru_cache(maxsize=4)
def _kept(path: str, _stamp: tuple[int, int]) -> dict[str, str]:
    return read_manifest(Path(path))
