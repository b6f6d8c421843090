"""Pictures of records, as small as pages show them.

A picture from a camera has megabytes, may lie on its side, and says where it was taken.
Before documents are read, copies of each are made in the folder of doctrees, in the sizes
that its kind asks for, which pages show. The original is neither changed nor published.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docutils import nodes

from groupsite.build.diagnostics import report
from groupsite.build.domain import groupsite_domain
from groupsite.build.manifest import read_manifest, write_manifest, write_whole
from groupsite.build.scaling import (
    RECIPE,
    WEBP,
    Copy,
    Scaled,
    UnreadableError,
    scaled,
    size_of,
    within,
)
from groupsite.model.paths import is_file
from groupsite.model.problems import Problem, Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from groupsite.model.parts import Picture, Size
    from groupsite.model.positions import Located
    from groupsite.model.rendering import Context

#: Most screens have two pixels for each of these of a page.
_SHARP: Final = 2
#: Folder of the copies that documents have asked for, below that of doctrees.
_FOR_PAGES: Final = "groupsite-page-copies"
#: Drawings are sharp at any size, and stay as they are.
DRAWN: Final = (".svg", ".svgz")
_VIEW_BOX: Final = re.compile(r"<svg\b[^>]*?\sviewBox=[\"']([^\"']*)[\"']", re.DOTALL)


def make_pictures(app: Sphinx) -> None:
    """Make the copies of new and changed pictures, at ``builder-inited``."""
    domain = groupsite_domain(app.env)
    folder = Path(app.doctreedir, "groupsite-copies")
    note = folder.with_suffix(".json")
    before, now = read_manifest(note), {}
    domain.pictures = {}
    for located, kind, picture, path in _pictures(app):
        if path in domain.pictures.setdefault(kind, {}):
            continue
        file = Path(app.srcdir, path)
        copies = domain.pictures[kind][path] = {}
        if path.lower().endswith(DRAWN):
            copies |= {
                s.name: Copy(f"/{path}", *_drawn(file, s)) for s in picture.sizes
            }
            continue
        below = f"{kind}/{path.replace('..', '__')}"
        try:
            for size in picture.sizes:
                name = f"{below}/{file.stem}-{size.name}"
                now[name] = _copy(file, folder / name, size, before.get(name, ""))
                copies[size.name] = _shown(app, folder / name, size, now[name])
        except UnreadableError:
            _report_unreadable(located, picture, path)
            copies.clear()
    kept = {
        folder / f"{name}{suffix}"
        for name, copy in now.items()
        for suffix in _noted(copy)[0]
    }
    for file in folder.rglob("*"):  # of pictures that are gone
        if file.is_file() and file not in kept:
            file.unlink()
    write_manifest(note, now)


def _pictures(
    app: Sphinx,
) -> Iterator[tuple[Located[Any], str, Picture[Any], str]]:
    """Each record with a picture, its kind, and the path of the picture."""
    domain = groupsite_domain(app.env)
    for name, kind in domain.graph.kinds.items():
        if kind.picture is None:
            continue
        for record_id in domain.graph.ids(name):
            located = domain.graph.located(name, record_id)
            assert located is not None
            path = kind.picture.path(located.record, domain.settings)
            if path:
                yield located, name, kind.picture, path


def _report_unreadable(located: Located[Any], picture: Picture[Any], path: str) -> None:
    message = (
        f"`{located.record.id}`: {path!r} cannot be read as a picture; "
        "save it as JPEG or PNG"
    )
    report(Problem(located.at(picture.field), message, Subtype.FIELD))


def _copy(source: Path, target: Path, size: Size, before: str) -> str:
    """Make the copies of a picture, *target* without suffixes, unless they are there.

    :param before: what this function returned in the build before.
    :returns: what they were made from, their suffixes, width and height in pixels, with
        colons in between.
    :raises UnreadableError: if it is not a picture.
    """
    stat = source.stat()
    digest = f"{RECIPE}:{size}:{stat.st_size}:{stat.st_mtime_ns}"
    if before.startswith(f"{digest}:"):
        suffixes, *_ = _noted(before)
        if all(target.with_name(target.name + s).is_file() for s in suffixes):
            return before
    picture = _write(source, target, size)
    return f"{digest}:{' '.join(picture.files)}:{picture.width}:{picture.height}"


def _write(source: Path, target: Path, size: Size) -> Scaled:
    """Write the copies of a picture, *target* without suffixes; WebP first."""
    most = _SHARP * size.width, _SHARP * size.height
    picture = scaled(source, *most, cropped=size.cropped)
    for suffix, data in picture.files.items():
        write_whole(target.with_name(target.name + suffix), data)
    return picture


def _noted(copy: str) -> tuple[list[str], int, int]:
    """Suffixes, width and height in what `_copy` returned."""
    _, suffixes, width, height = copy.rsplit(":", 3)
    return suffixes.split(), int(width), int(height)


def _shown(app: Sphinx, target: Path, size: Size, copy: str) -> Copy:
    suffixes, *pixels = _noted(copy)
    most = size.width, size.height
    width, height = most if size.cropped else within((pixels[0], pixels[1]), most)
    uri = f"/{os.path.relpath(target, app.srcdir)}"
    *webp, usual = (f"{uri}{suffix}" for suffix in suffixes)
    return Copy(usual, width, height, "".join(webp))


def _drawn(file: Path, size: Size) -> tuple[int, int]:
    """The width and height of a drawing, in the shape that it says it has."""
    try:
        text = file.read_text("utf-8", errors="replace")
        *_, width, height = map(
            float, _VIEW_BOX.findall(text)[0].replace(",", " ").split()
        )
    except (OSError, ValueError, IndexError):  # none, or not as text
        return size.width, size.height
    if size.cropped or min(width, height) <= 0:
        return size.width, size.height
    ratio = min(size.width / width, size.height / height)
    return max(1, round(width * ratio)), max(1, round(height * ratio))


def copies_for_page(
    env: BuildEnvironment, uri: str, sizes: tuple[Size, ...]
) -> tuple[dict[str, Copy], str]:
    """Copies of a picture that a document shows, made while it is read.

    Their names tell what is in the picture, so that nothing else has to be noted.

    :param uri: as the author has written it.
    :returns: the copies by the names of their sizes, and what is wrong, or ``""``.
    """
    if "://" in uri:
        return {}, (
            f"the picture {uri!r} of another host is not loaded, as that would tell it "
            "who reads the page: put a copy beside the page"
        )
    path, file = env.relfn2path(uri)
    source = Path(file)
    if not is_file(source):
        return {}, f"there is no file {path!r}"
    env.note_dependency(path)
    if path.lower().endswith(DRAWN):
        return {s.name: Copy(f"/{path}", *_drawn(source, s)) for s in sizes}, ""
    digest = hashlib.blake2b(source.read_bytes(), digest_size=6)
    digest.update(repr((RECIPE, sizes)).encode())
    folder = Path(env.doctreedir, _FOR_PAGES)
    copies = {}
    for size in sizes:
        name = f"{source.stem}-{size.name}-{digest.hexdigest()}"
        try:
            made = _made(folder / name) or _make(source, folder / name, size)
        except UnreadableError:
            return {}, f"{path!r} cannot be read as a picture; save it as JPEG or PNG"
        uri = f"/{os.path.relpath(made.path, env.srcdir)}"
        webp = made.path.with_suffix(WEBP).is_file()
        webp_uri = f"{uri.removesuffix(made.path.suffix)}{WEBP}" if webp else ""
        copies[size.name] = Copy(uri, *_on_page(made, size), webp_uri)
    return copies, ""


class _Made(NamedTuple):
    """A copy, and its size in pixels."""

    path: Path
    width: int
    height: int


def _made(target: Path) -> _Made | None:
    """The copy *target* of an earlier build, without its suffix, or None."""
    for path in target.parent.glob(f"{glob.escape(target.name)}.*"):
        if path.suffix == WEBP:  # one of a build that was killed may stand alone
            continue
        with contextlib.suppress(UnreadableError):
            return _Made(path, *size_of(path))
    return None


def _make(source: Path, target: Path, size: Size) -> _Made:
    picture = _write(source, target, size)
    path = target.with_name(target.name + picture.suffix)
    return _Made(path, picture.width, picture.height)


def _on_page(made: _Made, size: Size) -> tuple[int, int]:
    """The width and height of a copy on a page."""
    most = size.width, size.height
    return most if size.cropped else within((made.width, made.height), most)


def remove_old_copies(app: Sphinx, env: BuildEnvironment) -> None:
    """Remove copies that no document shows, at ``env-check-consistency``."""
    shown = {Path(env.srcdir, uri).resolve() for uri in env.images}
    for file in Path(app.doctreedir, _FOR_PAGES).glob("*"):
        if file.resolve() not in shown:
            file.unlink()


def picture_nodes(
    kind: str, record: Any, size: str, context: Context, *classes: str, alt: str = ""
) -> list[nodes.Node]:
    """The picture of a *record* in the *size* of that name; nothing if it has none.

    :param alt: what it shows, if the words next to it do not say so.
    """
    path = _path(context.env, kind, record)
    if path:  # also to one that cannot be read: it may be mended
        context.env.note_dependency(path)
    copy = copy_of(context.env, kind, record, size)
    return [] if copy is None else [image_of(copy, alt, *classes)]


def copy_of(env: BuildEnvironment, kind: str, record: Any, size: str) -> Copy | None:
    """The picture of a *record* in the *size* of that name, or None."""
    copies = groupsite_domain(env).pictures.get(kind, {})
    return copies.get(_path(env, kind, record), {}).get(size)


def _path(env: BuildEnvironment, kind: str, record: Any) -> str:
    """The path of the picture of a *record*, or ``""``."""
    domain = groupsite_domain(env)
    picture = domain.graph.kinds[kind].picture
    return picture.path(record, domain.settings) if picture else ""


def image_of(copy: Copy, alt: str, *classes: str) -> nodes.image:
    """*copy* as an image of a page, loaded when it comes into sight."""
    # a copy of its own size is no preview that would link to itself
    shown = [*classes, "dark-light", "no-scaled-link"]
    image = nodes.image(uri=copy.uri, webp=copy.webp, alt=alt, classes=shown)
    image["loading"] = "lazy"
    image["width"], image["height"] = str(copy.width), str(copy.height)
    return image
