"""What has become known of the papers of a site since their entries were written.

Each entry is looked at by itself, and each change is a proposal with what speaks for it.
A service that does not answer leaves an entry as it is, and is said: nobody may take
silence for “still a preprint”.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from groupsite.kinds.papers.reading.servers import is_final
from groupsite.online.capitals import braced_words
from groupsite.online.client import ServiceError
from groupsite.online.completing import completed_by, retracted
from groupsite.online.library import Library
from groupsite.online.published import amendment
from groupsite.online.services import pubmed
from groupsite.online.versions import look_for_doi, look_for_paper, look_up
from groupsite.sources.bibtex.writing.amending import amend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from groupsite.model.dates import PartialDate
    from groupsite.model.positions import Position
    from groupsite.online.find import Asker
    from groupsite.online.known import KnownPeople
    from groupsite.online.ours import Ours
    from groupsite.online.published import Amendment
    from groupsite.online.versions import Sought
    from groupsite.online.work import Work

#: Why an entry changes: its preprint has appeared, its DOI or its place has become
#: known, its paper has been retracted.
Reason = Literal["published", "doi", "place", "retracted"]
#: How many DOIs are asked for at once.
_MANY: Final = 40


@dataclass(frozen=True)
class Proposal:
    """Changes of one entry, and what speaks for them."""

    reasons: tuple[Reason, ...]
    #: New values of fields; those that are empty are removed.
    fields: Mapping[str, str]
    #: The type of the entry from now on; empty if it stays.
    type: str
    #: In words for authors, as what follows.
    evidence: tuple[str, ...]
    #: When the paper appeared, if that is news.
    date: PartialDate | None = None


@dataclass
class Update:
    """What has come of one entry."""

    key: str
    position: Position
    proposal: Proposal | None = None
    #: What somebody should look at; nothing of that is proposed.
    doubts: list[str] = field(default_factory=list)
    #: Services that have not answered: what they would say is unknown.
    failed: list[str] = field(default_factory=list)


def updates(
    chosen: Iterable[Ours],
    entries: Sequence[Ours],
    client: Asker,
    people: KnownPeople | None = None,
) -> Iterator[Update]:
    """What has come of each entry, as soon as it is known.

    :param chosen: the entries to look at; works that are only cited are left out.
    :param entries: all of the site.
    """
    updater = _Updater(
        [one for one in chosen if one.is_looked_after], entries, client, people
    )
    return updater.updates()


def amended(
    texts: Mapping[str, str], updates: Iterable[Update]
) -> tuple[dict[str, str], dict[str, str]]:
    """New texts of files, by path, and why some entries cannot be changed, by key.

    :param texts: of all .bib files, by the path in positions.
    """
    changed, faults = dict(texts), {}
    for update in updates:
        proposal, path = update.proposal, update.position.path
        if proposal is None:
            continue
        try:
            written = amend(changed[path], update.key, proposal.fields, proposal.type)
        except ValueError as error:
            faults[update.key] = str(error)
            continue
        if "published" in proposal.reasons and _is_preprint(written.text, update.key):
            faults[update.key] = "by its other fields it would still be a preprint"
        else:
            changed[path] = written.text
    return {p: t for p, t in changed.items() if t != texts[p]}, faults


def _is_preprint(text: str, key: str) -> bool:
    """Whether an entry is one for the site."""
    listed = Library({Path(): text}).find(key)
    return listed is None or listed.work.is_preprint


class _Updater:
    """Looks at entries."""

    def __init__(
        self,
        chosen: Sequence[Ours],
        entries: Sequence[Ours],
        client: Asker,
        people: KnownPeople | None,
    ) -> None:
        self._chosen = chosen
        self._entries = entries
        self._client = client
        self._people = people
        self._braced = braced_words(one.entry.get("title") for one in entries)
        #: DOIs → works that PubMed says have been retracted.
        self._retracted: dict[str, Work] = {}
        self._failed: list[str] = []

    def updates(self) -> Iterator[Update]:
        """What has come of each entry."""
        self._ask_for_retractions()
        for ours in self._chosen:
            yield self._update(ours)

    def _update(self, ours: Ours) -> Update:
        others = {one.work.doi for one in self._entries if one.key != ours.key}
        taken = others - {""}
        if ours.is_preprint:
            sought = look_for_paper(ours, self._client, taken)
        elif ours.work.doi:
            sought = look_up(ours, self._client)
        else:
            sought = look_for_doi(ours, self._client, taken)
        return self._proposed(ours, sought)

    def _proposed(self, ours: Ours, sought: Sought) -> Update:
        update = Update(ours.key, ours.position, None, sought.doubts, sought.failed)
        changes: list[tuple[Reason, Amendment]] = []
        record = sought.work
        if record and ours.is_preprint:
            change = amendment(ours.listed, record, self._people, self._braced)
            # who has no abstracts in the file does not want them there
            change.fields.pop("abstract", None)
            changes.append(("published", change))
        elif record:
            change = completed_by(ours, record)
            changes.append(("place" if ours.work.doi else "doi", change))
        said = list(sought.evidence.lines) if sought.evidence else []
        retraction, where = self._retraction(ours, sought)
        if retraction:
            change = retracted(ours, where)
            changes.append(("retracted", change))
            if change.fields:
                said.append(retraction)
            elif change.notes:
                update.doubts.append(f"{retraction}: {change.notes[0]}")
        changes = [(reason, change) for reason, change in changes if change.fields]
        if changes:
            notes = (note for _, change in changes for note in change.notes)
            update.proposal = Proposal(
                reasons=tuple(reason for reason, _ in changes),
                fields={
                    n: v for _, change in changes for n, v in change.fields.items()
                },
                type=next((change.type for _, change in changes if change.type), ""),
                evidence=(*said, *notes),
                date=record.date if record and ours.is_preprint else None,
            )
        if not ours.is_preprint and is_final(ours.work.doi):
            update.failed += [one for one in self._failed if one not in update.failed]
        return update

    def _retraction(self, ours: Ours, sought: Sought) -> tuple[str, str]:
        """Who says that the paper has been retracted, and the DOI of the notice."""
        works = [sought.work, self._retracted.get(ours.work.doi)]
        for work in filter(None, works):
            for notice in work.notices:
                if notice.kind == "retraction":
                    said = f"{work.source} says that {work.doi} has been retracted"
                    return said, notice.doi
        return "", ""

    def _ask_for_retractions(self) -> None:
        """Ask PubMed which of all DOIs are those of retracted papers."""
        dois = sorted({one.work.doi for one in self._chosen if is_final(one.work.doi)})
        try:
            for start in range(0, len(dois), _MANY):
                question = pubmed.retracted(dois[start : start + _MANY])
                answer = self._client.ask(question)
                for pmid in pubmed.parse_numbers(answer):
                    record = self._client.ask(pubmed.question(pmid))
                    work = pubmed.parse(record) if record is not None else None
                    if work and work.doi:
                        self._retracted[work.doi.lower()] = work
        except ServiceError as error:
            self._failed.append(str(error))
