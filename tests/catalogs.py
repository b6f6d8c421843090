"""Renews the catalogues of words from the tables of the code: `make catalogs`.

`groupsite.pot` has all that can be translated; each language gets what is new of it, and
loses what is gone. A translation that is not there yet is an empty text.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from groupsite.extension import KINDS
from groupsite.model.language import CATALOGUE, LOCALE, label_context
from groupsite.model.wording import NEWS_KINDS, PHRASES, form_of

if TYPE_CHECKING:
    from pathlib import Path

#: Languages in which no phrase may be missing.
COMPLETE: Final = ("de",)

#: All phrases that we translate: those of no kind of record, then those of our kinds
#: that do not bring translations of their own.
WORDS: Final = PHRASES | {
    key: text
    for kind in KINDS
    if not kind.translations
    for key, text in kind.phrases.items()
}

_HEADER: Final = """\
# Words that groupsite writes on the pages of a site.
# The context of a text is its key in groupsite_phrases. {fields} stay as they are and
# may stand anywhere; what is in [brackets] is left out where the field in it is empty."""


def template() -> Catalog:
    """All that can be translated, in the order of the tables."""
    # no day of making: any two branches would be at odds about it
    day = datetime(2026, 1, 1, tzinfo=UTC)
    found = Catalog(
        header_comment=_HEADER,
        project="groupsite",
        version=" ",
        msgid_bugs_address=" ",
        creation_date=day,
        last_translator=" ",
        language_team=" ",
        fuzzy=False,
    )
    for name, kind in NEWS_KINDS.items():
        found.add(kind["label"], context=label_context(name))
    for key, text in WORDS.items():
        if not form_of(key):
            one = WORDS.get(f"{key}.one")
            found.add(text if one is None else (one, text), context=key)
    return found


def languages() -> dict[str, Path]:
    """The languages that there are, with their files."""
    files = sorted(LOCALE.glob(f"*/LC_MESSAGES/{CATALOGUE}.po"))
    return {path.parts[-3]: path for path in files}


def read(language: str, path: Path) -> Catalog:
    """What *path* has, as it stands."""
    with path.open("rb") as file:
        return read_po(file, language, CATALOGUE)


def renew() -> None:
    """Write all files anew."""
    words = template()
    _write(LOCALE / f"{CATALOGUE}.pot", words)
    for language, path in languages().items():
        catalogue = read(language, path)
        catalogue.update(words, no_fuzzy_matching=True, update_header_comment=True)
        catalogue.obsolete.clear()
        catalogue.fuzzy = False
        _write(path, catalogue)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
        missing = [message.context for message in catalogue if not _has_text(message)]
        sys.stdout.write(f"{language}: {len(missing)} of {len(words)} are missing\n")


def _has_text(message: object) -> bool:
    text = getattr(message, "string", "")
    return all(text) if isinstance(text, tuple) else bool(text)


def _write(path: Path, catalogue: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=88, sort_output=False)


if __name__ == "__main__":
    renew()
