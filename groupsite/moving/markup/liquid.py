"""Tags of Liquid, as themes of Jekyll define them, as MyST. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from textwrap import dedent
from typing import TYPE_CHECKING, Final

from groupsite.model.text import spelling
from groupsite.moving.markup.equivalents import (
    admonition,
    drop,
    file,
    fold,
    highlight,
    link,
    paragraph,
    plain,
    quote,
    short,
    show,
    tabs,
    video,
    youtube,
)
from groupsite.moving.markup.members import options
from groupsite.moving.markup.pictures import tag_picture
from groupsite.moving.markup.pieces import EDGE, Picture, assembled

if TYPE_CHECKING:
    from groupsite.moving.markup.calls import Call, Handler, Translating
    from groupsite.moving.markup.lexing import Token

#: Roots of addresses, which stand before a path of the site.
_ROOT: Final = re.compile(r"(?:site|page)\.(?:baseurl|url|base_url)$")
#: ``'/path' | relative_url``.
_ADDRESS: Final = re.compile(
    r"[\"']([^\"'|]*)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.\w+)"
    r"(?:\s*\|\s*prepend:\s*site\.\w+)?\s*$"
)
_LITERAL: Final = re.compile(r"[\"']([^\"']*)[\"']$")
#: Tags within the arguments of others.
_INSIDE: Final = re.compile(
    r"\{%-?\s{1,20}(?:link|post_url)\s([^{}%]{1,400})-?%\}|\{\{([^{}]{1,400})\}\}"
)
_KEY: Final = re.compile(r"[^\s,=]+")


def output(token: Token, to: Translating) -> str:
    """``{{ what }}``: an address, a text that has a name, or else code."""
    inner = token.raw[2:-2].strip().removeprefix("-").removesuffix("-").strip()
    if _ROOT.match(inner):
        return ""
    if found := _ADDRESS.match(inner) or _LITERAL.match(inner):
        return found[1]
    name = inner.partition("|")[0].strip()
    if name in to.named:
        return to.named[name]
    to.notes.add(
        token.line, f"`{short(token.raw)}` has no equivalent; it is kept as code"
    )
    return to.writer.code(token.raw)


def resolved(token: Token, to: Translating) -> str:
    """The arguments of a tag, with the addresses that they hold."""

    def found(tag: re.Match[str]) -> str:
        if tag[1] is not None:
            return tag[1].strip("\"' ")
        inner = tag[2].strip("- ")
        if _ROOT.match(inner):
            return ""
        if known := _ADDRESS.match(inner) or _LITERAL.match(inner):
            return known[1]
        to.notes.add(
            token.line, f"`{short(tag[0])}` is not known; nothing stands for it"
        )
        return ""

    return _INSIDE.sub(found, token.value)


def _text(call: Call, *names: str) -> str:
    """The text of an argument, or of the variable that it names."""
    read = call.arguments
    for name in names:
        value = read.get(name)
        if value:
            if name in read.bare:
                return call.to.named.get(value, "")
            return value
    return ""


# -- includes ----------------------------------------------------------------------------------


def _include(call: Call) -> str | None:
    read = call.arguments
    name = read.listed[0] if read.listed else ""
    name = name.rpartition("/")[2].partition(".")[0].replace("_", "-").lower()
    handler = _INCLUDES.get(name)
    return handler(call) if handler else None


def _figure(call: Call) -> str | None:
    found = tag_picture(call.node)
    if found is None:
        return None
    caption = found.caption
    if "caption" in call.arguments.bare:
        caption = _text(call, "caption")
    return show(call, replace(found, caption=caption))


def _button(call: Call) -> str | None:
    target = _text(call, "link", "url", "href")
    text = _text(call, "text", "title") or call.arguments.get("type") or target
    return call.to.writer.link(text, target) if target else text


def _alert(call: Call) -> str:
    return admonition(
        call,
        call.arguments.get("type"),
        _text(call, "content", "text"),
        _text(call, "title"),
    )


def _card(call: Call) -> str | None:
    link = _text(call, "link")
    title = _text(call, "title", "headline") or link
    written = []
    if image := _text(call, "image"):
        written.append(call.to.writer.picture(image, title))
    if title:
        head = call.to.writer.link(title, link) if link else title
        written.append(f"**{head}**")
    texts = (_text(call, name) for name in ("subtitle", "text", "description"))
    written += [t for t in texts if t]
    return EDGE + "\n\n".join(written) + EDGE if written else None


def _columns(call: Call) -> str:
    texts = [_text(call, f"col{n}") for n in range(1, 7)]
    texts += [_text(call, "left"), _text(call, "right")]
    return "".join(paragraph(t) for t in texts)


def _content(call: Call) -> str:
    return paragraph(_text(call, "content", "text"))


def _video(call: Call) -> str:
    address = _text(call, "path", "src", "url", "link", "id")
    youtube = (
        call.arguments.first("youtube", "youtubeid", "video_id") if not address else ""
    )
    if youtube and not youtube.endswith((".html", ".liquid")):
        address = f"https://www.youtube.com/watch?v={youtube}"
    elif re.fullmatch(r"[\w-]{11}", address):
        address = f"https://www.youtube.com/watch?v={address}"
    return video(call, address, _text(call, "caption", "title"))


def _file(call: Call) -> str | None:
    target = _text(call, "path", "src", "url", "file")
    return file(call, target, _text(call, "title", "caption"))


def _member(call: Call) -> str | None:
    who = _text(call, "lookup", "name")
    known = call.to.known.people.get(who)
    if known is None:
        return None
    return call.to.writer.shelf.put(f"{{person}}`{known}`")


def _paper(call: Call) -> str | None:
    wanted = _text(call, "lookup", "id")
    known = call.to.known
    key = (known.papers or {}).get(wanted)
    if key is None and (part := spelling(wanted)):
        key = next((k for title, k in known.titles.items() if part in title), None)
    if key is None:
        return None
    return call.block(f"- {call.to.writer.shelf.put(f'{{paper}}`{key}`')}")


def _gallery(call: Call) -> str | None:
    read = call.arguments
    pictures = [
        Picture(path, read.get(f"tooltip{n}"), link=read.get(f"link{n}"))
        for n in range(1, 21)
        if (path := read.get(f"image{n}"))
    ]
    return call.block(call.to.writer.pictures(pictures)) if pictures else None


def _list(call: Call) -> str | None:
    what = call.arguments.get("data")
    name = {"members": "people", "citations": "publications", "posts": "posts"}.get(
        what
    )
    if name is None:
        return None
    if what == "members" and call.to.known.members:
        return _members(call)
    if any(call.arguments.get(n) for n in ("filter", "filters", "limit")):
        call.note(f"`{short(call.node.token.raw)}` is a list of all {what} now")
    return call.block(call.to.writer.directive(name))


def _members(call: Call) -> str:
    read = call.arguments
    shown = short(call.node.token.raw)
    chosen: dict[str, str] | None = {}
    try:
        chosen = options(call.to.known.members, read.get("filters"), read.get("filter"))
    except ValueError:
        call.note(f"`{shown}` is a list of all members now")
    if chosen is None:
        call.note(f"`{shown}` lists nobody; it is left out")
        return ""
    return call.block(call.to.writer.directive("people", "", chosen))


_INCLUDES: Final[dict[str, Handler]] = {
    "figure": _figure, "image": _figure, "button": _button, "link": _button,
    "alert": _alert, "notice": _alert, "card": _card, "feature": _card, "section": drop,
    "cols": _columns, "two-col": _columns, "float": _content, "grid": _content, "center": _content,
    "video": _video, "youtube": _video, "audio": _file, "pdf": _file,
    "portrait": _member, "citation": _paper, "list": _list, "gallery": _gallery, "icon": drop,
    "search-box": drop, "search-info": drop, "bib-search": drop, "tags": drop, "toc": drop,
}  # fmt: skip


# -- tags -----------------------------------------------------------------------------------------


def _cite(call: Call) -> str | None:
    words = _KEY.findall(re.sub(r"--?\w+[= ]*\S*", " ", call.node.token.value))
    known = call.to.known.papers
    keys = [known.get(w, "") if known is not None else w for w in words]
    if not keys or not all(keys):
        return None
    role = "cite:t" if "text" in call.name else "cite"
    return call.to.writer.shelf.put(f"{{{role}}}`{','.join(keys)}`")


#: A condition of a query of jekyll-scholar → our options, and what is added to its year.
_YEAR: Final = re.compile(r"\byear\s*(<=|>=|<|>|==?)\s*(\d{4})\b")
_BOUNDS: Final = {
    **dict.fromkeys(("=", "=="), ("since", "until")),
    **dict.fromkeys(("<=", "<"), ("until",)),
    **dict.fromkeys((">=", ">"), ("since",)),
}
_BEYOND: Final = {"<": -1, ">": 1}
#: A query that has no other conditions.
_ONLY_YEARS: Final = re.compile(
    r"(?:--query|-q)\s+@\*\[(?:\s*(?:&&)?\s*year\s*[<>=]+\s*\d{4})+\s*\]"
)


def _bibliography(call: Call) -> str | None:
    value = call.node.token.value
    if "--cited" in value:
        return call.block(call.to.writer.directive("bibliography"))
    found = re.search(r"key\s*[=^]+\s*([\w:.-]+)", value)
    known = call.to.known.papers
    if found and (known is None or found[1] in known):
        key = known[found[1]] if known else found[1]
        return call.block(f"- {call.to.writer.shelf.put(f'{{paper}}`{key}`')}")
    years = dict[str, str]()
    for sign, year in _YEAR.findall(value):
        for name in _BOUNDS[sign]:
            years[name] = str(int(year) + _BEYOND.get(sign, 0))
    if ("--query" in value or "-q" in value) and not _ONLY_YEARS.search(value):
        papers = "all papers of these years" if years else "all papers"
        call.note(f"`{short(call.node.token.raw)}` is a list of {papers} now")
    return call.block(call.to.writer.directive("publications", "", years))


def _link(call: Call) -> str:
    return call.node.token.value.strip().strip("\"'")


def _details(call: Call) -> str:
    return fold(call, call.node.token.value, call.body)


def _tabs(call: Call) -> str:
    return tabs(call, lambda value: "".join(value.split(None, 1)[-1:]))


def _capture(call: Call) -> str:
    name = call.node.token.value.strip().strip("\"'")
    call.to.named[name] = dedent(assembled(call.body).strip("\n"))
    return ""


def _assign(call: Call) -> str | None:
    found = re.match(r"([\w.-]+)\s*=\s*[\"']([^\"']*)[\"']\s*$", call.node.token.value)
    if found is None:
        return None
    call.to.named[found[1]] = found[2]
    return ""


def _comment(call: Call) -> str:
    call.note("a comment of Liquid is left out")
    return ""


def _quote(call: Call) -> str:
    return quote(call, call.body)


def _address(call: Call) -> str | None:
    target = call.arguments.first("url", "path")
    if "://" not in target and not target.startswith("/"):
        return None
    return link(call, target)


TAGS: Final[dict[str, Handler]] = {
    "include": _include, "include_cached": _include, "cite": _cite, "cite_text": _cite,
    "nocite": drop, "bibliography": _bibliography, "link": _link, "post_url": _link,
    "details": _details, "highlight": highlight, "tabs": _tabs, "tab": plain,
    "capture": _capture, "assign": _assign, "comment": _comment, "quote": _quote,
    "youtube": youtube, "twitter": _address, "jupyter_notebook": _address,
    "raw": plain,
}  # fmt: skip
ENCLOSING: Final = frozenset(
    [
        "details",
        "highlight",
        "tabs",
        "tab",
        "capture",
        "comment",
        "quote",
        "for",
        "if",
        "unless",
        "case",
        "tablerow",
    ]
)
