"""citeproc-py 0.11, mended: one item of CSL-JSON in a style, as marked text.

Each mend is a method that names what citeproc-py does otherwise. They are subclasses of
its elements, which our parser makes: citeproc-py itself stays as it is for others.
Importing citeproc-py takes a while: whoever needs no citation does not import this.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from citeproc import (
    LANGUAGE_NAMES,
    LOCALES_PATH,
    PRIMARY_DIALECTS,
    VARIABLES,
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    model,
)
from citeproc.source import VariableError
from citeproc.source.json import CiteProcJSON
from citeproc.string import String
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Marks around text that is emphasized; what is written has none of these characters.
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
CLOSE: Final = "\ue000"
#: The name at the end of a list that stands for all that are not named.
OTHERS: Final = "\ue007"
#: Words that no headline has in capitals.
_SMALL: Final = frozenset(model.TextCased._stop_words)  # noqa: SLF001
#: A style that names everybody names so many at the most.
_MOST_NAMES: Final = 100
_NAMESPACE: Final = "http://purl.org/net/xbiblio/csl"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


class Processor:
    """A style in a language."""

    def __init__(self, style: Path, locale: str) -> None:
        """Parse *style*.

        :param locale: as RFC 5646 writes it, ``en-GB``.
        """
        self._style = _Style(style, locale)
        root = self._style.root
        root.formatter = _MARKS
        option = root.get_locale_option("punctuation-in-quote")
        #: Whether commas and full stops stand inside of quotation marks.
        self.inside_quotes: bool = option == "true"
        #: What ends a quotation.
        self.closing: str = str(root.get_single_term(name="close-quote"))

    def render(self, item: Mapping[str, Any]) -> str:
        """*item* as a bibliography has it; emphasis is in marks.

        Raises whatever citeproc-py raises where it cannot cope.
        """
        known = {
            name: value
            for name, value in item.items()
            if name in ("type", "language") or name.replace("-", "_") in VARIABLES
        }
        source = CiteProcJSON([{**known, "id": "item"}])
        reference = source["item"]
        for name, value in item.items():
            if name not in known and name != "id" and isinstance(value, str):
                # warns of the variables of CSL 1.0.2, and styles use them
                reference[name.replace("-", "_")] = String(value)
        for name in [*reference]:
            # `cs:number` and `cs:names` look for ``collection-number``, others for
            # ``collection_number``
            reference[name.replace("_", "-")] = reference[name]
        _called.clear()
        _rendered.clear()
        _suppressed.clear()
        bibliography = CitationStylesBibliography(self._style, source, _MARKS)
        bibliography.register(Citation([_Item(reference)]))
        (line,) = bibliography.bibliography()
        return str(line)


class _Item(CitationItem):
    """An item that knows its reference: it was looked up 350 times a line."""

    def __init__(self, reference: Any) -> None:
        super().__init__("item")
        self.__dict__["reference"] = reference

    @property
    def reference(self) -> Any:
        return self.__dict__["reference"]


def _marking(mark: str) -> Any:
    return lambda text: f"{mark}{text}{CLOSE}" if mark else text


#: A formatter; its own one for HTML escapes some of the texts.
_MARKS: Final = SimpleNamespace(
    preformat=lambda text: text, **{name: _marking(mark) for name, mark in OPEN.items()}
)


class _Style(CitationStylesStyle):
    """A style whose elements are ours."""

    def __init__(self, style: Path, locale: str) -> None:
        self.root = _parsed(style)
        for number in self.root.xpath_search(".//cs:text[@variable='citation-number']"):
            # one entry has no number among others
            number.getparent().remove(number)
        self.root.set_locale_list(locale)
        #: lxml forgets what an element knows when nobody holds it.
        self.kept = [
            element
            for root in (self.root, *self.root.locales)
            for element in root.iter()
        ]


class _Memory:
    """Remembers what it has found: most of the time was spent in finding it again."""

    def xpath_search(self, expression: str) -> Any:
        memory = self.__dict__.setdefault("found", {})
        if expression not in memory:
            memory[expression] = super().xpath_search(expression)  # type: ignore[misc]
        return memory[expression]

    def calls_variable(self) -> bool:
        if "calls" not in self.__dict__:
            self.__dict__["calls"] = super().calls_variable()  # type: ignore[misc]
        return bool(self.__dict__["calls"])

    def case(self, text: Any, language: str | None = None) -> Any:
        # only `cs:text` says in which language it is: "(ed.)" for "(Ed.)"
        if language is None:
            language = self.get_root().language  # type: ignore[attr-defined]
        wanted = self.get("text-case")  # type: ignore[attr-defined]
        if wanted == "title" and language == "en":
            # takes each full stop for the end of a sentence: "Proc. Of the 7th Conf."
            return _headline(str(text))
        if wanted == "sentence":
            # takes names for words ("bayesian"): nobody tells it which are names
            return text.capitalize_first()
        return super().case(text, language)  # type: ignore[misc]


def _headline(text: str) -> Any:
    """*text* with a capital at each word that is none of the small ones."""
    words = text.split(" ")
    starts = [True, *(word.endswith((":", "?", "!")) for word in words[:-1])]
    return String(
        " ".join(
            word[0].upper() + word[1:]
            if word.islower() and (start or word not in _SMALL)
            else word
            for word, start in zip(words, starts, strict=True)
        )
    )


#: The variables of the item that a style has asked for, and those that it had.
_called: list[str] = []
_rendered: list[str] = []
#: Those that stand in the place of others, and nowhere else.
_suppressed: set[str] = set()


class _Variable(_Memory):
    """What renders a variable of the item."""

    def render(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        # suppresses nothing but the variables of `cs:text` itself, and none in macros:
        # the title of a manual stood there twice
        written = self.get("variable") or ""  # type: ignore[attr-defined]
        names = [name for name in written.split() if name != "year-suffix"]
        hidden = _suppressed.intersection(names)
        kept = {name: item.reference.pop(name) for name in hidden}
        _called.extend(names)
        try:
            text = super().render(item, *args, **kwargs)  # type: ignore[misc]
        finally:
            item.reference.update(kept)
        if text:
            _rendered.extend(names)
        return text


class _Text(_Variable, model.Text):
    """A variable, a macro, a term, or words."""


class _Number(_Variable, model.Number):
    """A number."""


class _Date(_Variable, model.Date):
    """A date."""

    def render_single_date(
        self, date: Any, show_parts: Any = None, context: Any = None
    ) -> Any:
        # joins the parts of a localized date as the date of a style: "2020Jul"
        if context in (None, self) or not self.get("delimiter"):
            return super().render_single_date(date, show_parts, context)
        parts = self.parts(date, show_parts, context)
        return self.join(parts) if parts else None


class _Names(_Variable, model.Names):
    """The names of some roles."""

    def process(
        self, item: Any, names_context: Any = None, *args: Any, **kwargs: Any
    ) -> Any:
        # those in the place of others are written as these are; it forgets that where
        # a `cs:choose` is between them
        around = self.xpath_search("./ancestor::cs:substitute[1]/parent::cs:names")
        if names_context is None and around and self.name is None:
            (names_context,) = around
        return super().process(item, names_context, *args, **kwargs)


class _Substitute(_Memory, model.Substitute):
    """What stands in the place of names."""

    def render(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        before = len(_rendered)
        text = super().render(item, *args, **kwargs)
        _suppressed.update(_rendered[before:])
        return text


class _Group(_Memory, model.Group):
    """Parts that belong together: none where all of their variables are empty."""

    def process(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        # takes a term in a `cs:choose` for a variable: "(Publication)"
        called, rendered = len(_called), len(_rendered)
        text = super().process(item, *args, **kwargs)
        if len(_called) > called and len(_rendered) == rendered:
            raise VariableError
        # to a group around it this is a variable
        _called.append("")
        _rendered.append("")
        return text


class _Root(_Memory, model.Style):
    """The style."""

    def set_locale_list(self, output_locale: str, validate: bool = False) -> None:  # noqa: FBT001, FBT002
        """The locales of the style and of CSL, the nearest first; ours, see `_Style`."""
        primary = output_locale.partition("-")[0]
        own = {
            locale.get(_LANGUAGE, ""): locale
            for locale in self.findall("cs:locale", self.nsmap)
        }
        names = dict.fromkeys(
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
            *(_parsed(Path(LOCALES_PATH, f"locales-{name}.xml")) for name in names),
        ]
        for locale in self.locales:
            locale.style = self
            locale.language = primary


class _Name(_Memory, model.Name):
    """Names of one role."""

    def process(
        self,
        item: Any,
        variable: str,
        context: Any = None,
        sort_options: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> Any:
        # every name would be formatted; and what BibTeX calls others is no name
        names = item.reference.get(variable, [])
        least = self.get_option("et-al-min", context, sort_options)
        last = bool(names) and names[-1].get("literal") == OTHERS
        shortened = least and len(names) >= least
        if last or (len(names) > _MOST_NAMES and not shortened):
            first = self.get_option("et-al-use-first", context, sort_options)
            most = min(len(names) - last, _MOST_NAMES)
            sort_options = {
                **(sort_options or {}),
                "et-al-min": "2",
                "et-al-use-first": min(first, most) if shortened else most,
                "et-al-use-last": "false",
            }
        return super().process(item, variable, context, sort_options, **kwargs)

    def initialize(self, given: str, mark: str, context: Any) -> str:
        # knows no `initialize="false"`, and takes names in scripts without capitals
        # for particles
        if self.get("initialize") == "false" or given.lower() == given.upper():
            return given
        initials: str = super().initialize(given, mark, context)
        # ends in a mark where the last one is a particle
        return initials.removesuffix(f" {mark.strip()}")


class _Label(_Memory, model.Label):
    """``p.`` or ``pp.``."""

    #: Took letters for a sign between two numbers: "Patent Nos. EP4190001A1".
    RE_MULTIPLE_NUMBERS = re.compile(r"\d\s*(?:[-–—,;&]|\band\b)\s*\w*\d")

    def _is_plural(self, item: Any) -> bool:
        variable = self.get("variable")
        if variable.startswith("number-of"):
            # looks for the number in the citation in place of the item
            return str(item.reference.get(variable, "")) not in ("", "1")
        return bool(super()._is_plural(item))


class _DatePart(_Memory, model.Date_Part):
    """A day, a month, a year."""

    def render(self, *args: Any, **kwargs: Any) -> Any:
        # leaves what one date of a style says of it to all others
        before = dict(self.attrib)
        try:
            return super().render(*args, **kwargs)
        finally:
            self.attrib.clear()
            self.attrib.update(before)


def _elements() -> dict[str, type]:
    """The classes of elements by tag."""
    mended = (
        *(_Root, _Group, _Text, _Number, _Date, _DatePart),
        *(_Names, _Name, _Label, _Substitute),
    )
    own = {cls.__bases__[1]: cls for cls in mended}
    found = {}
    for cls in model.CitationStylesElement.__subclasses__():
        tag = cls.__name__.replace("_", "-").lower()
        found[tag] = own.get(cls) or type(cls.__name__, (_Memory, cls), {})
    return found


_LOOKUP: Final = etree.ElementNamespaceClassLookup()
_TAGS: Final = _LOOKUP.get_namespace(_NAMESPACE)
_TAGS[None] = model.CitationStylesElement
_TAGS.update(_elements())


def _parsed(path: Path) -> Any:
    """The root of a file of CSL."""
    parser = etree.XMLParser(
        remove_comments=True, no_network=True, resolve_entities=False
    )
    parser.set_element_class_lookup(_LOOKUP)
    return etree.parse(str(path), parser).getroot()
