"""How a paper is cited: one line in a style of CSL, as marked text.

citeproc-py makes the line. Formulas and addresses are signs in it until it is a page:
no style changes their case or their full stops.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from groupsite.build.manifest import read_manifest
from groupsite.kinds.papers.csl import GENRES, OTHERS, csl_item
from groupsite.mended.citeproc.punctuation import quoted, tidy

if TYPE_CHECKING:
    from pathlib import Path

    from groupsite.kinds.papers.paper import Paper
    from groupsite.kinds.papers.processor import Processor
    from groupsite.model.settings import Settings

#: File of the lines of the last build, beside the doctrees.
FILE: Final = "groupsite-citations.json"

#: What has marks of ours in it; for private use, and nobody can read them.
_PRIVATE: Final = dict.fromkeys(range(0xE000, 0xE400))
#: Signs of addresses by their variables.
ADDRESSES: Final = {"DOI": "\ue010", "URL": "\ue011", "archive_location": "\ue012"}
#: The sign of the first formula of a title; those of the others follow.
_FORMULA: Final = 0xE100
#: A full stop that ends no abbreviation.
_FULL_STOP: Final = re.compile(r"(?<=[^\W\d_]{3})(?<!\betc)(?<!\bInc)(?<!\bLtd)\.$")


class Cited(NamedTuple):
    """A line, and all that it was made of."""

    line: str
    digest: str
    #: Why it is not in the style; empty where it is.
    fault: str = ""


def cite(
    paper: Paper, settings: Settings, doctrees: Path | None = None, version: int = 0
) -> Cited:
    """How *paper* is cited, in the style and the language of the site.

    :param doctrees: the folder with the lines of the last build.
    :param version: of the code that makes them.
    """
    item = _item(paper, settings)
    locale = csl_locale(settings.language)
    style = settings.citation_style
    stamp = _stamp(style)
    digest = _digest(item, locale, _content(style, stamp), str(version))
    kept = _kept(doctrees / FILE, _stamp(doctrees / FILE)) if doctrees else {}
    if digest in kept:
        return Cited(kept[digest], digest)
    try:
        processor = _processor(style, stamp, locale)
        line = tidy(_quoted(processor.render(item), processor))
    except Exception as error:  # noqa: BLE001 - a style is a program of somebody else
        return Cited(_plain(item), digest, f"{type(error).__name__} {error}".strip())
    if not line:
        return Cited(_plain(item), digest, "it prints nothing")
    return Cited(line, digest)


def csl_locale(language: str) -> str:
    """Sphinx's *language* as CSL calls it; British English, as dates are."""
    name = language.partition("@")[0].replace("_", "-")
    return {"en": "en-GB"}.get(name, name)


def formula_number(sign: str) -> int:
    """The number of the formula that a sign stands for; negative for other signs."""
    return ord(sign) - _FORMULA


def _item(paper: Paper, settings: Settings) -> dict[str, Any]:
    """The item with signs in the place of what no style may touch."""
    item: dict[str, Any] = _printable(csl_item(paper))
    for name in ("abstract", "keyword", "note"):  # no style prints what is long
        item.pop(name, None)
    if "container-title" in item:  # where it has appeared it is not kept
        item.pop("archive", None)
        item.pop("archive_location", None)
    item["title"] = _title(paper)
    item |= {name: sign for name, sign in ADDRESSES.items() if name in item}
    if not paper.genre and paper.entry_type in GENRES:
        phrase = f"thesis.{paper.entry_type}"
        item["genre"] = settings.phrases.get(phrase, item["genre"])
    if "status" in item:  # styles print it as it is
        item["status"] = settings.phrase(f"state.{paper.state}")
    if paper.and_others:
        item["author"][-1] = {"literal": "\ue007"}
    return item


def _printable(value: Any) -> Any:
    """*value* without characters that are marks here."""
    if isinstance(value, dict):
        return {name: _printable(found) for name, found in value.items()}
    if isinstance(value, list):
        return [_printable(found) for found in value]
    return value.translate(_PRIVATE) if isinstance(value, str) else value


def _title(paper: Paper) -> str:
    """The title with signs for its formulas, without the full stop that PubMed adds."""
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
    """All that *item* says, for want of a style."""
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
    pieces = [", ".join(names).replace("\ue007", OTHERS), str(year), item["title"]]
    return tidy(". ".join(filter(None, [*pieces, *texts])))


def _digest(item: dict[str, Any], *others: str) -> str:
    made_of = json.dumps([item, *others], ensure_ascii=False)
    return hashlib.blake2b(made_of.encode(), digest_size=12).hexdigest()


def _stamp(path: Path) -> tuple[int, int]:
    """What tells one state of a file from another; zeros where there is none."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=4)
def _content(style: Path, _stamp: tuple[int, int]) -> str:
    return hashlib.blake2b(style.read_bytes(), digest_size=12).hexdigest()


@lru_cache(maxsize=4)
def _processor(style: Path, _stamp: tuple[int, int], locale: str) -> Processor:
    from groupsite.kinds.papers.processor import Processor  # noqa: PLC0415 - see there

    return Processor(style, locale)


@lru_cache(maxsize=4)
def _kept(path: Path, _stamp: tuple[int, int]) -> dict[str, str]:
    return read_manifest(path)
