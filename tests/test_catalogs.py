"""The catalogues of words: in step with the tables, whole, and fit to be filled in."""

from __future__ import annotations

from gettext import GNUTranslations
from io import BytesIO
from string import Formatter
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.mofile import write_mo

from groupsite.model.language import CATALOGUE, LOCALE
from groupsite.model.ownwords import wrong_phrase
from tests.catalogs import COMPLETE, WORDS, languages, read, template

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

RENEW = "run `make catalogs` and fill in what is new"


def keys(catalogue: Catalog) -> list[tuple[str | None, Any]]:
    """Contexts and texts, in their order."""
    return [(message.context, message.id) for message in catalogue if message.id]


def texts(catalogue: Catalog) -> list[tuple[str, str, str]]:
    """Key, English and translation of each phrase, and of each form of one."""
    found: list[tuple[str, str, str]] = []
    for message in catalogue:
        english, forms = message.id, message.string
        if english and isinstance(english, str):
            found.append((str(message.context), english, str(forms or "")))
        elif english:
            found += [(str(message.context), english[-1], text) for text in forms or ()]
    return found


def fields(text: str) -> set[str]:
    """The fields of *text*."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_template_is_in_step() -> None:
    """`groupsite.pot` has what the tables have."""
    assert keys(read("en", LOCALE / f"{CATALOGUE}.pot")) == keys(template()), RENEW


def test_complete_languages_are_there() -> None:
    """Nothing is promised that has no file."""
    assert set(COMPLETE) <= languages().keys()


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_is_in_step(language: str) -> None:
    """Each language has what the tables have, and its two files say the same."""
    path = languages()[language]
    catalogue = read(language, path)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    with path.with_suffix(".mo").open("rb") as file:
        kept = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    made = GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]

    assert keys(catalogue) == keys(template()), RENEW
    assert {**kept, "": ""} == {**made, "": ""}, RENEW


@pytest.mark.parametrize("language", COMPLETE)
def test_a_complete_language_lacks_nothing(language: str) -> None:
    """A phrase that is new has to be said in each of these languages."""
    catalogue = read(language, languages()[language])

    assert [key for key, _, text in texts(catalogue) if not text] == [], RENEW


@pytest.mark.parametrize("language", languages())
def test_a_translation_can_be_filled_in(language: str) -> None:
    """It has the fields of the English text, and no bracket or brace is lost.

    A form that is for one number only need not say it.
    """
    for key, english, text in texts(read(language, languages()[language])):
        if text:
            lost = fields(english) - fields(text)
            assert fields(text) <= fields(english), (key, text)
            assert lost <= ({"count"} if f"{key}.one" in WORDS else set()), (
                key,
                text,
            )
            assert [text.count(sign) for sign in "[]"] == [
                english.count(sign) for sign in "[]"
            ], (key, text)
            assert key not in WORDS or wrong_phrase(key, text, WORDS) == ""
