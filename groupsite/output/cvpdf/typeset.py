"""Typesets a CV with typst, an optional package (``groupsite[cv]``).

All text goes in as data, never as source; the template sees no other file.
"""

from __future__ import annotations

import tempfile
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from groupsite.output.cvpdf.vita import Vita

#: PDF/UA-1: tagged, with a title, a language and a text for each glyph.
_STANDARD: Final = "ua-1"
#: Standards, and whether only the fonts of typst are used: those of the machine have
#: more scripts, but make other files elsewhere.
_ATTEMPTS: Final[tuple[tuple[list[Any], bool], ...]] = (
    ([_STANDARD], True),
    ([_STANDARD], False),
    ([], False),
)


class Typeset(NamedTuple):
    """A file, and what is not as it should be."""

    pdf: bytes
    #: Why it does not meet the standard for accessible files; ``""`` if it does.
    fault: str = ""


class TypesettingError(Exception):
    """A CV that cannot be typeset at all."""


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
    return files("groupsite.output.cvpdf").joinpath("cv.typ").read_bytes()


def typeset(vita: Vita) -> Typeset:
    """*vita* as a PDF, the same bytes for the same CV.

    :raises TypesettingError: if typst refuses it.
    """
    import typst  # noqa: PLC0415 - optional, and takes 84 MB

    fault = ""
    for standards, own_fonts in _ATTEMPTS:
        try:
            pdf = _compiled(vita, standards, own_fonts=own_fonts)
            return Typeset(pdf, "" if standards else fault)
        except typst.TypstError as error:
            fault = fault or str(error)
    raise TypesettingError(fault)


def _compiled(vita: Vita, standards: list[Any], *, own_fonts: bool) -> bytes:
    import typst  # noqa: PLC0415

    sources: Any = {"main.typ": template(), "cv.json": vita.json()}
    with tempfile.TemporaryDirectory() as empty:
        return typst.compile(
            sources,
            root=empty,
            ignore_system_fonts=own_fonts,
            format="pdf",
            pdf_standards=standards,
            # or packages would be looked for on the network
            package_path=empty,
            package_cache_path=empty,
        )
