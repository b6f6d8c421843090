"""Links and pictures beside the text of a page of HugoBlox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from groupsite.moving.account import Fields
    from groupsite.moving.hugo.folder import Hugo

_LABELS: Final = {
    "pdf": "PDF", "code": "Code", "dataset": "Data", "poster": "Poster", "project": "Website",
    "slides": "Slides", "source": "Source", "video": "Video", "site": "Website",
}  # fmt: skip


def links_of(hugo: Hugo, fields: Fields) -> dict[str, str]:
    """Label → address of the links of a page."""
    links: dict[str, str] = {}
    given = [(key, key.removeprefix("url_"), fields) for key in fields if key.startswith("url_")]  # fmt: skip
    for one in fields.maps("links"):
        label = one.text("name", "label") or one.text("type")
        one.look("icon", "icon_pack", "type")
        given.append(("url" if one.peek("url") else "link", label, one))
    for key, label, where in given:
        value = str(where.peek(key) or "").strip()
        if value in ("", "#"):
            where.look(key)
            continue
        name = _LABELS.get(label, label) or value
        found = hugo.linker.find(value, hugo.base(fields.thing.path))
        to = f"/{found}" if found else where.address(key)
        if to:
            where.take(key)
            links.setdefault(name, to)
    return links


def figure(path: str, caption: str) -> str:
    """A picture of the old site with what is written below it."""
    if not caption:
        return f"![](/{path})"
    return f":::{{figure}} /{path}\n{caption}\n:::"
