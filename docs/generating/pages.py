"""Markdown for the pages of the reference, made of the registries of the code.

A term of a list is what authors write; its definition says what it means and shows it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from docs.generating.examples import examples
from docs.generating.shapes import Key, first_paragraph, keys, meaning
from groupsite.build.domain import groupsite_domain
from groupsite.build.registry import record_kinds
from groupsite.cli.meanings import comment, sentence
from groupsite.directives.lists import SHARED, RecordList
from groupsite.kinds.papers.fields import READ
from groupsite.model.citestyle import STYLES
from groupsite.model.organization import Organization
from groupsite.model.problems import MILD, Subtype
from groupsite.model.settings import SETTINGS, NewsKind
from groupsite.model.wording import FAMILIES, NEWS_KINDS, PHRASES
from groupsite.sources.yaml.datafile import YamlFile
from groupsite.sources.yaml.fields import Target
from groupsite.theme.colors import COLORS
from groupsite.theme.defaults import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx.application import Sphinx

    from groupsite.directives.options import RecordDirective, Use
    from groupsite.model.kinds import RecordKind

#: Longest line of an example in Python.
_WIDTH: Final = 60


class Item(NamedTuple):
    """A term, and what there is to say of it."""

    term: str
    #: Behind the term: its type, whether it is needed.
    detail: str
    meaning: str
    example: str = ""
    language: str = ""


def definitions(items: Iterable[Item]) -> str:
    """A list of terms with their meanings and examples."""
    return "\n\n".join(_definition(item) for item in items)


def _definition(item: Item) -> str:
    """Short examples stand in the line of their meaning, others below it."""
    detail = f" [{item.detail}]{{.detail}}" if item.detail else ""
    text = [f"{_code(item.term)}{detail}", f": {sentence(item.meaning)}"]
    if "\n" in item.example:
        block = f"```{item.language}\n{item.example}\n```"
        text += ["", *(f"  {line}".rstrip() for line in block.splitlines())]
    elif item.example:
        text[-1] += f" For instance {_code(item.example)}"
    return "\n".join(text)


def _code(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _block(language: str, text: str) -> str:
    return f"````{language}\n{text}\n````"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [[*head], ["---" for _ in head], *([*row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


# -- files ----------------------------------------------------------------------------


def files(app: Sphinx) -> str:
    """All .yml files, with the keys of their records, then what values may be."""
    parts = []
    aliases: dict[str, str] = {}
    found: dict[tuple[type[Any], str], str] = {}
    for kind in record_kinds(app):
        file = kind.source.load
        if not isinstance(file, YamlFile):
            continue
        found |= examples(file.path, file.record)
        parts += [f"## {file.path}", f"{meaning(file.record)} {_shown_by(kind)}"]
        for title, shape in _shapes(file.record):
            if title:
                parts += [f"### {title}, in {file.path}", meaning(shape)]
            parts.append(_key_list(shape, found))
            aliases |= {k.alias: k.alias_meaning for k in keys(shape) if k.alias}
    types = definitions(_alias(*pair) for pair in sorted(aliases.items()))
    parts += ["## Types of values", types]
    parts += ["## Below a name in `links`", meaning(Target), _key_list(Target, found)]
    return "\n\n".join(parts)


def _shown_by(kind: RecordKind[Any]) -> str:
    """The directive that lists its records, and the role that links to one."""
    ways = [
        f"shown by `{{{kind.list.directive}}}`" if kind.list.directive else "",
        f"linked by `{{{kind.name}}}`" if kind.links.role else "",
    ]
    return sentence(", ".join(filter(None, ways)))


def _shapes(record: type[Any], title: str = "") -> Iterator[tuple[str, type[Any]]]:
    """A shape, then those below its keys, each once, with their keys as titles.

    What stands below links is the same everywhere.
    """
    yield title, record
    below: dict[type[Any], list[str]] = defaultdict(list)
    for key in keys(record):
        if key.shape not in (None, Target):
            below[key.shape].append(_code(key.name))
    for shape, names in below.items():
        yield from _shapes(shape, f"Below {', '.join(names)}")


def _key_list(shape: type[Any], found: Mapping[tuple[type[Any], str], str]) -> str:
    return definitions(
        _key_item(key, found.get((shape, key.name), "")) for key in keys(shape)
    )


def _key_item(key: Key, example: str) -> Item:
    words = f"[{key.words}](#type-{key.alias.lower()})" if key.alias else key.words
    needed = ", required" if key.needed else ""
    return Item(key.name, f"{words}{needed}", key.meaning, example, "yaml")


def _alias(name: str, text: str) -> Item:
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
    return Item(words, f"[]{{#type-{name.lower()}}}", text)


# -- .bib files -----------------------------------------------------------------------


def bibliography(_app: Sphinx) -> str:
    """The fields that are ours, then those of BibTeX and biblatex."""
    parts = []
    for title, ours in (
        ("Fields of ours", True),
        ("Fields of BibTeX and biblatex", False),
    ):
        items = [
            Item(name, "", use.meaning, f"{name} = {{{use.example}}}")
            for name, use in READ.items()
            if use.ours is ours
        ]
        parts += [f"## {title}", definitions(items)]
    return "\n\n".join(parts)


# -- directives and roles ---------------------------------------------------------------


def directives(app: Sphinx) -> str:
    """All directives with their options, those of all lists once; then the roles."""
    domain = groupsite_domain(app.env)
    found = cast("dict[str, type[RecordDirective]]", domain.directives)
    lists = {n: d for n, d in found.items() if _has_shared(d)}
    parts = ["## Lists"]
    parts += [
        _directive(n, d, {*SHARED} - {"group-by"}) for n, d in sorted(lists.items())
    ]
    parts += [
        "### What all lists take",
        definitions(_option(n, u) for n, u in SHARED.items() if u.example),
    ]
    parts += ["## Other directives"]
    parts += [_directive(n, d) for n, d in sorted(found.items()) if n not in lists]
    parts += [
        "## Roles",
        definitions(_role(kind.name) for kind in record_kinds(app) if kind.links.role),
    ]
    return "\n\n".join(parts)


def _has_shared(directive: type[RecordDirective]) -> bool:
    return issubclass(directive, RecordList) and {*SHARED} <= {*directive.uses}


def _directive(
    name: str, directive: type[RecordDirective], elsewhere: Iterable[str] = ()
) -> str:
    argument = directive.argument
    behind = f" {argument.example}".rstrip() if argument else ""
    first = next((n for n in directive.uses if n not in elsewhere), "")
    option = f":{first}: {directive.uses[first].example}".rstrip() if first else ""
    body = f"\n{directive.example}\n" if directive.has_content else ""
    lines = [f":::{{{name}}}{behind}", option, body, ":::"]
    parts = [f"### `{{{name}}}`", first_paragraph(directive.__doc__ or "")]
    if argument:
        parts.append(f"Behind its name: {sentence(argument.meaning)}")
    items = [
        _option(n, use, _values(directive, n))
        for n, use in directive.uses.items()
        if n not in elsewhere
    ]
    parts.append(definitions(items))
    parts.append(_block("markdown", "\n".join(filter(None, lines))))
    return "\n\n".join(filter(None, parts))


def _option(name: str, use: Use, values: str = "") -> Item:
    example = f":{name}: {use.example}".rstrip()
    return Item(name, "", f"{use.meaning.rstrip('.')}{values}", example)


def _values(directive: type[RecordDirective], option: str) -> str:
    """The values that an option of a list may have, where the code lists them."""
    if not issubclass(directive, RecordList):
        return ""
    listing = directive.kind.list
    known: dict[str, Iterable[str]] = {
        "group-by": (*listing.groups, "none"),
        "filter": listing.filters,
        "chart": (name for name, by in listing.filters.items() if by.one),
        "layout": listing.layouts,
    }
    default = listing.default_group if option == "group-by" else ""
    names = ", ".join(_code(name) for name in known.get(option, ()))
    return (
        f": {names}" + (f"; {_code(default)} where nothing is said" if default else "")
        if names
        else ""
    )


def _role(name: str) -> Item:
    example = f"{{{name}}}`what it says <ID>`"
    return Item(f"{{{name}}}`ID`", "", f"a link to a {name}, by its id", example)


# -- settings -----------------------------------------------------------------------------


def settings(_app: Sphinx) -> str:
    """Our settings, what is inside of some of them, and Sphinx's that we set."""
    items = [
        Item(
            f"groupsite_{name}",
            _type(setting.types, setting.default),
            setting.help,
            f"groupsite_{name} = {_python(setting.example)}",
            "python",
        )
        for name, setting in SETTINGS.items()
    ]
    return "\n\n".join(
        [
            "## Settings of ours",
            definitions(items),
            "## Keys of `groupsite_organization`",
            definitions(_keys_of(Organization)),
            "## Keys of a kind in `groupsite_news_kinds`",
            definitions(_keys_of(NewsKind)),
            f"The families are {', '.join(map(_code, FAMILIES))}.",
            "## Names in `groupsite_colors`",
            definitions(
                Item(
                    name,
                    "",
                    f"{_code(light)} on light pages, {_code(dark)} on dark ones",
                )
                for name, (light, dark) in COLORS.items()
            ),
            "## Styles of citations that come along",
            ", ".join(_code(path.stem) for path in sorted(STYLES.glob("*.csl"))) + ".",
            "## Settings of Sphinx and MyST with other defaults",
            definitions(
                Item(name, "", _default(value)) for name, value in DEFAULTS.items()
            ),
        ]
    )


