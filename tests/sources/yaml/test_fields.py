"""Fields of records in YAML: what they take, what they say of the rest."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from groupsite.model.dates import PartialDate
from groupsite.model.problems import Subtype
from groupsite.model.text import slug
from groupsite.sources.yaml.fields import (
    Address,
    Date,
    FieldError,
    Filled,
    Id,
    Ids,
    Links,
    Period,
    Target,
    Texts,
    check_period,
)
from tests.drawing import drawn

PROPERTY = drawn()

ID: TypeAdapter[Any] = TypeAdapter(Id)
IDS: TypeAdapter[Any] = TypeAdapter(Ids)
DATE: TypeAdapter[Any] = TypeAdapter(Date)
TEXTS: TypeAdapter[Any] = TypeAdapter(Texts)
FILLED: TypeAdapter[Any] = TypeAdapter(Filled)
ADDRESS: TypeAdapter[Any] = TypeAdapter(Address)
LINKS: TypeAdapter[Any] = TypeAdapter(Links)
PERIOD: TypeAdapter[Any] = TypeAdapter(Period)


def fault(adapter: TypeAdapter[Any], value: object) -> str:
    """The message of our own for a wrong value."""
    with pytest.raises(ValidationError) as raised:
        adapter.validate_python(value)
    (found,) = raised.value.errors()
    return str(found["ctx"]["error"]) if found["type"] == "value_error" else ""


# -- ids ----------------------------------------------------------------------------

PATTERN = ID.json_schema()["pattern"]


@given(st.text(max_size=8) | st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True))
@PROPERTY
def test_the_pattern_for_editors_is_that_of_slugs(text: str) -> None:
    """What an editor takes is what nobody complains of."""
    fits = re.fullmatch(PATTERN.strip("^$"), text)
    assert bool(fits) == (text != "" and slug(text) == text)


@pytest.mark.parametrize("written", ["doe jane", " doe  jane\n", ["doe jane"]])
def test_an_id_may_be_named_as_it_was_written(written: object) -> None:
    """Blanks are hyphens there and here."""
    assert IDS.validate_python(written) == ("doe-jane",)


# -- dates and periods --------------------------------------------------------------

dates = st.builds(PartialDate, st.integers(1, 9999)) | st.builds(
    PartialDate, st.integers(1, 9999), st.integers(1, 12), st.integers(0, 28)
)


@given(dates)
@PROPERTY
def test_a_date_is_read_as_it_is_written(date: PartialDate) -> None:
    """Every date that can be written can be read."""
    assert DATE.validate_python(str(date)) == date


@pytest.mark.parametrize("value", [2024, None, ["2024"], {"year": 2024}])
def test_what_is_no_text_is_no_date(value: object) -> None:
    """A list or a number is reported in our words."""
    message = "this is not a date: write YYYY, YYYY-MM or YYYY-MM-DD"
    assert fault(DATE, value) == message


@given(st.none() | dates, st.none() | dates)
@PROPERTY
def test_a_period_does_not_end_before_it_starts(
    start: PartialDate | None, end: PartialDate | None
) -> None:
    """Both ends are compared as far as both are known; one may be missing."""
    early = start is not None and end is not None and not end.within(start, None)
    written = {"from": start and str(start), "to": end and str(end)}
    written = {key: value for key, value in written.items() if value}
    if early:
        message = f"ends ({end}) before it starts ({start}); check `from` and `to`"
        with pytest.raises(FieldError) as raised:
            check_period(start, end)
        assert str(raised.value) == message
        assert (raised.value.field, raised.value.subtype) == ("to", Subtype.DATE)
        assert fault(PERIOD, written) == message
    else:
        check_period(start, end)
        assert PERIOD.validate_python(written) == Period(start=start, end=end)


@pytest.mark.parametrize(
    ("start", "end"), [("2025-03", "2025"), ("2025", "2025-01"), ("2024", "2024")]
)
def test_a_period_may_be_vague(start: str, end: str) -> None:
    """2025 is not before March 2025: it only says less."""
    period = PERIOD.validate_python({"from": start, "to": end})

    assert (str(period.start), str(period.end)) == (start, end)


# -- texts --------------------------------------------------------------------------


@given(st.text())
@PROPERTY
def test_one_text_is_a_list_of_one(text: str) -> None:
    """Brackets may be left out around a single text."""
    assert TEXTS.validate_python(text) == TEXTS.validate_python([text]) == (text,)


@pytest.mark.parametrize("value", [{"a": "b"}, [["a"]], [{"a": "b"}]])
def test_several_texts_are_texts(value: object) -> None:
    """Keys and lists in lists are no texts."""
    with pytest.raises(ValidationError):
        TEXTS.validate_python(value)


@pytest.mark.parametrize("text", ["", " ", ",", " , "])
def test_a_text_that_is_needed_says_something(text: str) -> None:
    """Blanks and commas alone are no text."""
    assert fault(FILLED, text) == "text is required"


# -- addresses ----------------------------------------------------------------------

ADDRESSES = [
    "https://example.org/a?b=c#d",
    "http://example.org",
    "HTTPS://example.org",
    "mailto:a@example.org",
    "files:data/slides/x.pdf",
    "files:data/a%20b.pdf",
]
OTHER_SCHEMES = [
    "",
    "//example.org",
    "data/x.pdf",
    "/data/x.pdf",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "ftp://example.org",
]
WITH_BLANKS = ["https://example.org/a b", "https://example.org/a\tb", "files:a b"]
SCHEMES = "an address should begin with one of http:, https:, mailto:, files:, not "
BLANKS = "an address cannot contain blanks, write %20: "


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_of_pages_and_files_are_taken(address: str) -> None:
    """An address stays as it is written; blanks around it do not count."""
    assert ADDRESS.validate_python(address) == address
    assert ADDRESS.validate_python(f" {address}\n") == address


@pytest.mark.parametrize(
    ("address", "message"),
    [
        *((address, f"{SCHEMES}{address!r}") for address in OTHER_SCHEMES),
        ("example.org", "an address begins with its scheme: write https://example.org"),
        (
            "www.example.org/x",
            "an address begins with its scheme: write https://www.example.org/x",
        ),
        *((address, f"{BLANKS}{address!r}") for address in WITH_BLANKS),
        ("https://[x", "'https://[x' is not an address"),
        ("https:/x", "'https:/x' has no host"),
    ],
)
def test_other_addresses_are_reported(address: str, message: str) -> None:
    """Paths, other schemes and scripts among them, and blanks are no addresses."""
    assert fault(ADDRESS, address) == message


schemes = st.sampled_from(["https:", "files:", "mailto:", "javascript:", "ja\nva:", ""])
addresses = st.builds("".join, st.lists(schemes | st.text(max_size=4), max_size=4))


@given(addresses)
@PROPERTY
def test_no_address_is_a_script(text: str) -> None:
    """Whatever is taken begins with a scheme of ours and has no blanks in it."""
    try:
        taken = ADDRESS.validate_python(text)
    except ValidationError:
        return
    assert re.match("(https?|mailto|files):", taken, re.IGNORECASE)
    assert taken.split() == [taken]


def test_a_link_may_have_a_size() -> None:
    """An address alone is as good as one with keys."""
    links = LINKS.validate_python(
        {
            "slides": "files:x.pdf",
            "video": {"url": "https://example.org", "size": "3 MB"},
            "data": {"url": "https://example.org/data"},
        }
    )

    assert dict(links) == {
        "slides": Target(url="files:x.pdf"),
        "video": Target(url="https://example.org", size="3 MB"),
        "data": Target(url="https://example.org/data"),
    }


@pytest.mark.parametrize(
    "value", ["https://a.org", ["https://a.org"], {"a": ["https://a.org"]}, {"a": {}}]
)
def test_links_have_names(value: object) -> None:
    """A link without a name, or without an address, is none."""
    with pytest.raises(ValidationError):
        LINKS.validate_python(value)
