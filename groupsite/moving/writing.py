"""Makes the files of a new site of what has moved. Pure: `target` writes them."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from groupsite.build.stubs import file_name
from groupsite.model.dates import PartialDate
from groupsite.moving import papers, yamltext
from groupsite.moving.linking import plain_address
from groupsite.moving.sections import without_empty
from groupsite.moving.site import FILES, TIMELINE
from groupsite.moving.starter import starter

if TYPE_CHECKING:
    from groupsite.moving.linking import Linker
    from groupsite.moving.site import Moved, News, Page, Record

_COLONS: Final = re.compile(r"^\s*(:{3,})", re.MULTILINE)
_RULE: Final = re.compile(r"^ {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_OPTION: Final = re.compile(r"\A\s*:(?=[a-z-]+:)")
#: The name of the directive of a list, such a block, and several of the same.
_LISTING: Final = re.compile(
    r"^:{3,}\{(people|publications|projects|talks|teaching|posts|timeline)\}",
    re.MULTILINE,
)
_BLOCK: Final = re.compile(r"^:::\{(\w+)\}\n(?:.*\n)*?:::\n+", re.MULTILINE)
_REPEATED: Final = re.compile(r"^(:::\{\w+\}\n:::\n)(?:\s*\1)+", re.MULTILINE)
#: An old address that is none of the site.
_LEADS_OUT: Final = re.compile(r"(?:^|/)\.\.(?:/|$)|\\|^[a-z]+:", re.IGNORECASE)
#: Our order of keys; others follow.
_KEYS: Final = (
    "id", "kind", "name", "title", "short", "aliases", "position", "role", "email", "photo",
    "year", "date", "time", "from", "to", "people", "paper", "event", "place", "institution",
)  # fmt: skip
#: Kind of records → page with their list, its title, its directive.
_LISTS: Final = {
    "projects": ("research/projects", "Projects", "projects"),
    "talks": ("research/talks", "Talks", "talks"),
    "teaching": ("research/teaching", "Teaching", "teaching"),
    "software": ("research/software", "Software", "software"),
    "grants": ("research/grants", "Grants", "grants"),
    "awards": ("research/awards", "Awards", "awards"),
}


def files_of(moved: Moved, linker: Linker, version: str) -> dict[str, str]:
    """Path → text of all files of the site, but for copies."""
    _address(moved, linker)
    _link_records(moved, linker)
    texts: dict[str, str] = {}
    for kind, path in FILES.items():
        if records := moved.records.get(kind):
            texts[path] = yamltext.written(_ordered(record) for record in records)
    if moved.papers:
        texts[papers.FILE] = papers.written(moved.papers)
    texts |= _news_pages(moved, linker)
    texts |= _posts(moved, linker)
    for page in moved.pages:
        texts[f"{page.path}.md"] = _page(page, linker)
        if page.thing is not None:
            page.thing.became(f"{page.path}.md")
    texts |= _lists(moved, texts)
    _introduce(moved, linker, texts)
    texts["index.md"] = _home(moved, linker, texts)
    made = {path.removesuffix(".md") for path in texts}
    projects = moved.records.get("projects", ())
    made |= {f"research/projects/{record.data['id']}" for record in projects}
    made |= {f"research/papers/{file_name(entry.key)}" for entry in moved.papers}
    moved.redirects = {
        old: new
        for old, new in moved.redirects.items()
        if old not in made and new in made and not _LEADS_OUT.search(old)
    }
    return starter(moved, version) | texts


def _ordered(record: Record) -> dict[str, object]:
    data = record.data
    known = {key: data[key] for key in _KEYS if key in data}
    return known | data


def _address(moved: Moved, linker: Linker) -> None:
    """Tell where the pages of the old site are now."""
    for page in moved.all_pages():
        for old in page.old:
            name = plain_address(old)
            linker.documents.setdefault(name, page.path)
            if name and name != page.path.casefold():
                moved.redirects.setdefault(
                    old.strip("/").removesuffix("/index.html"), page.path
                )
    by_thing = {
        id(thing): paper
        for paper in moved.papers
        for thing in (paper.thing, *paper.more)
    }
    for old, entry in moved.paper_addresses:
        paper = by_thing.get(id(entry.thing))
        if paper is not None and entry.thing is not None:
            place = f"research/papers/{file_name(paper.key)}"
            moved.redirects.setdefault(old.strip("/"), place)
    for old, new in moved.redirects.items():
        linker.documents.setdefault(plain_address(old), new)
    linker.documents.setdefault("", "index")


# -- pages -------------------------------------------------------------------------


def _page(page: Page, linker: Linker) -> str:
    data: dict[str, object] = {"menu": True} if page.menu else {}
    if not page.menu and not page.listed:
        data["orphan"] = True
    path = page.thing.path if page.thing else page.path
    text = without_empty(linker.text(page.text, path, page.base, page.path))
    return (
        f"{yamltext.matter(data)}# {one_line(page.title) or 'Page'}\n\n{text.strip()}\n"
    )


def _posts(moved: Moved, linker: Linker) -> dict[str, str]:
    """The posts, and the page that lists them."""
    texts = {}
    known = {record.data["id"] for record in moved.records.get("people", ())}
    for post in moved.posts:
        authors = [a for a in post.authors if a in known]
        others = [a for a in post.authors if a not in known]
        path = post.thing.path if post.thing else post.path
        placed = linker.picture(post.image, post.path, post.base) if post.image else ""
        data = {
            "title": one_line(post.title),
            "date": post.date,
            "authors": authors,
            "tags": list(dict.fromkeys(post.tags)),
            "image": f"/{placed}" if placed else "",
            "excerpt": one_line(post.excerpt),
        }
        text = linker.text(post.text, path, post.base, post.path).strip()
        by = f"By {', '.join(others)}.\n\n" if others else ""
        head = yamltext.matter({k: v for k, v in data.items() if v})
        texts[f"{post.path}.md"] = f"{head}{by}{text}\n"
        if post.thing is not None:
            post.thing.became(f"{post.path}.md")
    if texts:
        texts["posts/index.md"] = "# Posts\n\n:::{posts}\n:::\n"
    return texts


def _link_records(moved: Moved, linker: Linker) -> None:
    """Let links in texts of records lead where they lead now."""
    for kind, key, document in (("people", "bio", "group/people"), ("projects", "text", "research/projects")):  # fmt: skip
        for record in moved.records.get(kind, ()):
            if text := record.data.get(key):
                path = record.thing.path if record.thing else ""
                linked = linker.text(text, path, record.base, document)
                record.data[key] = _RULE.sub("", linked).strip()


def one_line(text: str) -> str:
    """*text* as it may stand in a heading or an option."""
    return " ".join(text.split())


def _home(moved: Moved, linker: Linker, texts: dict[str, str]) -> str:
    own = one_line(moved.home.title) if moved.home is not None else ""
    parts = [f"# {own or one_line(moved.name) or 'Our group'}"]
    if moved.owner:
        parts.append(f":::{{people}}\n:person: {moved.owner}\n:::")
    if moved.home is not None:
        path = moved.home.thing.path if moved.home.thing else ""
        text = linker.text(moved.home.text, path, moved.home.base, "index")
        parts.append(without_empty(text.strip()))
        if moved.home.thing is not None:
            moved.home.thing.became("index.md")
    if moved.news and not any(TIMELINE in part for part in parts):
        parts.append(f"## News\n\n{TIMELINE}\n\n[All news](news/index.md)")
    if any(entry.fields.get("selected") == "true" for entry in moved.papers):
        parts.append(
            "## Selected publications\n\n:::{publications}\n:selected:\n:group-by: none\n:::\n\n"
            "[All publications](research/publications.md)"
        )
    if moved.contact:
        lines = [f"- {way}" for way in dict.fromkeys(moved.contact)]
        parts.append("\n".join(["## Contact", "", *lines]))
    menu = [
        ("News", "news/index"),
        ("Research", "research/index"),
        ("Publications", "research/publications"),
        ("People", "group/index"),
        ("Posts", "posts/index"),
        ("CV", "cv"),
    ]
    lines = [f"{title} <{path}>" for title, path in menu if f"{path}.md" in texts]
    if lines:
        parts.append("\n".join(["```{toctree}", ":hidden:", "", *lines, "```"]))
    return "\n\n".join(parts) + "\n"


def _lists(moved: Moved, texts: dict[str, str]) -> dict[str, str]:
    """The pages that list records, unless there are such pages already."""
    made: dict[str, str] = {}
    if moved.papers:
        made["research/publications.md"] = (
            "# Publications\n\n:::{publications}\n:group-by: year\n:export:\n"
            ":filter: type person with\n:::\n"
        )
    for kind, (path, title, directive) in _LISTS.items():
        if moved.records.get(kind):
            pages = sorted(p for p in texts if p.startswith(f"{path}/"))
            below = "\n".join(
                p.removeprefix("research/").removesuffix(".md") for p in pages
            )
            more = f"\n```{{toctree}}\n\n{below}\n```\n" if pages else ""
            made[f"{path}.md"] = f"# {title}\n\n:::{{{directive}}}\n:::\n{more}"
    lists = [path for path, _, _ in _LISTS.values() if f"{path}.md" in made]
    if lists:
        entries = "\n".join(posixpath.basename(path) for path in lists)
        made["research/index.md"] = f"# Research\n\n```{{toctree}}\n\n{entries}\n```\n"
    if moved.records.get("people"):
        made["group/index.md"] = _group(moved)
    if moved.records.get("cv"):
        people = [record.data["id"] for record in moved.records["cv"]]
        made["cv.md"] = "# Curriculum vitae\n\n" + "\n".join(
            f":::{{cv}} {person}\n:::\n" for person in people[:1]
        )
    for folder, title in moved.lists.items():
        names = sorted(p for p in texts if p.startswith(f"{folder}/"))
        if names:
            made[f"{folder}/index.md"] = "\n".join([
                f"{yamltext.matter({'menu': True})}# {one_line(title)}", "", "```{toctree}",
                *(posixpath.basename(n).removesuffix(".md") for n in names), "```", "",
            ])  # fmt: skip
    return {path: text for path, text in made.items() if path not in texts}


def _introduce(moved: Moved, linker: Linker, texts: dict[str, str]) -> None:
    """Put texts of the old site above the lists that they are about."""
    for listing, pages in moved.intros.items():
        path = f"{listing}.md"
        for number, page in enumerate(pages):
            old = page.thing.path if page.thing else ""
            text = without_empty(linker.text(page.text, old, page.base, listing)).strip()  # fmt: skip
            if page.thing is not None:
                page.thing.became(path)
            if path not in texts:
                begin = yamltext.matter(
                    {"menu": True} if page.menu else {"orphan": True}
                )
                texts[path] = f"{begin}# {one_line(page.title) or 'Page'}\n\n{text}\n"
                continue
            if not number:
                title = one_line(page.title)
                texts[path] = _below_title(texts[path], title, text)
            else:
                texts[path] += f"\n## {one_line(page.title)}\n\n{text}\n"


def _below_title(page: str, title: str, text: str) -> str:
    """*page* with another title, and *text* below it."""
    found = re.search(r"^# .*\n", page, re.MULTILINE)
    assert found is not None
    head = f"# {title}\n" if title else found[0]
    text, rest = _REPEATED.sub(r"\1", text), page[found.end() :]
    listed = set(_LISTING.findall(text))
    if listed & set(
        _LISTING.findall(rest)
    ):  # the text has the list in a place of its own
        rest = _BLOCK.sub(lambda block: "" if block[1] in listed else block[0], rest)
        rest = re.sub(r"^## .*\n+(?=## |\Z)", "", rest, flags=re.MULTILINE)
    parts = [f"{page[: found.start()]}{head}", text, rest]
    return "\n\n".join(p.strip("\n") for p in parts if p.strip()) + "\n"


def _group(moved: Moved) -> str:
    people = [record.data for record in moved.records["people"]]
    parts = ["# People"]
    members = [p for p in people if p.get("memberships")]
    former = [p for p in members if all(_is_former(t) for t in p["memberships"])]
    current = [p for p in members if p not in former]
    if current:
        roles = {p["memberships"][0].get("role") for p in current}
        group = ":group-by: role\n" if moved.in_groups and len(roles) > 1 else ""
        parts.append(f":::{{people}}\n:status: current\n{group}:::")
    if former:
        parts.append("## Former members\n\n:::{people}\n:status: former\n:::")
    if len(members) < len(people):
        parts.append("## Collaborators\n\n:::{people}\n:status: collaborator\n:::")
    return "\n\n".join(parts) + "\n"


def _is_former(time: dict[str, object]) -> bool:
    return time.get("status") == "former" or ("to" in time and "status" not in time)


# -- news --------------------------------------------------------------------------


def _news_pages(moved: Moved, linker: Linker) -> dict[str, str]:
    if not moved.news:
        return {}
    years: dict[int, list[News]] = defaultdict(list)
    for item in sorted(
        moved.news, key=lambda n: PartialDate.parse(n.date), reverse=True
    ):
        years[PartialDate.parse(item.date).year].append(item)
    pages = {}
    for year, items in sorted(years.items(), reverse=True):
        path = f"news/{year}"
        texts = [_item(item, linker, path) for item in items]
        pages[f"{path}.md"] = f"# News {year}\n\n" + "\n".join(texts)
    entries = "\n".join(f"{year}" for year in sorted(years, reverse=True))
    pages["news/index.md"] = (
        "# News\n\n:::{timeline}\n:group-by: year\n:open: 2\n:::\n\n"
        f"```{{toctree}}\n:hidden:\n\n{entries}\n```\n"
    )
    return pages


def _item(item: News, linker: Linker, document: str) -> str:
    path = item.thing.path if item.thing else ""
    text = linker.text(item.text.strip(), path, "", document).strip()
    text = _RULE.sub("", text).strip()
    options = {
        "kind": item.kind,
        "title": one_line(item.title),
        "paper": item.paper,
        "people": " ".join(item.people),
        "links": ", ".join(f"[{label}]({to})" for label, to in item.links),
    }
    lines = [f":{name}: {value}" for name, value in options.items() if value]
    if _OPTION.match(text):
        text = _OPTION.sub(r"\:", text)
    fence = ":" * (max(map(len, _COLONS.findall(text)), default=2) + 1)
    body = [*lines, *([""] if lines and text else []), *([text] if text else [])]
    if item.thing is not None:
        item.thing.became(f"{document}.md")
    return "\n".join([f"{fence}{{news}} {item.date}", *body, fence, ""])
