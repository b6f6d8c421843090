"""Reading of an old site: nothing outside of its folder, nothing endless, nothing run.

The files of strangers may be links to elsewhere, pipes, or as large as a disk. So all files
are listed once, without links, up to bounds; all that is read or copied is one of them.
"""

from __future__ import annotations

import os
import re
import stat
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote

from groupsite.model.text import printable
from groupsite.moving.plain import NotPlainError, of_json, of_toml, of_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Bounds: files, bytes of a text that is read, of all of them, and of a file that is copied.
MOST_FILES: Final = 20_000
LARGEST_TEXT: Final = 8_000_000
MOST_TEXT: Final = 200_000_000
LARGEST_FILE: Final = 100_000_000
#: Folders of programs: what they have fetched, made or noted.
_SKIPPED: Final = frozenset([
    ".git", ".hg", ".svn", ".jekyll-cache", ".sass-cache", ".bundle", ".venv", "venv",
    "node_modules", "__pycache__", "_site", ".hugo_build.lock",
])  # fmt: skip
_FENCE: Final = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")


class UnreadableError(Exception):
    """A file that cannot be read; says why."""


class Matter(NamedTuple):
    """A page: what it says about itself, and its text."""

    data: dict[str, Any]
    text: str


class Source:
    """The files of an old site."""

    def __init__(self, path: Path) -> None:
        """:param path: a folder, or a single file of facts."""
        self.root = path.resolve() if path.is_dir() else path.resolve().parent
        #: What was not looked at, and why: path → reason.
        self.skipped: dict[str, str] = {}
        single = not path.is_dir()
        self.is_file = single
        #: Paths of all files, relative and with slashes, in order.
        self.files: tuple[str, ...] = (
            (path.resolve().name,) if single else tuple(sorted(self._walk()))
        )
        self._known = frozenset(self.files)
        self._read = 0

    def _walk(self) -> Iterator[str]:
        count = 0
        for folder, folders, names in os.walk(self.root, followlinks=False):
            here = Path(folder)
            below = here.relative_to(self.root)
            for name in [n for n in folders if (here / n).is_symlink()]:
                self.skipped[(below / name).as_posix()] = "a link"
            folders[:] = sorted(
                n for n in folders if n not in _SKIPPED and not (here / n).is_symlink()
            )
            for name in sorted(names):
                path = (below / name).as_posix()
                try:
                    mode = (here / name).lstat().st_mode
                except OSError:
                    continue
                if not stat.S_ISREG(mode):
                    self.skipped[path] = "a link" if stat.S_ISLNK(mode) else "no file"
                    continue
                if path.encode("utf-8", "replace").decode() != path:
                    self.skipped[printable(path)] = "a name that is no text"
                    continue
                count += 1
                if count > MOST_FILES:
                    self.skipped["…"] = f"more than {MOST_FILES} files"
                    return
                yield path

    @cached_property
    def folders(self) -> frozenset[str]:
        """All folders with a file in or below them."""
        return frozenset(
            str(parent) for f in self.files for parent in PurePosixPath(f).parents
        )

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {path.casefold(): path for path in self.files}

    def has(self, path: str) -> bool:
        """Whether there is a file *path*."""
        return path in self._known

    def find(self, address: str) -> str:
        """The file that an address of the old site is that of, or ``""``.

        Addresses begin with a slash or without; their query and anchor do not count.
        """
        path = re.split(r"[?#]", address, maxsplit=1)[0].strip()
        for name in (path, unquote(path)):
            parts = [p for p in name.split("/") if p not in ("", ".")]
            if ".." in parts:
                continue
            joined = "/".join(parts)
            if joined in self._known:
                return joined
            if found := self._folded.get(joined.casefold()):
                return found
        return ""

    def below(self, folder: str, *endings: str) -> list[str]:
        """The files in *folder* and in its folders, by the ends of their names."""
        start = f"{folder.strip('/')}/" if folder.strip("/") else ""
        return [
            f
            for f in self.files
            if f.startswith(start) and (not endings or f.lower().endswith(endings))
        ]

    def data(self, path: str, most: int = LARGEST_FILE, size: int = -1) -> bytes:
        """The bytes of a file.

        :param size: how many of them, from its beginning.
        :raises UnreadableError: if it is none of ours, larger than `most`, or gone.
        """
        if path not in self._known:
            raise UnreadableError("there is no such file")
        try:
            flags = (
                os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            )
            with os.fdopen(os.open(self.root / path, flags), "rb") as file:
                length = os.fstat(file.fileno()).st_size
                if length > most:
                    raise UnreadableError(f"it is too large ({length / 1e6:.0f} MB)")
                return file.read(most if size < 0 else size)
        except OSError as error:
            raise UnreadableError(error.strerror or "it cannot be read") from None

    def text(self, path: str) -> str:
        """The text of a file, with line feeds, in UTF-8 or else in Windows-1252.

        :raises UnreadableError: see `data`.
        """
        data = self.data(path, LARGEST_TEXT)
        self._read += len(data)
        if self._read > MOST_TEXT:
            raise UnreadableError("there is too much text in all files together")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
        return printable(text.replace("\r\n", "\n").replace("\r", "\n"))

    def values(self, path: str) -> Any:
        """What a file in YAML, TOML or JSON says, with texts in place of numbers.

        :raises UnreadableError: if it cannot be read, or is none.
        """
        text = self.text(path)
        kind = path.lower().rpartition(".")[2]
        read = {"json": of_json, "toml": of_toml}.get(kind, of_yaml)
        try:
            return read(text)
        except NotPlainError as error:
            raise UnreadableError(str(error)) from None

    def matter(self, path: str) -> Matter:
        """A page with what stands above its text, between ``---`` or ``+++``.

        :raises UnreadableError: if that cannot be read.
        """
        return matter_of(self.text(path))


def matter_of(text: str) -> Matter:
    """A page, from its text.

    :raises UnreadableError: if what stands above the text cannot be read.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return Matter({}, text)
    mark = re.escape(opening[1])
    closing = re.compile(rf"^{mark}[ \t]*$", re.MULTILINE).search(text, opening.end())
    if closing is None:
        return Matter({}, text)
    above = text[opening.end() : closing.start()]
    try:
        data = of_yaml(above) if opening[1] == "---" else of_toml(above)
    except NotPlainError as error:
        raise UnreadableError(str(error)) from None
    body = text[closing.end() :].lstrip("\n")
    return Matter(data if isinstance(data, dict) else {}, body)
