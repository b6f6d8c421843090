"""``groupsite upgrade``: names this version in requirements.txt, and renews the workflows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.cli.command import Code, Command, CommandError, Outcome

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping
    from pathlib import Path

    from groupsite.cli.terminal import Terminal

_MORE: Final = """\
Install the new version first; `make upgrade` does both. The pin in requirements.txt is
raised to the version that is installed, and workflows that nobody has edited are renewed.
For those that you have edited, it shows what ours would be, and leaves them. Nothing else
of a site is changed by an upgrade, ever.

examples:
    groupsite upgrade
    groupsite upgrade --dry-run
    groupsite upgrade --to 1.4.2       only the pin, to install that version next

The status is 1 if all was up to date.\
"""
_REQUIREMENTS: Final = "requirements.txt"


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--to", metavar="VERSION", help="the version, instead of the one installed"
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="show what would change, and write nothing",
    )


def _run(options: Namespace, terminal: Terminal) -> Outcome:
    from groupsite.cli.changing import change_files, diff  # noqa: PLC0415
    from groupsite.starting.pins import pin_of, repinned  # noqa: PLC0415
    from groupsite.starting.site import renewed_files  # noqa: PLC0415

    folder: Path = options.site
    version = options.to or options.version
    # only the installed version knows its workflows
    ours = renewed_files(version) if version == options.version else {}
    pins = folder / _REQUIREMENTS
    before: dict[Path, str] = {}
    after: dict[Path, str] = {}
    kept: dict[Path, str] = {}

    def change(texts: Mapping[Path, str]) -> Mapping[Path, str]:
        before.update(texts)
        text = texts.get(pins, "")
        _check(text, version, is_forced=bool(options.to))
        renewed, left = _renewed(folder, ours, texts)
        after.update({pins: repinned(text, version)} | renewed)
        kept.update(left)
        return after

    change_files([pins, *(folder / name for name in ours)], change, dry=options.dry_run)
    changed = {path: text for path, text in after.items() if text != before[path]}
    pin = pin_of(before[pins])
    was = pin.version if pin else ""
    shown = diff(before, changed, folder)
    terminal.diff(shown)
    for path, new in kept.items():
        name = path.relative_to(folder).as_posix()
        terminal.say(f"{name}: you have edited it, so it stays; this is what is new:")
        terminal.diff(diff(before, {path: new}, folder))
    told = {
        "from": was,
        "to": version,
        "changed": [path.relative_to(folder).as_posix() for path in changed],
        "kept": [path.relative_to(folder).as_posix() for path in kept],
        "diff": shown,
    }
    if not changed:
        terminal.say(f"All is up to date: {_REQUIREMENTS} names groupsite {version}.")
        return Outcome(Code.NOTHING, told)
    verb = "would name" if options.dry_run else "names"
    terminal.say(f"{_REQUIREMENTS} {verb} groupsite {version}; it was {was}.", "green")
    return Outcome(Code.DONE, told)


def _check(text: str, version: str, *, is_forced: bool) -> None:
    """See whether the pin in *text* can be raised to *version*.

    :raises CommandError: if not; it says what to do.
    """
    from packaging.version import InvalidVersion, Version  # noqa: PLC0415

    from groupsite.starting.pins import pin_of  # noqa: PLC0415

    pin = pin_of(text)
    if pin is None:
        how = f"write `groupsite=={version}` into it, and it will be raised from now on"
        raise CommandError(f"{_REQUIREMENTS} has no pin of groupsite: {how}")
    if pin.is_hashed:
        how = "use the program that wrote them, such as `uv pip compile --upgrade`"
        raise CommandError(f"{_REQUIREMENTS} has hashes: {how}")
    try:
        goes_back = Version(version) < Version(pin.version)
    except InvalidVersion as error:
        raise CommandError(f"{error}: write a version such as 1.4.2") from None
    if goes_back and not is_forced:
        how = f"pip install -r {_REQUIREMENTS}; or go back by --to {version}"
        message = f"{_REQUIREMENTS} names {pin.version}, and {version} is installed"
        raise CommandError(f"{message}: {how}")


def _renewed(
    folder: Path, ours: Mapping[str, str], texts: Mapping[Path, str]
) -> tuple[dict[Path, str], dict[Path, str]]:
    """New texts of workflows that nobody has edited, and of those that somebody has.

    One that is not there was removed by its author, and stays so.
    """
    from groupsite.starting.stamps import is_unedited, without_stamp  # noqa: PLC0415

    renewed: dict[Path, str] = {}
    kept: dict[Path, str] = {}
    for name, new in ours.items():
        path = folder / name
        text = texts.get(path)
        if text is None:
            continue
        if without_stamp(text).replace("\r\n", "\n") == without_stamp(new):
            continue
        (renewed if is_unedited(text) else kept)[path] = new
    return renewed, kept


COMMAND: Final = Command(
    name="upgrade",
    summary="name this version in requirements.txt, and renew the workflows",
    more=_MORE,
    arguments=_arguments,
    run=_run,
)
