"""What somebody gives to ``groupsite add``: arguments, files, a pipe, a paste."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from groupsite.cli.command import CommandError
from groupsite.online.pasted import told
from groupsite.sources.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from groupsite.online.pasted import Pasted


def read_given(given: Sequence[str]) -> list[Pasted]:
    """The works that are meant, each once.

    :param given: identifiers, addresses, entries, names of files; ``-`` is what is piped.
    :raises CommandError: if a part of it is nothing to be asked for.
    """
    found: dict[tuple[str, str], Pasted] = {}
    faults: list[str] = []
    for name, text in _texts(given or ["-"]):
        part = told(text)
        for number, one in enumerate(part.found):
            # entries may have any key, or none
            value = f"{name} {number}" if one.work else one.value.casefold()
            found.setdefault((one.kind, value), one)
        where = f"{name}:" if name else ""
        faults += [
            f"{where}{one.line}: {one.message}" if name else one.message
            for one in part.unclear
        ]
    if faults:
        raise CommandError("\n".join([*faults, "nothing was written"]))
    return [*found.values()]


def _texts(given: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Texts, each with the name of the file that it is from."""
    for argument in given:
        if argument == "-":
            yield "", _piped()
        elif _is_file(argument):
            try:
                data = Path(argument).read_bytes()
            except OSError as error:
                message = f"{argument} cannot be read: {error.strerror}"
                raise CommandError(message) from None
            yield argument, decode(data, lambda _line, _message: None)
        else:
            yield "", argument


def _is_file(argument: str) -> bool:
    try:
        return Path(argument).is_file()
    except (OSError, ValueError):  # an entry is too long for a name
        return False


def _piped() -> str:
    if sys.stdin.isatty():
        how = "paste identifiers or entries, then Enter and Ctrl-D"
        sys.stderr.write(f"{how}:\n")
        sys.stderr.flush()
    return decode(sys.stdin.buffer.read(), lambda _line, _message: None)
