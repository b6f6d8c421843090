"""Papers of an old site: entries of .bib files, and those that are made of other data.

Preprint and article of one title are one entry, that of the article. Pure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.model.positions import Position
from groupsite.model.text import spelling
from groupsite.moving.site import Entry
from groupsite.online.entries import work_of_entry
from groupsite.online.same import is_surely_same
from groupsite.online.texts import of_plain
from groupsite.sources.bibtex.fields import BibField
from groupsite.sources.bibtex.latex import decode_plain
from groupsite.sources.bibtex.reader import BibEntry, parse_bibtex
from groupsite.sources.bibtex.writing.keys import make_key
from groupsite.sources.bibtex.writing.values import check_key, clean_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from groupsite.moving.account import Account
    from groupsite.moving.site import Moved
    from groupsite.moving.source import Source
    from groupsite.online.work import Work
    from groupsite.sources.bibtex.reader import BibFileText

#: Where papers go.
FILE: Final = "publications.bib"
#: So many keys tell how further ones are made.
_SAMPLE: Final = 40
#: What such a note begins with: the ISSN, then the names again.
_EXPORTED: Final = re.compile(r"\d{4}-\d{3}[\dxX](?: \([^()]*\))?(?: \d{4}-\d{3}[\dxX])?(?: \([^()]*\))?\s+[^\W\d_].{40}", re.DOTALL)  # fmt: skip
_MATTER: Final = re.compile(r"\A---\s*\n---\s*\n")
#: Fields that are the paper's, whichever of its two entries has them.
_SHARED: Final = frozenset([
    "eprint", "archiveprefix", "primaryclass", "arxiv", "abstract", "pdf", "code", "data",
    "video", "slides", "poster", "website", "supp", "blog", "preview", "preview_alt",
    "selected", "keywords", "award", "award_name", "award_date", "annotation",
    "additional_info", "hal_id", "pmid", "pmcid", "abbr", "html",
])  # fmt: skip
_LOOSE: Final = re.compile(r"\s*\n\s*")
#: A key that other programs accept, with blanks in it.
_BLANKS: Final = re.compile(r"\A(\s*@\s*\w+\s*[{(])([^,{}()=\"]{1,200}),")
#: How many entries with the same number or title are compared with a new one.
_MOST_TWINS: Final = 20


def entries_of(source: Source, path: str, account: Account) -> list[Entry]:
    """The entries of a .bib file; what is wrong with it is noted.

    :raises UnreadableError: if the file cannot be read.
    """
    text = _MATTER.sub("\n\n", source.text(path))
    strings: dict[str, str] = {}
    parsed = parse_bibtex(text, path, strings)
    for problem in parsed.problems:
        account.note(path, f"line {problem.position.line}: {problem.message}")
    comments = _comments(text, [(b.key, b.start, b.end) for b in parsed.blocks])
    entries = []
    for entry in [*parsed.entries, *_lost(text, path, parsed, strings, account)]:
        fields = {
            name: _one_line(field.value)
            for name, field in entry.fields.items()
            if field.value.strip()
        }
        opened = account.thing("papers", path, fields, label=entry.key)
        kept = {}
        for name, value in fields.items():
            try:
                kept[name] = clean_value(name, value)
            except ValueError as error:
                opened.leave(name, str(error))
                continue
            opened.take(name)
        made = Entry(entry.type, entry.key, kept, opened.thing)
        made.comment = comments.get(entry.key, "")
        entries.append(made)
    return entries


def _lost(
    text: str, path: str, parsed: BibFileText, strings: dict[str, str], account: Account
) -> Iterator[BibEntry]:
    """Entries that are left out of a file since others have their key; the rest is told."""
    known = {entry.position.line for entry in parsed.entries}
    line, at = 1, 0
    for block in parsed.blocks:
        line, at = line + text.count("\n", at, block.start), block.start
        if block.is_entry and line not in known:
            own = _BLANKS.sub(_joined_key, text[block.start : block.end])
            again = parse_bibtex(own, path, dict(strings)).entries
            yield from again
            if not again:
                opened = account.thing(
                    "papers", path, {"entry": own}, label=block.key or f"line {line}"
                )
                opened.thing.leave("it cannot be read")


def _joined_key(start: re.Match[str]) -> str:
    """The beginning of an entry with a key without blanks."""
    key = re.sub(r"[^\w.:/+-]+", "_", start[2].strip())
    return f"{start[1]}{key},"


def _one_line(value: str) -> str:
    return _LOOSE.sub(" ", value).strip() if "\n\n" not in value else value.strip()


def _comments(text: str, blocks: Sequence[tuple[str, int, int]]) -> dict[str, str]:
    """Key of an entry → what stands between it and the one before, as comments."""
    found, at = {}, 0
    for key, start, end in blocks:
        lines = [line.strip() for line in text[at:start].split("\n")]
        lines = [line for line in lines if line.strip("-=%#* ")]
        if key and lines:
            found[key] = "\n".join(f"% {line.lstrip('% ').replace('@', '(at) ')}" for line in lines)  # fmt: skip
        at = end
    return found


def plain(text: str) -> str:
    """Plain text as it stands between braces."""
    return of_plain(text)


def names(listed: Iterable[str]) -> str:
    """Names as BibTeX joins them. A name with the word “and” is that of a body."""
    return " and ".join(
        f"{{{of_plain(name)}}}" if re.search(r"\band\b", name) else of_plain(name)
        for name in listed
        if name.strip()
    )


def _work(entry: Entry) -> Work:
    fields = {n: BibField(v, 1) for n, v in entry.fields.items()}
    return work_of_entry(BibEntry(entry.type, entry.key, fields, Position("", 1)))


class _Known:
    """An entry with what is compared."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.work = _work(entry)
        self.title = spelling(decode_plain(entry.fields.get("title", "")))

    @property
    def drawers(self) -> Iterator[tuple[str, str]]:
        """Where entries of the same paper are looked for."""
        for name in ("doi", "arxiv"):
            if number := getattr(self.work, name).lower():
                yield name, number
        if self.title:
            yield "title", self.title


