"""Photos of people, as small as pages show them.

A photo from a camera has megabytes, may lie on its side, and says where it was taken.
Before documents are read, a small copy of each is made in the folder of doctrees, which
pages show. The original is neither changed nor published.
"""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.diagnostics import report
from groupsite.build.domain import groupsite_domain
from groupsite.build.manifest import read_manifest, write_manifest, write_whole
from groupsite.kinds.people.portrait import RECIPE, UnreadableError, portrait
from groupsite.model.problems import Problem, Subtype

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from groupsite.kinds.people.person import Person
    from groupsite.model.rendering import Context
    from groupsite.model.settings import Settings

#: Largest side of a photo on a page in pixels: ``5rem`` on pages of people, less in
#: cards (`groupsite.css`).
SHOWN: Final = 80
#: Side of its copy: most screens have two pixels for each of these.
_SIDE: Final = 2 * SHOWN
#: Drawings are sharp at any size, and stay as they are.
_DRAWN: Final = (".svg", ".svgz")


def make_photos(app: Sphinx) -> None:
    """Make the copies of new and changed photos, at ``builder-inited``."""
    domain = groupsite_domain(app.env)
    folder = Path(app.doctreedir, "groupsite-photos")
    note = folder.with_suffix(".json")
    before, now = read_manifest(note), {}
    domain.photos = {}
    for person_id in domain.graph.ids("person"):
        located = domain.graph.located("person", person_id)
        assert located is not None
        path = _path(located.record, domain.settings)
        if not path or path.lower().endswith(_DRAWN) or path in domain.photos:
            continue
        try:
            copy = _copy(Path(app.srcdir, path), folder / path, before.get(path, ""))
        except UnreadableError:
            message = (
                f"`{person_id}`: {located.record.photo!r} cannot be read as a picture; "
                "save it as JPEG or PNG"
            )
            report(Problem(located.at("photo"), message, Subtype.FIELD))
            domain.photos[path] = ""
            continue
        now[path] = copy
        file = folder / path / _name(copy)
        domain.photos[path] = f"/{os.path.relpath(file, app.srcdir)}"
    copies = {folder / path / _name(copy) for path, copy in now.items()}
    for file in folder.rglob("*"):  # of photos that are gone
        if file.is_file() and file not in copies:
            file.unlink()
    write_manifest(note, now)


def _copy(source: Path, folder: Path, before: str) -> str:
    """Make the copy of a photo in *folder*, unless it is there already.

    :param before: what this function returned in the build before.
    :returns: what the copy was made from and its name, with a colon in between.
    :raises UnreadableError: if the photo is not a picture.
    """
    stat = source.stat()
    digest = f"{RECIPE}:{_SIDE}:{stat.st_size}:{stat.st_mtime_ns}"
    if before.startswith(f"{digest}:") and (folder / _name(before)).is_file():
        return before
    picture = portrait(source, _SIDE)
    name = f"{source.stem}-small{picture.suffix}"
    write_whole(folder / name, picture.data)
    return f"{digest}:{name}"


def _name(copy: str) -> str:
    """The name of the file in what `_copy` returned."""
    return copy.rpartition(":")[2]


def photo(person: Person, context: Context) -> list[nodes.Node]:
    """The picture; the style sheet shows a monogram for people without one."""
    path = _path(person, context.settings)
    if not path:
        return []
    # also for one that cannot be read: it may be mended
    context.env.note_dependency(path)
    uri = groupsite_domain(context.env).photos.get(path, f"/{path}")
    if not uri:
        return []
    # a copy of its own size is no preview that would link to itself
    classes = ["person-photo", "dark-light", "no-scaled-link"]
    # the name is next to it: an alternative text would repeat it
    image = nodes.image(uri=uri, alt="", classes=classes)
    image["width"] = image["height"] = str(SHOWN)
    return [image]


def _path(person: Person, settings: Settings) -> str:
    """The path of a photo, which is next to the people file, from the sources."""
    if not person.photo:
        return ""
    folder = posixpath.dirname(settings.people)
    return posixpath.normpath(posixpath.join(folder, person.photo))
