"""What has to be written into an entry when its paper has appeared, or is known better.

Key, comments and fields of one's own stay; only what a bibliography says of where a
paper is changes. Pure.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.kinds.papers.reading.servers import is_final, server_called
from groupsite.kinds.papers.reading.works import is_state
from groupsite.model.names import is_body
from groupsite.model.text import fold, spelling
from groupsite.online.drafting import drafted
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from collections.abc import Collection

    from groupsite.online.known import KnownPeople
    from groupsite.online.ours import Ours
    from groupsite.online.work import Contributor, Work

#: What says where a paper has appeared.
_PLACE: Final = (
    "journal", "booktitle", "series", "volume", "number", "eid", "pages", "publisher",
    "editor", "year", "isbn", "doi",
)  # fmt: skip
#: What says where a preprint is, in the words of many programs.
_POSTED: Final = ("journal", "journaltitle", "volume", "number", "pages", "eid")
_SERVERS: Final = ("publisher", "howpublished", "institution", "organization", "note")
#: What a paper gets once it has its place in a journal or in proceedings.
_NUMBERS: Final = {
    "article": ("volume", "number", "eid", "pages"),
    "inproceedings": ("pages",),
    "incollection": ("pages",),
}
_WAITING: Final = (
    "accepted",
    "inpress",
    "in press",
    "forthcoming",
    "toappear",
    "to appear",
)


class Change(NamedTuple):
    """New values of fields, and the type if that is known; what is empty is removed."""

    fields: dict[str, str]
    type: str = ""
    #: What its author should know, sentences without a full stop.
    notes: tuple[str, ...] = ()


def appeared(
    ours: Ours, paper: Work, people: KnownPeople | None, braced: Collection[str] = ()
) -> Change:
    """What changes when a preprint has appeared as *paper*."""
    own = ours.own
    is_called_so = spelling(ours.paper.title.plain) == spelling(
        decode_plain(paper.title)
    )
    are_the_same = _families(ours.work.authors) == _families(paper.authors)
    if is_called_so:
        paper = replace(paper, title=ours.work.title, title_is_written=True)
    if are_the_same:
        paper = replace(paper, authors=ours.work.authors)
    draft, notes = drafted(paper, people, braced)
    fields = {name: v for name in _PLACE if (v := draft.fields.get(name, ""))}
    if not are_the_same:
        fields["author"] = draft.fields["author"]
        notes = (*notes, "its authors are others than before: compare them")
    if ours.work.arxiv and not {"eprint", "arxiv"} & own.keys():
        fields |= {"eprint": ours.work.arxiv, "archiveprefix": "arXiv"}
    elif ours.work.doi and not is_final(ours.work.doi) and "eprint" not in own:
        fields |= {"eprint": ours.work.doi, "archiveprefix": ours.paper.server}
    if not is_called_so:
        fields["title"] = draft.fields["title"]
        if "preprint_title" not in own:
            fields["preprint_title"] = ours.entry.get("title")
    gone: list[str] = [*_POSTED, "pubstate"]
    gone += [
        name for name in (*_SERVERS, "pubtype") if _is_of_preprint(own.get(name, ""))
    ]
    if fields.get("year") != own.get("year"):
        gone.append("month")
    fields = {name: "" for name in gone if name in own} | fields
    return Change(fields, draft.type, notes)


def completed_by(ours: Ours, record: Work) -> Change:
    """What an entry lacks that its *record* has: DOI, volume and pages."""
    fields: dict[str, str] = {}
    has = {name for name, field in ours.entry.fields.items() if field.value.strip()}
    draft = drafted(record).draft.fields
    if not ours.work.doi and record.doi:
        fields["doi"] = draft["doi"]
    names = _NUMBERS.get(ours.work.type, ())
    written = {ours.own.get(name, "") for name in ("number", "volume", "pages", "eid")}
    placed = bool({"pages", "eid", "articleno", "article-number"} & has)
    if "volume" in names and "volume" not in has and draft.get("volume"):
        fields |= {
            n: draft[n] for n in ("volume", "number") if n not in has and draft.get(n)
        }
    for name in ("eid", "pages"):
        # some journals number their articles as others do their issues
        if name in names and not placed and draft.get(name, "") not in ("", *written):
            fields[name] = draft[name]
    if not ours.paper.date and draft.get("year"):
        fields["year"] = draft["year"]
    is_waiting = ours.own.get("pubstate", "").lower() in _WAITING
    if is_waiting and (placed or {"eid", "pages"} & fields.keys()):
        fields["pubstate"] = ""
    return Change(fields)


def retracted(ours: Ours, where: str) -> Change:
    """A note that a paper has been retracted, unless the entry says so or has another.

    :param where: DOI of the notice; may be empty.
    """
    note = fold(ours.own.get("note", "") + ours.own.get("title", ""))
    if "retract" in note or "withdrawn" in note:
        return Change({})
    if ours.own.get("note"):
        return Change({}, notes=("say so in its `note`",))
    word = f"\\href{{https://doi.org/{where}}}{{retracted}}" if where else "retracted"
    return Change({"note": f"This paper has been {word}"})


def _is_of_preprint(text: str) -> bool:
    """Whether a field says no more than where a preprint is, or how far a paper is."""
    return is_state(text) or bool(server_called(text))


def _families(listed: tuple[Contributor, ...]) -> list[str]:
    """The family names of people, in their order."""
    people = (one for one in listed if not one.group and not is_body(one.family))
    return [spelling(fold(one.family)).replace("-", "") for one in people]
