"""CVs as files: what the setting ``groupsite_cv`` says of them.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from groupsite.model.dates import DateError, PartialDate
from groupsite.model.text import instead
from groupsite.model.wording import is_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

#: The sections of ``cv.yml``, in the order shown.
WRITTEN: Final = ("employment", "education", "editorial", "service", "events")
#: The section of a person's own texts, which is shown where it is asked for.
NARRATIVE: Final = "narrative"
_PAPERS: Final = ("a4", "letter")
_FONTS: Final = ("serif", "sans")


@dataclass(frozen=True, slots=True)
class Variant:
    """A CV with some of what a page shows."""

    #: Ends the name of the file, unless it is ``full``.
    name: str
    #: What it is called; by default, the phrase ``cv.variant.NAME``, or its name.
    title: str = ""
    #: Names of its sections, in order; none for those of the page.
    sections: tuple[str, ...] = ()
    #: Leaves out what ended earlier.
    since: PartialDate | None = None
    #: The same as a number of years before the date of the CV; 0 for all.
    years: int = 0
    #: Whether it has only papers that their entries call selected.
    selected: bool = False
    #: How many pages it has, at most; 0 for as many as it takes.
    pages: int = 0

    @property
    def is_part(self) -> bool:
        """Whether it says in its title what it is limited to."""
        return bool(self.sections or self.since or self.years or self.selected)


#: Variants that a conf.py need not explain.
VARIANTS: Final[Mapping[str, Variant]] = {
    variant.name: variant
    for variant in (
        Variant("full"),
        Variant("short", pages=2),
        Variant("recent", years=5),
        Variant("selected", selected=True),
        Variant("narrative", sections=("employment", "education", NARRATIVE)),
    )
}


@dataclass(frozen=True, slots=True)
class Vitas:
    """The CVs of a site."""

    #: Ids of those who have one; None for everyone.
    people: tuple[str, ...] | None = None
    #: Which files there are of each.
    variants: tuple[Variant, ...] = (VARIANTS["full"], VARIANTS["short"])
    #: Names of the sections, in order; none for all but `NARRATIVE`.
    sections: tuple[str, ...] = ()
    #: Sections with all records, where they have only some: ``talks``.
    all: tuple[str, ...] = ()
    #: ``a4`` or ``letter``.
    paper: str = "a4"
    #: ``serif`` or ``sans``.
    font: str = "serif"

    def has(self, person: str) -> bool:
        """Whether there are files of a person's CV."""
        return self.people is None or person in self.people

    def variant(self, name: str) -> Variant | None:
        """A variant of the site, or one that needs no explanation."""
        own = {variant.name: variant for variant in self.variants}
        return own.get(name) or VARIANTS.get(name)


class Fault(NamedTuple):
    """What is wrong with a value."""

    #: What stands in conf.py where it is.
    key: object
    message: str


def all_sections(drawn: Iterable[str]) -> tuple[str, ...]:
    """The names of all sections in their usual order.

    :param drawn: those of sections with records.
    """
    return (*WRITTEN, *drawn, NARRATIVE)


def vitas_of(
    value: Mapping[str, Any], sections: Iterable[str] | None = None
) -> tuple[Vitas, list[Fault]]:
    """What ``groupsite_cv`` says; a wrong value costs itself only.

    :param sections: all names of sections; None if they have been checked.
    :returns: the CVs, and what is wrong.
    """
    reader = _Reader(None if sections is None else tuple(sections))
    found: dict[str, Any] = {}
    for key, written in reader.known(value, _names(Vitas), ""):
        valid = _READ[key](reader, key, written)
        if valid is not None:
            found[key] = valid
    return Vitas(**found), reader.faults


def _names(of: type[Any]) -> list[str]:
    return [field.name for field in fields(of) if field.name != "name"]


