"""What a conf.py may say instead of the words of the extension."""

from __future__ import annotations

from string import Formatter
from typing import Any

import pytest

from groupsite.model.ownwords import wrong_news_kind, wrong_phrase
from groupsite.model.wording import (
    FAMILIES,
    NEWS_KINDS,
    PHRASES,
    is_word,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("mri", True), ("a-b_c", True), ("", False), ("a b", False), (5, False)],
)
def test_a_word_can_be_written_in_an_option(name: object, *, expected: bool) -> None:
    """Words are texts without blanks, for blanks part the values of options."""
    assert is_word(name) is expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("visit", {"label": "Visit", "family": "people"}),
        ("visit", {"label": "Visit", "family": "people", "icon": "globe"}),
        ("talk", {"label": "Seminar"}),
        ("talk", {}),
        *NEWS_KINDS.items(),
    ],
)
def test_a_kind_of_news_needs_a_label_and_a_family(name: str, kind: Any) -> None:
    """The icon may be left out, and one of our kinds keeps what is not said."""
    assert wrong_news_kind(name, kind) == ""


NEEDS = f"needs a label, and one of the families {', '.join(FAMILIES)}"
SHOULD_HAVE = "should have a dict with label, icon and family"


@pytest.mark.parametrize(
    ("name", "kind", "message"),
    [
        ("visit", None, SHOULD_HAVE),
        ("visit", "Visit", SHOULD_HAVE),
        ("visit", {"label": "Visit"}, NEEDS),
        ("visit", {"family": "people"}, NEEDS),
        ("visit", {"label": "Visit", "family": "persons"}, NEEDS),
        ("visit", {"label": 5, "family": "people"}, NEEDS),
        ("visit", {"label": "Visit", "family": ["people"]}, NEEDS),
        ("talk", {"icon": None}, NEEDS),
        (
            "visit",
            {"lable": "Visit", "family": "people"},
            "has the unknown key 'lable'; did you mean `label`?",
        ),
        ("visit", {5: "Visit"}, "has the unknown key 5"),
        (5, {}, "should be a word without blanks"),
        ("a visit", {}, "should be a word without blanks"),
    ],
)
def test_a_kind_of_news_that_cannot_be_shown_is_refused(
    name: object, kind: Any, message: str
) -> None:
    """The message says what is missing or wrong."""
    assert wrong_news_kind(name, kind) == message


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("with", "Mit {people}"),
        ("with", ""),
        ("and", "und"),
        ("others", "{count} weitere"),
        ("others", "weitere"),
        ("news.accepted", "{title}[, bald in {venue}]"),
        ("news.visit", "{title}[, {venue}]"),
        ("role.boss", "Boss"),
        ("type.preprint.submitted", "Submitted"),
        *PHRASES.items(),
    ],
)
def test_a_phrase_may_use_the_fields_of_ours(key: str, text: str) -> None:
    """Fields may be left out, and new kinds, roles and types get phrases."""
    assert wrong_phrase(key, text) == ""


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        ("wiht", "x", "there is no phrase 'wiht'; did you mean `with`?"),
        ("xyzzy", "x", "there is no phrase 'xyzzy'"),
        ("with", None, "'with': None should be two texts"),
        (5, "x", "5: 'x' should be two texts"),
        (
            "with",
            "Mit {persons}",
            "'with': 'Mit {persons}' cannot be filled in; this phrase has {people}",
        ),
        (
            "person.since",
            "seit {date",
            "'person.since': 'seit {date' cannot be filled in; this phrase has {date}",
        ),
        (
            "person.since",
            "seit {}",
            "'person.since': 'seit {}' cannot be filled in; this phrase has {date}",
        ),
        (
            "person.since",
            "seit {date.year}",
            (
                "'person.since': 'seit {date.year}' cannot be filled in; "
                "this phrase has {date}"
            ),
        ),
        (
            "news.published",
            "{title}[ in {venue]}",
            (
                "'news.published': '{title}[ in {venue]}' cannot be filled in; "
                "this phrase has {title} and {venue}"
            ),
        ),
        (
            "news.visit",
            "{name}",
            (
                "'news.visit': '{name}' cannot be filled in; "
                "this phrase has {title} and {venue}"
            ),
        ),
        (
            "role.boss",
            "{name}",
            "'role.boss': '{name}' cannot be filled in; this phrase has no fields",
        ),
    ],
)
def test_a_phrase_that_cannot_be_filled_in_is_refused(
    key: object, text: object, message: str
) -> None:
    """A slip in a phrase is a message and not a traceback on some page."""
    assert wrong_phrase(key, text) == message


def test_our_own_phrases_are_well_formed() -> None:
    """Whoever changes them is told of a lost brace here."""
    fields = {
        name
        for text in PHRASES.values()
        for _, name, _, _ in Formatter().parse(text)
        if name is not None
    }

    assert "" not in fields
    assert all(name.isidentifier() for name in fields)
