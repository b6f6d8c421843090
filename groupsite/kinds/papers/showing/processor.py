"""citeproc-py with what `groupsite.mended` mends of it: one item of CSL-JSON in a style.

Importing citeproc-py takes a while: whoever needs no citation does not import this.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from citeproc import (
    LANGUAGE_NAMES,
    LOCALES_PATH,
    PRIMARY_DIALECTS,
    Citation,
    CitationStylesBibliography,
    CitationStylesStyle,
    model,
)
from citeproc.string import String
from lxml import etree

from groupsite.kinds.papers.showing.signs import CLOSE, NAMES, TITLE, UNNAMED
from groupsite.mended.citeproc import (
    Mixin,
    dates,
    labels,
    names,
    search,
    shapes,
    variables,
)
from groupsite.mended.citeproc.case import Cased

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Marks around emphasized text; other text contains none of these characters.
OPEN: Final = {
    "Italic": "\ue001",
    "Oblique": "\ue001",
    "Bold": "\ue002",
    "SmallCaps": "\ue003",
    "Superscript": "\ue004",
    "Subscript": "\ue005",
    "Underline": "\ue006",
    "Light": "",
}
#: A style that names everybody names so many at the most.
_MOST_NAMES: Final = 100
_KEY: Final = "item"
_NAMESPACE: Final = "http://purl.org/net/xbiblio/csl"
#: Names that a style says nothing of, but those that stand for others.
_UNNAMED: Final = ".//cs:names[not(cs:name)][not(ancestor::cs:substitute)]"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


class Processor:
    """A style in a language."""

    def __init__(self, style: Path, locale: str) -> None:
        """Parse *style*.

        :param locale: language tag (RFC 5646): ``en-GB``.
        """
        self._style = _Style(style, locale)
        root = self._style.root
        root.formatter = _MARKS
        option = root.get_locale_option("punctuation-in-quote")
        #: Whether commas and full stops go inside quotation marks.
        self.inside_quotes: bool = option == "true"
        #: The closing quotation mark.
        self.closing: str = str(root.get_single_term(name="close-quote"))

    def render(self, item: Mapping[str, Any]) -> str:
        """*item* as an entry of a bibliography, with emphasis as marks.

        Raises whatever citeproc-py raises if it fails.
        """
        source = variables.source_of(item, _KEY)
        shapes.note_shape(source[_KEY])
        bibliography = CitationStylesBibliography(self._style, source, _MARKS)
        bibliography.register(Citation([search.Item(_KEY, source[_KEY])]))
        (line,) = bibliography.bibliography()
        return str(line)


def _marking(mark: str) -> Any:
    return lambda text: f"{mark}{text}{CLOSE}" if mark else text


#: A formatter; citeproc-py's own one for HTML escapes only some texts.
_MARKS: Final = SimpleNamespace(
    preformat=lambda text: text, **{name: _marking(mark) for name, mark in OPEN.items()}
)


class _Style(CitationStylesStyle):
    """A style whose elements are mended."""

    def __init__(self, style: Path, locale: str) -> None:
        self.root = _parsed(style)
        for number in self.root.xpath_search(".//cs:text[@variable='citation-number']"):
            # a single entry has no number in a list
            number.getparent().remove(number)
        for people in self.root.xpath_search(_UNNAMED):
            # citeproc-py would add one of its own, which is not mended
            people.insert(0, people.makeelement(f"{{{_NAMESPACE}}}name"))
        self.root.set_locale_list(locale)
        #: Held here, or `search.Remembering` would remember nothing.
        self.kept = [
            element
            for root in (self.root, *self.root.locales)
            for element in root.iter()
        ]


class _Root(Mixin):
    """The style itself."""

    def set_locale_list(self, output_locale: str, validate: bool = False) -> None:  # noqa: FBT001, FBT002
        """Its locales and those of CSL, the nearest first, of mended elements too."""
        primary = output_locale.partition("-")[0]
        own = {
            locale.get(_LANGUAGE, ""): locale
            for locale in self.findall("cs:locale", self.nsmap)
        }
        files = dict.fromkeys(
            name
            for name in (output_locale, PRIMARY_DIALECTS.get(primary), "en-US")
            if name in LANGUAGE_NAMES
        )
        self.language = primary
        self.locales = [
            *(
                own[name]
                for name in dict.fromkeys((output_locale, primary, ""))
                if name in own
            ),
            *(_parsed(Path(LOCALES_PATH, f"locales-{name}.xml")) for name in files),
        ]
        for locale in self.locales:
            locale.style = self
            locale.language = primary


class _Text(Mixin):
    """A text; the title is marked in the case that it is printed in."""

    def case(self, text: Any, language: str | None = None) -> Any:
        cased = super().case(text, language)
        if self.get("variable") != "title":
            return cased
        return String(f"{TITLE}{cased}{CLOSE}")


class _Name(Mixin):
    """Names of one role: not more than anybody reads, and others are no name."""

    def initialize(self, given: str, mark: str, context: Any) -> str:
        """The initials of a given name, with its marks."""
        bare = given.strip(NAMES + CLOSE)
        initials: str = super().initialize(bare, mark, context)
        return initials if bare == given else f"{given[0]}{initials}{CLOSE}"

    def process(
        self,
        item: Any,
        variable: str,
        context: Any = None,
        sort_options: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> Any:
        """The names, the last ones left out as the style leaves names out."""
        option = self.get_option
        people = item.reference.get(variable, [])
        least = option("et-al-min", context, sort_options)
        last = bool(people) and people[-1].get("literal") == UNNAMED
        shortened = least and len(people) >= least
        if last or (len(people) > _MOST_NAMES and not shortened):
            first = option("et-al-use-first", context, sort_options)
            most = min(len(people) - last, _MOST_NAMES)
            sort_options = {
                **(sort_options or {}),
                "et-al-min": "2",
                "et-al-use-first": min(first, most) if shortened else most,
                "et-al-use-last": "false",
            }
        return super().process(item, variable, context, sort_options, **kwargs)


def _elements() -> dict[str, type]:
    """The classes of elements by tag: those of citeproc-py, mended."""
    ours: dict[type, type] = {
        model.Style: _Root,
        model.Name: _Name,
        model.Text: _Text,
    }
    modules = (shapes, variables, dates, names, labels, search)
    tables = (ours, *(module.MENDS for module in modules))
    found = {}
    for cls in model.CitationStylesElement.__subclasses__():
        mends = [table[cls] for table in tables if cls in table]
        tag = cls.__name__.replace("_", "-").lower()
        found[tag] = type(cls.__name__, (*mends, Cased, search.Remembering, cls), {})
    return found


_LOOKUP: Final = etree.ElementNamespaceClassLookup()
_TAGS: Final = _LOOKUP.get_namespace(_NAMESPACE)
_TAGS.update(_elements())
# ``cs:terms`` has no class, and terms are looked for in it
_TAGS[None] = type("Element", (search.Remembering, model.CitationStylesElement), {})


def _parsed(path: Path) -> Any:
    """The root of a CSL file."""
    parser = etree.XMLParser(
        remove_comments=True, no_network=True, resolve_entities=False
    )
    parser.set_element_class_lookup(_LOOKUP)
    return etree.parse(str(path), parser).getroot()
