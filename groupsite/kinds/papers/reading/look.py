"""What an entry says of its looks, in fields of ours and of al-folio.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.paper import Look, PaperLink
from groupsite.kinds.papers.reading.links import verbatim
from groupsite.model.paths import is_below, is_file
from groupsite.model.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.kinds.papers.reading.values import EntryReader
    from groupsite.model.settings import Settings
    from groupsite.sources.bibtex.reader import BibEntry

#: The folder of these pictures in al-folio, whose files may be taken over as they are.
_AL_FOLIO: Final = "assets/img/publication_preview"
#: Field → address of a page by the service's number, and by DOI.
_METRICS: Final = {
    "altmetric": (
        "https://www.altmetric.com/details/{}",
        "https://www.altmetric.com/details/doi/{}",
    ),
    "dimensions": (
        "https://badge.dimensions.ai/details/id/{}",
        "https://badge.dimensions.ai/details/doi/{}",
    ),
}
#: A number of these services: ``248277``, ``pub.1039423817``.
_NUMBER: Final = re.compile(r"(?:pub\.)?\d{3,}")


def read_look(reader: EntryReader) -> Look:
    """The looks of the entry of *reader*, which reports what is wrong with them."""
    shown = not reader.entry.get("bibtex_show") or reader.flag("bibtex_show")
    return Look(
        picture=_picture(reader),
        alt=reader.plain("preview_alt"),
        badge=reader.plain("abbr"),
        award_note=reader.plain("award") if reader.entry.get("award_name") else "",
        info=reader.rich("additional_info"),
        bibtex=shown,
    )


def award_of(reader: EntryReader) -> str:
    """The name of the award; al-folio's `award` is a text if there is a name."""
    return reader.plain("award_name") or reader.plain("award")


def metric_links(entry: BibEntry, doi: str) -> tuple[PaperLink, ...]:
    """Links to the pages of services that count what others say of a paper.

    al-folio shows their badges, for which scripts of these hosts are loaded.
    """
    links = []
    for name, (by_number, by_doi) in _METRICS.items():
        written = verbatim(entry.get(name))
        if written.lower() in ("true", "yes"):
            address = by_doi.format(doi) if doi else ""
        else:
            address = by_number.format(written) if _NUMBER.fullmatch(written) else ""
        if address:
            links.append(PaperLink(name, address))
    return tuple(links)


def _picture(reader: EntryReader) -> str:
    """The path of the picture from the sources; ``""`` if there is none."""
    settings, entry = reader.settings, reader.entry
    written = verbatim(entry.get("preview"))
    if not written:
        return ""
    bibfile = Path(settings.srcdir, entry.at("preview").path)
    if "://" in written or written.startswith("//"):
        message = (
            "`preview`: a picture of another host is not loaded, as that would tell it "
            f"who reads the page: save it beside {bibfile.name} or in `files/`, and give "
            "its path"
        )
    else:
        for file in _files(written.lstrip("/"), bibfile.parent, settings):
            return Path(os.path.relpath(file, settings.srcdir)).as_posix()
        message = f"`preview`: there is no file {written!r} beside {bibfile.name} or in `files/`"
    reader.problem("preview", message, Subtype.FIELD)
    return ""


def _files(path: str, beside: Path, settings: Settings) -> Iterator[Path]:
    """The files of the site that *path* may mean."""
    confdir = settings.confdir
    for folder in (beside, *settings.extra, confdir, confdir / _AL_FOLIO):
        file = folder / path
        if is_file(file) and (
            is_below(file, folder) or is_below(file, settings.srcdir)
        ):
            yield file