def merged(entries: Iterable[Entry], account: Account) -> list[Entry]:
    """The entries, each paper once, in the order of the first one."""
    kept: list[_Known] = []
    drawers: dict[tuple[str, str], list[_Known]] = {}
    for entry in entries:
        known = _Known(entry)
        near = [k for d in known.drawers for k in drawers.get(d, ())[:_MOST_TWINS]]
        twin = next((k for k in near if _are_one(k, known)), None)
        if twin is None:
            kept.append(known)
        else:
            _merge(twin, known, account)
            known = twin
        for drawer in known.drawers:
            if known not in drawers.setdefault(drawer, []):
                drawers[drawer].append(known)
    return [known.entry for known in kept]


def _are_one(one: _Known, other: _Known) -> bool:
    """Whether two entries are one paper for sure."""
    works = one.work, other.work
    if one.title == other.title and one.entry.fields == other.entry.fields:
        return True
    dois = {w.doi.lower() for w in works}
    if len(dois) == 1 and "" not in dois:
        return one.title == other.title or not (one.title and other.title)
    if one.title == other.title and works[0].arxiv == works[1].arxiv != "":
        return True
    preprints = [w.is_preprint for w in works]
    if preprints[0] == preprints[1]:
        return False
    earlier, later = works if preprints[0] else works[::-1]
    if earlier.arxiv and earlier.arxiv == later.arxiv:
        return True
    return is_surely_same(earlier, later)


def _merge(twin: _Known, known: _Known, account: Account) -> None:
    """Put two entries into one: that of the article, with what the preprint has."""
    final, earlier = twin, known
    if twin.work.is_preprint and not known.work.is_preprint:
        final, earlier = known, twin
    fields = dict(final.entry.fields)
    for name, value in earlier.entry.fields.items():
        if name in _SHARED and name not in fields:
            fields[name] = value
        elif fields.get(name) != value and earlier.entry.thing is not None:
            earlier.entry.thing.returned(
                name, "the entry of the article says something else"
            )
    if final.title != earlier.title and earlier.work.is_preprint:
        fields.setdefault("preprint_title", earlier.entry.fields.get("title", ""))
    arxiv = earlier.work.arxiv
    if (
        arxiv
        and not final.work.arxiv
        and "eprint" not in fields
        and "arxiv" not in fields
    ):
        fields |= {"eprint": arxiv, "archiveprefix": "arXiv"}
    one, other = final.entry, earlier.entry
    path = other.thing.path if other.thing else ""
    account.guess(
        path,
        f"`{other.key or 'a paper'}` and `{one.key or 'another'}` are one paper: one entry",
    )
    things = [e.thing for e in (twin.entry, known.entry) if e.thing is not None]
    entry = Entry(one.type, one.key or other.key, fields, things[0] if things else None)
    entry.comment = twin.entry.comment or known.entry.comment
    entry.more = [*twin.entry.more, *known.entry.more, *things[1:]]
    twin.entry = entry
    twin.work, twin.title = _work(entry), final.title


def without_exported(entries: Iterable[Entry], account: Account) -> None:
    """Put notes that EndNote makes of PubMed aside, into a field that no page shows."""
    for entry in entries:
        if _EXPORTED.match(entry.fields.get("note", "")):
            entry.fields["annote"] = entry.fields.pop("note")
            if entry.thing is not None:
                account.note(entry.thing.path, "notes that EndNote has made (ISSN, names, grants) stand in `annote`, which no page shows")  # fmt: skip


def with_keys(entries: Iterable[Entry], account: Account) -> list[Entry]:
    """The entries with a key each, which no other one has in any case."""
    entries, used = list(entries), set[str]()
    given = {e.key for e in entries if e.key}
    known = [(e.key, e.fields) for e in entries if e.key][:_SAMPLE]
    for entry in entries:
        wanted = entry.key
        try:
            check_key(wanted)
            fault = wanted.casefold() in used
        except ValueError:
            fault = True
        if fault:
            entry.key = make_key(entry.fields, known, used | given)
            if wanted and entry.thing is not None:
                account.guess(entry.thing.path, f"the key `{wanted}` is `{entry.key}` now: it was given twice, or is none")  # fmt: skip
        used.add(entry.key.casefold())
    return entries


def became(entries: Iterable[Entry], moved: Moved) -> None:
    """Say of each entry what it has become."""
    for entry in entries:
        for thing in (entry.thing, *entry.more):
            if thing is not None:
                thing.became(f"{FILE}: {entry.key}")
    moved.papers = list(entries)


def written(entries: Iterable[Entry]) -> str:
    """The text of the .bib file."""
    texts = []
    for entry in entries:
        lines = "".join(f"  {n} = {{{v}}},\n" for n, v in entry.fields.items() if v)
        above = f"{entry.comment}\n" if entry.comment else ""
        texts.append(f"{above}@{entry.type}{{{entry.key},\n{lines}}}\n")
    return "\n".join(texts)
