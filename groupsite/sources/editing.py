"""Files of authors that a program changes: whole or not at all, and none that others save.

A file is read with all that its bytes say, and written back with every byte of it that
was not changed. What is written has been compared with the file once more: if somebody
else, an editor or another process, has saved it since it was read, nothing is written.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import stat
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

try:
    import fcntl
except ImportError:  # Windows: processes are not kept apart there
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

#: Suffix of unfinished files; one that was left by a killed process is removed later.
PART: Final = ".groupsite-part"
_BOMS: Final = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_NOT_ASCII: Final = re.compile(rb"[\x80-\xff]+")


class ChangedError(Exception):
    """A file has been changed by somebody else since it was read."""


@dataclass(frozen=True)
class TextFile:
    """A file as it was read."""

    path: Path
    #: None if there was no such file.
    data: bytes | None

    @cached_property
    def _bom(self) -> bytes:
        return next((b for b in _BOMS if self.data and self.data.startswith(b)), b"")

    @cached_property
    def encoding(self) -> str:
        """UTF-8, UTF-16 if a mark says so, or Windows-1252 if nothing is UTF-8."""
        data = self.data or b""
        if self._bom:
            return _BOMS[self._bom]
        if any(map(_is_utf8, _NOT_ASCII.findall(data))) or _is_utf8(data):
            return "utf-8"
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            return "utf-8"
        return "cp1252"

    @cached_property
    def text(self) -> str:
        """Its text with line ends as they are, without a byte order mark.

        Bytes that are no text become surrogates, and bytes again when it is written.

        :raises ValueError: if it cannot be written back as it is.
        """
        data = (self.data or b"").removeprefix(self._bom)
        text = data.decode(self.encoding, self._errors)
        if self.encoded(text) != (self.data or b""):
            raise ValueError(f"{self.path}: save the file in the encoding UTF-8 first")
        return text

    @property
    def _errors(self) -> str:
        if self.encoding == "cp1252":
            return "strict"
        return "surrogateescape" if self.encoding == "utf-8" else "surrogatepass"

    def encoded(self, text: str) -> bytes:
        """The bytes of *text* in the encoding of this file.

        :raises ValueError: if that lacks a character.
        """
        try:
            return self._bom + text.encode(self.encoding, self._errors)
        except UnicodeEncodeError as error:
            character = text[error.start]
            message = f"the file is not UTF-8 and cannot hold {character!r}"
            raise ValueError(f"{self.path}: {message}; save it as UTF-8") from None


def read_file(path: Path) -> TextFile:
    """The file at *path*, or an empty one that is not there yet.

    :raises OSError: if it cannot be read.
    """
    try:
        return TextFile(path, path.read_bytes())
    except FileNotFoundError:
        return TextFile(path, None)


def write_files(texts: Iterable[tuple[TextFile, str]]) -> None:
    """Write files anew, all of them or none; those that stay the same are not touched.

    :param texts: files as they were read, and their new texts.
    :raises ChangedError: if one of them is no longer as it was read.
    :raises ValueError: if a text cannot be written in the encoding of its file.
    :raises OSError: if a file cannot be written.
    """
    changes = [(file, file.encoded(text)) for file, text in texts]
    changes = [(file, data) for file, data in changes if data != file.data]
    # a link stays one, and what it leads to is written
    targets = [(file, file.path.resolve(), data) for file, data in changes]
    folders = sorted({target.parent for _, target, _ in targets})
    with ExitStack() as stack:
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(_locked(folder))
        parts = [
            stack.enter_context(_part(target, data)) for _, target, data in targets
        ]
        for file, target, _ in targets:
            if read_file(target).data != file.data:
                message = "has been changed by somebody else meanwhile"
                raise ChangedError(f"{file.path} {message}; nothing was written")
        _replace([(file, t, p) for (file, t, _), p in zip(targets, parts, strict=True)])


def edit_files(
    paths: Sequence[Path],
    change: Callable[[Mapping[Path, TextFile]], Mapping[Path, str]],
    attempts: int = 100,
) -> None:
    """Read files, change their texts and write them; again if somebody else was faster.

    :param change: is given the files of *paths*, and returns new texts for some or all
        of them, or for new files.
    :raises ChangedError: if they have changed in each of the *attempts*.
    """
    wanted = [*paths]
    for attempt in range(1, attempts + 1):
        files = {path: read_file(path) for path in wanted}
        texts = change(files)
        files |= {path: TextFile(path, None) for path in texts if path not in files}
        try:
            write_files((files[path], text) for path, text in texts.items())
        except ChangedError:
            if attempt == attempts:
                raise
            wanted = [*files]  # somebody may have made a file that was to be new
        else:
            return


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other processes that do the same out of *folder*; no file is left there."""
    if fcntl is None:
        yield
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


@contextmanager
def _part(target: Path, data: bytes) -> Iterator[Path]:
    """A file next to *target*, with the rights of that, while it is not yet in place."""
    prefix = f".{target.name[:100]}-"
    for left in target.parent.iterdir():
        if left.name.startswith(prefix) and left.name.endswith(PART):
            left.unlink(missing_ok=True)
    number, name = tempfile.mkstemp(PART, prefix, target.parent)
    part = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode(target))
        yield part
    finally:
        part.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    """The rights of a file, or those that a new one would get."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _replace(files: list[tuple[TextFile, Path, Path]]) -> None:
    """Put all parts into their places; put back what was there if one cannot be."""
    done: list[tuple[TextFile, Path]] = []
    try:
        for file, target, part in files:
            part.replace(target)
            done.append((file, target))
    except OSError:
        for file, target in done:
            if file.data is None:
                target.unlink()
            else:
                target.write_bytes(file.data)
        raise
