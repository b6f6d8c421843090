"""``IMPORT.md``: what has moved, what is left and why, what was assumed. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from groupsite.model.text import shortened
from groupsite.moving.account import TEXT, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from groupsite.moving.account import Account, Count, Thing, Where

NAME: Final = "IMPORT.md"
_PLACE: Final = "nothing here has a place for it"
_BEGINNING: Final = """\
This site was written by `groupsite import` from a site of {system}.
Delete this file when you have read it: no page is made of it."""
_LONGEST: Final = 80
_MOST: Final = 40


def report(
    account: Account,
    system: str,
    copies: Mapping[str, str],
    messages: Sequence[str] = (),
    skipped: Mapping[str, str] | None = None,
) -> str:
    """The text of the report.

    :param copies: files of the old site → where they are now.
    :param messages: what a build says of the new site.
    :param skipped: what was not looked at → why.
    """
    parts = [
        "# What has moved",
        _BEGINNING.format(system=system),
        _table(account),
        *_section("What a build says", "Nothing else should be said; mend these at leisure.", messages),
        *_section(
            "What is left",
            "Keys and values that stand nowhere in the new site, by the file of the old one.",
            _left(account.own),
        ),
        *_section("What was assumed", "The old site does not say it: have a look.", _noted(account.guesses)),
        *_section("What deserves a look", "", _noted(account.notes)),
        *_section("What became of what", "", _became(account.own)),
        *_section(
            "Files that were copied", "",
            [f"{_code(old)} → {_code(new)}" for old, new in sorted(copies.items())],
        ),
        *_section(
            "How the old site showed things",
            "Keys for its own machinery, which are no facts about you; not counted above.",
            _looks(account.own),
        ),
        *_section(
            "Examples of the old system",
            "They came with it, and are not yours; not counted above.",
            [_name(thing) for thing in account.things if thing.example],
        ),
        *_section(
            "Files of the old system",
            "Its layouts, styles, scripts and settings, which the new site has no use for.",
            _folders(account.machinery),
        ),
        *_section(
            "What was not looked at", "",
            [f"{_code(path)}: {why}" for path, why in (skipped or {}).items()],
        ),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _section(title: str, text: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    listed = "\n".join(line if line.startswith("  ") else f"- {line}" for line in lines)
    return [f"## {title}", *([text] if text else []), listed]


def _table(account: Account) -> str:
    rows = [(kind, *counts) for kind, counts in account.counts().items()]
    rows.append(("all", *account.total()))
    lines = [
        "| what | found | moved | left | facts in it | moved | left |",
        "|---|--:|--:|--:|--:|--:|--:|",
        *(
            f"| {kind} | {_cells(things)} | {_cells(facts)} |"
            for kind, things, facts in rows
        ),
    ]
    return "\n".join(lines)


def _cells(count: Count) -> str:
    return " | ".join(map(str, count))


def _left(things: Iterable[Thing]) -> list[str]:
    lines = []
    for path, some in _by_path(things).items():
        for thing in some:
            if not thing.into:
                why = thing.why or _PLACE
                lines.append(f"{_name(thing)} ({thing.kind}): {why}")
                continue
            reasons = {
                where: fact.why or _PLACE
                for where, fact in thing.counted
                if fact.state is State.LEFT
            }
            lines += [
                f"{_code(path)}{_label(thing)}: {_fact(thing, where)}: {reason}"
                for where, reason in reasons.items()
            ]
    return lines


def _fact(thing: Thing, where: Where) -> str:
    value = thing.facts[where].value
    shown = "true" if value is True else "false" if value is False else value
    return f"{_code(_dotted(where))} = {_code(shown)}"


def _dotted(where: Where) -> str:
    text = ""
    for part in where:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return "its text" if text == TEXT else text


def _became(things: Iterable[Thing]) -> list[str]:
    lines = []
    for path, some in _by_path(things).items():
        moved = [thing for thing in some if thing.into]
        if len(moved) == 1:
            places = ", ".join(map(_code, moved[0].into))
            lines.append(f"{_name(moved[0])} → {places}")
        elif moved:
            lines.append(f"{_code(path)}:")
            lines += [
                f"  - {_code(t.label) if t.label else t.kind} → {', '.join(map(_code, t.into))}"
                for t in moved
            ]
    return lines


def _looks(things: Iterable[Thing]) -> list[str]:
    keys = Counter(
        re.sub(r"\[\d+\]", "", _dotted(where))
        for thing in things
        for where, fact in thing.counted
        if fact.state is State.LOOK
    )
    return [f"{_code(key)} ({count}×)" for key, count in sorted(keys.items())]


def _folders(paths: Iterable[str]) -> list[str]:
    folders: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        folder, slash, _ = path.partition("/")
        folders[f"{folder}/" if slash else folder].append(path)
    return [
        f"{_code(folder)}" + (f" ({len(files)} files)" if folder.endswith("/") else "")
        for folder, files in sorted(folders.items())
    ]


def _noted(notes: Iterable[tuple[str, str]]) -> list[str]:
    by_path: dict[str, list[str]] = defaultdict(list)
    for path, what in notes:
        by_path[path].append(what)
    lines = []
    for path, all_ in by_path.items():
        shown = [one.replace("\n", " ") for one in all_[:_MOST]]
        if all_[_MOST:]:
            shown.append(f"and {len(all_) - _MOST} more like these")
        lines += [f"{_code(path)}: {what}" if path else what for what in shown]
    return lines


def _by_path(things: Iterable[Thing]) -> dict[str, list[Thing]]:
    found: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        found[thing.path].append(thing)
    return found


def _name(thing: Thing) -> str:
    return f"{_code(thing.path)}{_label(thing)}"


def _label(thing: Thing) -> str:
    return f" ({shortened(thing.label, _LONGEST)})" if thing.label else ""


def _code(text: str) -> str:
    """*text* as code in Markdown, short and in one line."""
    shown = shortened(" ".join(str(text).split()), _LONGEST)
    ticks = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"
