"""Typesets a CV with typst, an optional package (``groupsite[cv]``).

All text goes in as data, never as source; the template sees no other file.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from groupsite.output.cvpdf.vita import Vita

#: PDF/UA-1, tagged with a title, a language and a text for each glyph, and PDF/A-2a,
#: complete in itself, so that archives take it.
_STANDARDS: Final = ("a-2a", "ua-1")
#: Standards, and whether only the fonts of typst and ours are used: those of the machine
#: have more scripts, but make other files elsewhere.
_ATTEMPTS: Final[tuple[tuple[tuple[str, ...], bool], ...]] = (
    (_STANDARDS, True),
    (_STANDARDS, False),
    ((), False),
)
_WITHOUT_GLYPH: Final = re.compile('the text `"(.+?)"` could not be displayed')


_HERE: Final = Path(__file__).parent
_FONTS: Final = _HERE / "fonts"


class Typeset(NamedTuple):
    """A file, and what is not as it should be."""

    pdf: bytes
    #: Why it does not meet the standard for accessible files; ``""`` if it does.
    fault: str = ""


class TypesettingError(Exception):
    """A CV that cannot be typeset at all."""


#: The process that has used typst first.
_used_in: Final[dict[str, int]] = {}


@cache
def typst_version() -> str:
    """The version of typst; ``""`` if it is not installed."""
    try:
        return version("typst")
    except PackageNotFoundError:
        return ""


@cache
def template() -> bytes:
    """The source of the template."""
    return _HERE.joinpath("cv.typ").read_bytes()


@cache
def ingredients(font: str) -> bytes:
    """What files are made of besides their data, as a digest.

    :param font: see `Vita.font`.
    """
    parts = [typst_version().encode(), template()]
    if font == "sans":
        parts += [path.read_bytes() for path in sorted(_FONTS.glob("*.ttf"))]
    return hashlib.blake2b(b"\0".join(parts), digest_size=16).digest()


def typeset(vita: Vita) -> Typeset:
    """*vita* as a PDF, the same bytes for the same CV.

    :raises TypesettingError: if typst refuses it.
    """
    _used_in.setdefault("process", os.getpid())
    if _used_in["process"] == os.getpid():
        return _typeset(vita)
    # a process that was forked after that, as by `sphinx-build -j 2` and `make live`,
    # lacks the threads that typst waits for
    with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
        return fresh.submit(_typeset, vita).result()


def _typeset(vita: Vita) -> Typeset:
    """The same, in this process."""
    import typst  # noqa: PLC0415 - optional, and takes 84 MB

    fault = ""
    for standards, own_fonts in _ATTEMPTS:
        try:
            pdf = _compiled(vita, standards, own_fonts=own_fonts)
            return Typeset(pdf, "" if standards else fault)
        except typst.TypstError as error:
            fault = fault or _told(error)
    raise TypesettingError(fault)


def _told(error: Any) -> str:
    """What typst says, in words for whoever has written the record."""
    found = _WITHOUT_GLYPH.search(str(error))
    if not found:
        return str(error)
    codes = " ".join(f"U+{ord(c):04X}" for c in found[1])
    return f"no font has “{found[1]}” ({codes}); write it in another way"


def _compiled(vita: Vita, standards: tuple[str, ...], *, own_fonts: bool) -> bytes:
    import typst  # noqa: PLC0415

    standard: list[Any] = list(standards)
    fonts: list[Any] = [_FONTS] if vita.font == "sans" else []
    sources: Any = {"main.typ": template(), "cv.json": vita.json()}
    with tempfile.TemporaryDirectory() as empty:
        return typst.compile(
            sources,
            root=empty,
            font_paths=fonts,
            ignore_system_fonts=own_fonts,
            format="pdf",
            pdf_standards=standard,
            # or packages would be looked for on the network
            package_path=empty,
            package_cache_path=empty,
        )
