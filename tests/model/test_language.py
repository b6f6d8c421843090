"""Words in the language of a site: catalogues, forms for numbers, words of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from groupsite.model import language as module
from groupsite.model.language import news_kinds, number_form, phrases
from groupsite.model.wording import ELSEWHERE, NEWS_KINDS, PHRASES, RENAMED, form_of
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def _polish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of a language with three forms, for any Portuguese another one."""
    polish = Catalog("pl")
    forms = ("{count} inna", "{count} inne", "{count} innych")
    polish.add(("{count} other", "{count} others"), forms, context="others")
    portuguese = Catalog("pt")
    portuguese.add("With {people}", "Com {people}", context="with")
    portuguese.add("Talk", "Palestra", context="kind.talk")
    for name, catalogue in {"pl": polish, "pt": portuguese}.items():
        folder = tmp_path / name / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "groupsite.mo").open("wb") as file:
            write_mo(file, catalogue)
    monkeypatch.setattr(module, "LOCALE", tmp_path)
    module._translated.cache_clear()
    yield
    module._translated.cache_clear()


@pytest.mark.parametrize("language", ["en", "en_GB", "en-US", "fr", "sr@latin"])
def test_what_no_catalogue_has_is_english(language: str) -> None:
    """A language that nobody has written a catalogue for has the English words."""
    ours = {key: text for key, text in PHRASES.items() if not form_of(key)}

    assert ours.items() <= phrases(language, {}).items()
    assert news_kinds(language) == NEWS_KINDS


def test_english_has_the_phrases_as_they_stand() -> None:
    """The table is what an English site says, singulars included."""
    assert phrases("en", {}) == PHRASES


@pytest.mark.parametrize("language", ["de", "de_AT", "de-CH", "de_CH_1996"])
def test_a_region_has_the_words_of_its_language(language: str) -> None:
    """Of a language with a catalogue, all regions have it, however they are written."""
    assert phrases(language, {})["with"] == "Mit {people}"
    assert news_kinds(language)["talk"]["label"] == "Vortrag"
    assert news_kinds(language)["talk"]["icon"] == NEWS_KINDS["talk"]["icon"]


@pytest.mark.usefixtures("_polish")
def test_a_catalogue_may_lack_phrases() -> None:
    """What a catalogue does not have is English, the rest is as it says."""
    found = phrases("pt-BR", {})

    assert (found["with"], found["and"]) == ("Com {people}", "and")
    assert news_kinds("pt_BR")["talk"]["label"] == "Palestra"
    assert news_kinds("pt_BR")["award"]["label"] == "Award"


@pytest.mark.usefixtures("_polish")
@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 innych"),
        (1, "1 inna"),
        (2, "2 inne"),
        (5, "5 innych"),
        (12, "12 innych"),
        (22, "22 inne"),
    ],
)
def test_a_number_has_the_form_of_its_language(count: int, text: str) -> None:
    """A language may have more forms than singular and plural."""
    settings = bare_settings(language="pl", phrases=phrases("pl", {}))

    assert settings.phrase("others", count=count) == text


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        ("en", 0, "0 others"),
        ("en", 1, "1 other"),
        ("en", 2, "2 others"),
        ("de", 1, "eine weitere Person"),
        ("de-AT", 2, "2 weitere"),
        ("ja", 1, "1 others"),
    ],
)
def test_one_is_not_many(language: str, count: int, text: str) -> None:
    """The number decides; where no form is for one alone, there is one for all."""
    settings = bare_settings(language=language, phrases=phrases(language, {}))

    assert settings.phrase("others", count=count) == text


@pytest.mark.parametrize(
    ("own", "count", "text"),
    [
        ({"others": "{count} mehr"}, 1, "1 mehr"),
        ({"others": "{count} mehr"}, 2, "2 mehr"),
        ({"others": "{count} mehr", "others.one": "eine mehr"}, 1, "eine mehr"),
        ({"others": "{count} mehr", "other": "eine mehr"}, 1, "eine mehr"),
        ({"other": "eine mehr"}, 1, "eine mehr"),
        ({"other": "eine mehr"}, 2, "2 weitere"),
    ],
)
def test_words_of_a_site_take_the_place_of_ours(
    own: dict[str, str], count: int, text: str
) -> None:
    """An own phrase replaces all forms of ours, but for those that it says itself."""
    settings = bare_settings(language="de", phrases=phrases("de", own))

    assert settings.phrase("others", count=count) == text


@pytest.mark.parametrize(
    ("own", "key", "text"),
    [
        ({}, "with.others", "{count} weiteren Personen"),
        ({"others": "{count} mehr"}, "with.others", "{count} mehr"),
        ({"other": "eine mehr"}, "with.others.one", "eine mehr"),
        ({"others": "x", "with.others": "y"}, "with.others", "y"),
        ({"period.from": "von {date}"}, "cv.from", "von {date}"),
        ({"role.phd": "Promovierende"}, "roles.phd", "Promovierende"),
        ({"roles.phd": "Promovierende"}, "role.phd", "Promotion"),
    ],
)
def test_words_of_a_site_hold_elsewhere_too(
    own: dict[str, str], key: str, text: str
) -> None:
    """A phrase that our languages tell apart from another one follows that of a site."""
    assert phrases("de", own)[key] == text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", {"": "Show {count} items", "one": "Show {count} item"}),
        ("de", {"": "{count} Einträge anzeigen", "one": "{count} Eintrag anzeigen"}),
        ("ja", {"": "Show {count} items"}),
    ],
)
def test_scripts_get_the_forms(language: str, expected: dict[str, str]) -> None:
    """They choose among the forms that differ."""
    settings = bare_settings(language=language, phrases=phrases(language, {}))

    assert settings.forms("unfold", count="{count}") == expected


def test_forms_that_do_not_differ_are_one() -> None:
    """English finds one as it finds many."""
    settings = bare_settings(phrases=phrases("en", {}))

    assert settings.forms("search.found") == {"": "{count} found"}


def test_number_form() -> None:
    """Numbers have the names of CLDR, which browsers know too."""
    assert [number_form("pl", n) for n in (1, 2, 5)] == ["one", "few", "many"]
    assert number_form("pt-BR", 0) == "one"


def test_tables_name_phrases_that_there_are() -> None:
    """Nobody is told apart from, or renamed to, what is not there."""
    assert ELSEWHERE.keys() | set(RENAMED.values()) <= PHRASES.keys()
    assert set(ELSEWHERE.values()) <= PHRASES.keys()
    assert not RENAMED.keys() & PHRASES.keys()


@pytest.mark.parametrize(
    ("key", "phrase"),
    [
        ("others.few", "others"),
        ("others.one", "others"),
        ("others", ""),
        ("award.for", ""),
        ("news.one", ""),
        ("one", ""),
    ],
)
def test_form_of(key: str, phrase: str) -> None:
    """Phrases that have a singular have forms, and no others."""
    assert form_of(key) == phrase
