"""Types for the fields of records in YAML.

A record is a frozen dataclass whose fields have these types. pydantic validates files
against it, and the messages below get a file and line.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Final

from pydantic import BeforeValidator, Field, WithJsonSchema

from groupsite.model.dates import DateError, PartialDate
from groupsite.model.files import FILES, path_fault
from groupsite.model.identifiers import SCHEMES, address_fault, orcid_fault
from groupsite.model.problems import Subtype
from groupsite.model.text import hyphenated


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


def _target(value: Any) -> Any:
    return {"url": value} if isinstance(value, str) else value


#: A date in YAML: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
Date = Annotated[PartialDate, BeforeValidator(_date)]
#: Several texts, or a single one without brackets.
Texts = Annotated[tuple[str, ...], BeforeValidator(several)]
#: Text that is not empty.
Filled = Annotated[str, BeforeValidator(_filled)]
#: Lower-case letters and digits, with single hyphens between them: ``doe-jane``. The
#: pattern is for authors' editors; any other word is accepted, see `naming`.
Id = Annotated[
    str,
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}),
    BeforeValidator(_named),
]
#: The id of another record, or nothing; blanks become hyphens, as in the record itself.
OtherId = Annotated[str, BeforeValidator(_named)]
#: Ids of other records, as a list, or a single one without brackets.
Ids = Annotated[tuple[str, ...], BeforeValidator(_several_named)]
#: An address: ``https://…``, or ``files:…`` for a file of the site.
Address = Annotated[str, BeforeValidator(_address)]


#: An address on the web, or ``""``.
WebAddress = Annotated[str, BeforeValidator(_web_address)]
#: An id at a service, or the address of the profile, or ``""``.
Account = Annotated[str, BeforeValidator(_account)]
#: An ORCID iD or its address, or ``""``.
Orcid = Annotated[str, BeforeValidator(_orcid)]


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
Links = Mapping[str, Annotated[Target, BeforeValidator(_target)]]


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