def _keys_of(shape: type[Any]) -> list[Item]:
    needed = {key.name: key.needed for key in keys(shape)}
    return [
        Item(
            f.name,
            "required" if needed[f.name] else "",
            comment(shape.__module__, shape.__name__, f.name),
        )
        for f in fields(shape)
    ]


def _type(types: tuple[type, ...], default: object) -> str:
    names = " or ".join(t.__name__ for t in types)
    said = default in ("", [], {}) or callable(default)
    return names if said else f"{names}, {_code(_python(default))} by default"


def _default(value: object) -> str:
    return "made of other settings" if callable(value) else _code(_python(value))


def _python(value: object) -> str:
    """*value* as people write it: a long dict has a line for each key."""
    text = repr(value).replace("'", '"')
    if isinstance(value, dict) and len(text) > _WIDTH:
        lines = (f"    {_python(k)}: {_python(v)},\n" for k, v in value.items())
        return f"{{\n{''.join(lines)}}}"
    return text


# -- words ----------------------------------------------------------------------------------


def news(_app: Sphinx) -> str:
    """The kinds of news."""
    composed = {key.partition(".")[2] for key in PHRASES if key.startswith("news.")}
    items = [
        Item(
            name,
            kind["family"],
            f"shown as “{kind['label']}”"
            + ("; with a paper, it needs no text" if name in composed else ""),
            f":kind: {name}",
        )
        for name, kind in NEWS_KINDS.items()
    ]
    return definitions(items)


def phrases(app: Sphinx) -> str:
    """All phrases, by where they come from."""
    parts = ["## Of the site", _phrases(PHRASES.items())]
    for kind in record_kinds(app):
        if kind.phrases:
            parts += [f"## Of the kind `{kind.name}`", _phrases(kind.phrases.items())]
    return "\n\n".join(parts)


def _phrases(found: Iterable[tuple[str, str]]) -> str:
    return _table(
        ("key", "English"), ((_code(k), text.replace("|", r"\|")) for k, text in found)
    )


def messages(_app: Sphinx) -> str:
    """The subtypes of our warnings."""
    owner = Subtype.__name__
    items = [
        Item(
            f"groupsite.{subtype.value}",
            "warning" if subtype in MILD else "error",
            comment(Subtype.__module__, owner, subtype.name),
            f'suppress_warnings = ["groupsite.{subtype.value}"]',
        )
        for subtype in Subtype
    ]
    return definitions(items)


#: Name of the page in `reference/` → what makes its Markdown.
PAGES: Final[dict[str, Callable[[Sphinx], str]]] = {
    "files": files,
    "bibliography": bibliography,
    "directives": directives,
    "settings": settings,
    "news": news,
    "phrases": phrases,
    "messages": messages,
}