class _Reader:
    """Reads values, and notes what is wrong with them."""

    def __init__(self, sections: tuple[str, ...] | None) -> None:
        self._sections = sections
        self.faults: list[Fault] = []

    def wrong(self, key: object, message: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(key, message))

    def known(
        self, value: Mapping[Any, Any], names: Iterable[str], where: str
    ) -> Iterator[tuple[str, Any]]:
        """The keys and values of a dict whose keys are among *names*."""
        for key, written in value.items():
            if key in names:
                yield key, written
            else:
                hint = instead(str(key), names)
                self.wrong(key, f"{where}there is no key {key!r}{hint}")

    def texts(self, key: str, value: object) -> tuple[str, ...] | None:
        """Texts in a list."""
        if isinstance(value, str):
            value = value.split()
        if not isinstance(value, list | tuple):
            self.wrong(key, f"{key!r} should be a list of names, not {value!r}")
            return None
        names: dict[str, None] = {}
        for name in value:
            if is_word(name):
                names[name] = None
            else:
                self.wrong(key, f"{key!r}: {name!r} is not a name")
        return tuple(names)

    def section_names(self, key: str, value: object) -> tuple[str, ...] | None:
        """Names of sections."""
        names = self.texts(key, value)
        known = self._sections
        if not names or known is None:
            return names
        for name in names:
            if name not in known:
                hint = instead(name, known)
                self.wrong(name, f"{key!r}: there is no section `{name}`{hint}")
        return tuple(name for name in names if name in known) or None

    def one_of(self, key: str, value: object, known: Iterable[str]) -> str | None:
        """One of some names."""
        if isinstance(value, str) and value in known:
            return value
        self.wrong(key, f"{key!r}: {value!r} is unknown{instead(str(value), known)}")
        return None

    def variants(self, key: str, value: object) -> tuple[Variant, ...] | None:
        """Names of variants, or what each of them has."""
        if not isinstance(value, dict):
            names = self.texts(key, value)
            value = dict.fromkeys(names or ())
        found = [self._variant(name, has) for name, has in value.items()]
        return tuple(filter(None, found)) or None

    def _variant(self, name: object, has: object) -> Variant | None:
        if not (is_word(name) and isinstance(name, str) and name.replace("-", "").isalnum()):  # fmt: skip
            self.wrong(name, f"variant {name!r} should be called by letters and digits")
            return None
        known = VARIANTS.get(name)
        if not isinstance(has, dict | None):
            self.wrong(
                name, f"variant `{name}` should be a dict in braces, not {has!r}"
            )
            has = None
        if known is None and not has:
            hint = instead(name, VARIANTS)
            self.wrong(name, f"there is no variant `{name}`{hint}")
            return None
        where = f"variant `{name}`: "
        found: dict[str, Any] = {}
        for key, written in self.known(has or {}, _names(Variant), where):
            valid = _OF_VARIANT[key](self, key, written)
            if valid is not None:
                found[key] = valid
        return replace(known or Variant(name), **found)

    def title(self, key: str, value: object) -> str | None:
        """A text."""
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        self.wrong(key, f"{key!r} should be a text, not {value!r}")
        return None

    def since(self, key: str, value: object) -> PartialDate | None:
        """A date, or a year."""
        try:
            return PartialDate.parse(str(value))
        except DateError as error:
            self.wrong(key, f"{key!r}: {error}")
            return None

    def number(self, key: str, value: object) -> int | None:
        """How many."""
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        self.wrong(key, f"{key!r} should be a number above 0, not {value!r}")
        return None

    def flag(self, key: str, value: object) -> bool | None:
        """Yes or no."""
        if isinstance(value, bool):
            return value
        self.wrong(key, f"{key!r} should be True or False, not {value!r}")
        return None


_READ: Final[dict[str, Callable[[_Reader, str, Any], Any]]] = {
    "people": _Reader.texts,
    "variants": _Reader.variants,
    "sections": _Reader.section_names,
    "all": _Reader.section_names,
    "paper": lambda reader, key, value: reader.one_of(key, value, _PAPERS),
    "font": lambda reader, key, value: reader.one_of(key, value, _FONTS),
}
_OF_VARIANT: Final[dict[str, Callable[[_Reader, str, Any], Any]]] = {
    "title": _Reader.title,
    "sections": _Reader.section_names,
    "since": _Reader.since,
    "years": _Reader.number,
    "selected": _Reader.flag,
    "pages": _Reader.number,
}
