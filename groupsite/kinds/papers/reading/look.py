"""What an entry says of its looks: a picture, and what that shows.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.paper import Look
from groupsite.kinds.papers.reading.links import verbatim
from groupsite.model.paths import is_below, is_file
from groupsite.model.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.kinds.papers.reading.values import EntryReader
    from groupsite.model.settings import Settings

#: The folder of these pictures in al-folio, whose files may be taken over as they are.
_AL_FOLIO: Final = "assets/img/publication_preview"


def read_look(reader: EntryReader) -> Look:
    """The looks of the entry of *reader*, which reports what is wrong with them."""
    return Look(picture=_picture(reader), alt=reader.plain("preview_alt"))


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
