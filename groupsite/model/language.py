"""The words of the extension in the language of a site.

Catalogues of gettext in ``locale/`` have them: the key of a phrase is its context, its
English text is what is translated. Not by Sphinx's own translators, which are one for
the whole process and know no `pt-BR`.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from babel import Locale

from groupsite.model.wording import ELSEWHERE, NEWS_KINDS, PHRASES, RENAMED, form_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The folder of the catalogues, and the name of their files.
LOCALE: Final = Path(__file__).parents[1] / "locale"
CATALOGUE: Final = "groupsite"

#: Among these there is one of each category of numbers of any language; first the one
#: that English takes for the singular.
_NUMBERS: Final = (1, 0, *range(2, 200), 1_000_000)


class Worded(Protocol):
    """What brings phrases with it, as a kind of record does."""

    @property
    def phrases(self) -> Mapping[str, str]:
        """Key → English."""

    @property
    def translations(self) -> Mapping[str, Mapping[str, str]]:
        """Language → key → text, where our catalogues have none."""


def phrases(
    language: str, own: Mapping[str, str], kinds: Iterable[Worded] = ()
) -> dict[str, str]:
    """All phrases in *language*, with those of a site in the place of ours.

    ``KEY.few`` is the form of ``KEY`` for the numbers that CLDR calls so in *language*.

    :param own: what conf.py says instead. A phrase replaces all forms of ours.
    :param kinds: kinds of records, for the phrases that come with them.
    """
    own = {RENAMED.get(key, key): text for key, text in own.items()}
    elsewhere = {
        f"{place}{key.removeprefix(phrase)}": text
        for place, phrase in ELSEWHERE.items()
        for key, text in own.items()
        if phrase in (key, form_of(key))
    }
    own = {**elsewhere, **own}
    ours = dict(_translated(language))
    for kind in kinds:
        ours |= _of_kind(kind, language)
    return {key: ours[key] for key in ours if form_of(key) not in own} | own


def _of_kind(kind: Worded, language: str) -> dict[str, str]:
    """The phrases of a kind: as it says itself, else as our catalogue does."""
    found = _words(kind.phrases, language)
    for name in reversed(_names(language)):
        found |= kind.translations.get(name, {})
    return found


def news_kinds(language: str) -> dict[str, dict[str, str]]:
    """The kinds of news that any site has, with their labels in *language*."""
    say = _catalogue(language).pgettext
    return {
        name: {**kind, "label": say(label_context(name), kind["label"])}
        for name, kind in NEWS_KINDS.items()
    }


def label_context(kind: str) -> str:
    """The context in catalogues of the label of a kind of news."""
    return f"kind.{kind}"


def number_form(language: str, number: int) -> str:
    """What CLDR calls *number* in *language*: ``one``, ``few``, ``other`` and so on."""
    return str(_locale(language).plural_form(number))


@lru_cache
def _translated(language: str) -> Mapping[str, str]:
    """All phrases of no kind of record, with the forms that *language* has."""
    return _words(PHRASES, language)


def _words(table: Mapping[str, str], language: str) -> dict[str, str]:
    """The phrases of a table as the catalogue of *language* has them."""
    catalogue = _catalogue(language)
    found = {}
    for key, text in table.items():
        if form_of(key, table):
            continue
        one = table.get(f"{key}.one")
        if one is None:
            found[key] = catalogue.pgettext(key, text)
            continue
        forms = {
            form: catalogue.npgettext(key, one, text, number)
            for form, number in _examples(language).items()
        }
        # some languages use it for fractions only
        found[key] = forms.pop("other", "") or list(forms.values())[-1]
        found |= {f"{key}.{form}": words for form, words in forms.items()}
    return found


@lru_cache
def _examples(language: str) -> Mapping[str, int]:
    """A number for each of the forms of *language*."""
    found: dict[str, int] = {}
    for number in _NUMBERS:
        form = number_form(language, number)
        if (form, number) != ("other", 1):  # English would have its singular
            found.setdefault(form, number)
    return found


def _catalogue(language: str) -> NullTranslations:
    """That of *language*, then that of ``de`` for ``de-AT``; English without any."""
    return translation(CATALOGUE, LOCALE, _names(language), fallback=True)


def _names(language: str) -> list[str]:
    """``de_AT``, then ``de``."""
    parts = language.replace("-", "_").split("_")
    return ["_".join(parts[:end]) for end in range(len(parts), 0, -1)]


@lru_cache
def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))
