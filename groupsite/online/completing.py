"""What an entry lacks that has become known of its paper since.

Key, comments and fields of one's own stay, and what is written is not overwritten. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.model.text import fold
from groupsite.online.drafting import drafted
from groupsite.online.published import Amendment

if TYPE_CHECKING:
    from groupsite.online.ours import Ours
    from groupsite.online.work import Work

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


def completed_by(ours: Ours, record: Work) -> Amendment:
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
    return Amendment(fields, "", ())


def retracted(ours: Ours, where: str) -> Amendment:
    """A note that a paper has been retracted, unless the entry says so or has another.

    :param where: DOI of the notice; may be empty.
    """
    note = fold(ours.own.get("note", "") + ours.own.get("title", ""))
    if "retract" in note or "withdrawn" in note:
        return Amendment({}, "", ())
    if ours.own.get("note"):
        return Amendment({}, "", ("say so in its `note`",))
    word = f"\\href{{https://doi.org/{where}}}{{retracted}}" if where else "retracted"
    return Amendment({"note": f"This paper has been {word}"}, "", ())
