"""Words of a title keep their case where CSL says so.

Defect: elements other than ``cs:text`` do not know their language ("(ed.)" for "(Ed.)");
    ``title`` takes each full stop for the end of a sentence ("Proc. Of the 7th Conf.");
    ``sentence`` takes names for words ("bayesian"), since nobody tells it which are names.
Seen: citeproc-py 0.11.1
Issue: none found
Goes: when headlines, sentences and terms have the case that CSL gives them.
"""

from __future__ import annotations

from typing import Any, Final

from citeproc import model
from citeproc.string import String

from groupsite.mended.citeproc import Mixin

#: Words that no headline has in capitals.
_SMALL: Final = frozenset(model.TextCased._stop_words)  # noqa: SLF001


class Cased(Mixin):
    """An element that may have ``text-case``."""

    def case(self, text: Any, language: str | None = None) -> Any:
        """*text* in the case that the element wants."""
        if language is None:
            language = self.get_root().language
        wanted = self.get("text-case")
        if wanted == "title" and language == "en":
            return _headline(str(text))
        if wanted == "sentence":
            return text.capitalize_first()
        return super().case(text, language)


def _headline(text: str) -> Any:
    """*text* with a capital at each word that is none of the small ones."""
    words = text.split(" ")
    starts = [True, *(word.endswith((":", "?", "!")) for word in words[:-1])]
    return String(
        " ".join(
            word[0].upper() + word[1:]
            if word.islower() and (start or word not in _SMALL)
            else word
            for word, start in zip(words, starts, strict=True)
        )
    )
