"""Types for the fields of records in YAML.

A record is a frozen dataclass whose fields have these types. pydantic validates files
against it, and the messages below get a file and line.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from groupsite.model.dates import DateError, PartialDate
from groupsite.model.files import FILES, path_fault
from groupsite.model.identifiers import SCHEMES, address_fault, orcid_fault
from groupsite.model.problems import Subtype
from groupsite.model.text import hyphenated

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class FieldError(ValueError):
    """A value that contradicts others of its record; for ``__post_init__``.

    :param field: the key in the file that is left out.
    """

    def __init__(
        self, field: str, message: str, subtype: Subtype = Subtype.FIELD
    ) -> None:
        super().__init__(message)
        self.field = field
        self.subtype = subtype


#: For ``__pydantic_config__``: unknown keys are errors.
STRICT: Final[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How authors write a field, where its type does not say it: for their editors.

    See `groupsite.sources.yaml.editors`.
    """

    #: What a text looks like, as a regular expression of JavaScript's.
    pattern: str = ""
    #: The numbers that stand for such a text; what else YAML takes for one does, too.
    numbers: Literal["", "years", "all"] = ""
    #: Whether one value may stand for a list of it.
    several: bool = False
    #: Whether a text of `pattern` may stand for keys of its own.
    short: bool = False

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema of the field with a note of it."""
        return {**handler(core), WRITTEN: self}


#: The key of that note.
WRITTEN: Final = "x-written"
#: One value, or several in a list.
SEVERAL: Final = Written(several=True)
_HOST: Final = r"https?://[^\s/]\S*"
_ADDRESS: Final = rf"^\s*({_HOST}|(mailto|files):\S+)\s*$"
_DATE: Final = r"^\s*\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\s*$"
_ORCID: Final = r"^\s*((https?://(www\.)?orcid\.org/)?(\d{4}-){3}\d{3}[\dX]/?)?\s*$"


def _date(value: Any) -> PartialDate:
    if not isinstance(value, str):
        raise DateError("this is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
    return PartialDate.parse(value)


def _named(value: Any) -> Any:
    return hyphenated(value) if isinstance(value, str) else value


def _several_named(value: Any) -> Any:
    values = several(value)
    return tuple(map(_named, values)) if isinstance(values, (list, tuple)) else values


def several(value: Any) -> Any:
    """Turn a single value into a sequence of one."""
    return (value,) if isinstance(value, str) else value


def _filled(value: Any) -> Any:
    if isinstance(value, str) and not value.strip(" ,"):
        raise ValueError("text is required")
    return value


def _address(value: Any) -> Any:
    value = _stripped(value)
    fault = address_fault(value, (*SCHEMES, "files")) if _is(value) else ""
    if not fault and _is(value) and value.startswith(FILES):
        fault = path_fault(value)
    return _checked(value, fault)


def _web_address(value: Any) -> Any:
    value = _stripped(value)
    return _checked(value, address_fault(value) if value and _is(value) else "")


def _account(value: Any) -> Any:
    # a full address is accepted in place of an id
    return _web_address(value) if isinstance(value, str) and ":" in value else value


def _orcid(value: Any) -> Any:
    value = _stripped(value)
    return _checked(value, orcid_fault(value) if value and _is(value) else "")


def _is(value: Any) -> bool:
    """Whether *value* is text; pydantic rejects anything else."""
    return isinstance(value, str)


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _checked(value: Any, fault: str) -> Any:
    if fault:
        raise ValueError(fault)
    return value


def _count(value: Any) -> Any:
    text = str(value).strip()
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise ValueError("this should be a number above 0")
    return int(text)


def _target(value: Any) -> Any:
    return {"url": value} if isinstance(value, str) else value


#: A date in YAML: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
Date = Annotated[
    PartialDate, BeforeValidator(_date), Written(pattern=_DATE, numbers="years")
]
#: Several texts, or a single one without brackets.
Texts = Annotated[tuple[str, ...], BeforeValidator(several), SEVERAL]
#: A number above 0.
Count = Annotated[
    int, BeforeValidator(_count), Written(pattern=r"^0*[1-9][0-9]*$", numbers="all")
]
#: Text that is not empty.
Filled = Annotated[
    str, BeforeValidator(_filled), Written(pattern=r"[^\s,]", numbers="all")
]
#: Lower-case letters and digits, with single hyphens between them: ``doe-jane``. The
#: pattern is for authors' editors; any other word is accepted, see `naming`.
Id = Annotated[
    str,
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}),
    BeforeValidator(_named),
]
#: Text in Markdown, or in the markup of the site's pages; a line `|` begins several lines.
Markup = str
#: The path of a picture from the folder of the file, or with a slash from that of conf.py.
Picture = str
#: The id of another record, or nothing; blanks become hyphens, as in the record itself.
OtherId = Annotated[str, BeforeValidator(_named)]
#: Ids of other records, as a list, or a single one without brackets.
Ids = Annotated[tuple[str, ...], BeforeValidator(_several_named), SEVERAL]
#: An address: ``https://…``, or ``files:…`` for a file of the site.
Address = Annotated[str, BeforeValidator(_address), Written(pattern=_ADDRESS)]


#: An address on the web, or ``""``.
WebAddress = Annotated[
    str,
    BeforeValidator(_web_address),
    Written(pattern=rf"^\s*({_HOST}|mailto:\S+)?\s*$"),
]
#: An id at a service, or the address of the profile, or ``""``.
Account = Annotated[
    str,
    BeforeValidator(_account),
    Written(pattern=rf"^([^:]*|\s*{_HOST}\s*)$", numbers="all"),
]
#: An ORCID iD or its address, or ``""``.
Orcid = Annotated[str, BeforeValidator(_orcid), Written(pattern=_ORCID)]


@dataclass(frozen=True, kw_only=True)
class Target:
    """The target of a link."""

    __pydantic_config__: ClassVar = STRICT

    #: Where it leads.
    url: Address
    #: Size of the file for people: ``11 MB``.
    size: str = ""


#: Label of a link → its target: ``slides: files:data/slides/x.pdf``. If there is a
#: phrase ``link.LABEL``, it is shown instead.
Links = Mapping[
    str,
    Annotated[Target, BeforeValidator(_target), Written(pattern=_ADDRESS, short=True)],
]


@dataclass(frozen=True, kw_only=True)
class Period:
    """A period, which lasts while it has no end."""

    #: When it began.
    start: Annotated[Date | None, Field(alias="from")] = None
    #: When it ended; nothing while it goes on.
    end: Annotated[Date | None, Field(alias="to")] = None

    def __post_init__(self) -> None:
        check_period(self.start, self.end)


def check_period(start: PartialDate | None, end: PartialDate | None) -> None:
    """Check that a period does not end before it starts.

    :raises FieldError: if it does; the end is left out.
    """
    # 2025 is not before 2025-03, only less precise
    if start and end and not end.within(start, None):
        message = f"ends ({end}) before it starts ({start})"
        raise FieldError("to", f"{message}; check `from` and `to`", Subtype.DATE)
