"""Phrases in the language of a site.

They come from gettext catalogues in ``locale/``: the key of a phrase is its context,
its English text the message. Sphinx's own translators are not used, since they are
global to the process and do not know `pt-BR`.
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

#: Folder of the catalogues, and name of their files.
LOCALE: Final = Path(__file__).parents[1] / "locale"
CATALOGUE: Final = "groupsite"

#: Example numbers: they include every plural category of every language. 1 comes first,
#: the singular in English.
_NUMBERS: Final = (1, 0, *range(2, 200), 1_000_000)


class Worded(Protocol):
    """An object with phrases, such as a kind of record."""

    @property
    def phrases(self) -> Mapping[str, str]:
        """Key → English."""

    @property
    def translations(self) -> Mapping[str, Mapping[str, str]]:
        """Language → key → text, for texts that our catalogues lack."""


def phrases(
    language: str, own: Mapping[str, str], kinds: Iterable[Worded] = ()
) -> dict[str, str]:
    """All phrases in *language*, with a site's own ones replacing ours.

    ``KEY.few`` is the form of ``KEY`` for numbers of the CLDR category ``few``.

    :param own: phrases from conf.py. A phrase replaces all forms of ours.
    :param kinds: kinds of records, whose phrases are included.
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
    """The phrases of a kind: its own translations, or else those in our catalogue."""
    texts = _words(kind.phrases, language)
    for name in reversed(_names(language)):
        texts |= kind.translations.get(name, {})
    return texts


def news_kinds(language: str) -> dict[str, dict[str, str]]:
    """Our kinds of news, with labels in *language*."""
    translate = _catalogue(language).pgettext
    return {
        name: {**kind, "label": translate(label_context(name), kind["label"])}
        for name, kind in NEWS_KINDS.items()
    }


def label_context(kind: str) -> str:
    """The context in catalogues for the label of a kind of news."""
    return f"kind.{kind}"


def number_form(language: str, number: int) -> str:
    """The CLDR plural category of *number* in *language*: ``one``, ``few``, …."""
    return str(_locale(language).plural_form(number))


@lru_cache
def _translated(language: str) -> Mapping[str, str]:
    """All phrases that belong to no kind of record, with the forms of *language*."""
    return _words(PHRASES, language)


def _words(table: Mapping[str, str], language: str) -> dict[str, str]:
    """The phrases in *table* as translated to *language*."""
    catalogue = _catalogue(language)
    texts = {}
    for key, text in table.items():
        if form_of(key, table):
            continue
        one = table.get(f"{key}.one")
        if one is None:
            texts[key] = catalogue.pgettext(key, text)
            continue
        forms = {
            form: catalogue.npgettext(key, one, text, number)
            for form, number in _examples(language).items()
        }
        # in some languages, ``other`` is only for fractions
        texts[key] = forms.pop("other", "") or list(forms.values())[-1]
        texts |= {f"{key}.{form}": words for form, words in forms.items()}
    return texts


@lru_cache
def _examples(language: str) -> Mapping[str, int]:
    """An example number for each plural form of *language*."""
    examples: dict[str, int] = {}
    for number in _NUMBERS:
        form = number_form(language, number)
        if (form, number) != ("other", 1):  # 1 would select the English singular
            examples.setdefault(form, number)
    return examples


def _catalogue(language: str) -> NullTranslations:
    """The catalogue for *language*, or ``de`` for ``de-AT``, or else English."""
    return translation(CATALOGUE, LOCALE, _names(language), fallback=True)


def _names(language: str) -> list[str]:
    """The catalogues for a language in order: ``de_AT``, then ``de``."""
    parts = language.replace("-", "_").split("_")
    return ["_".join(parts[:end]) for end in range(len(parts), 0, -1)]


@lru_cache
def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))
