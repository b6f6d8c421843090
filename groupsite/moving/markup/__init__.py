"""Markdown of other systems as MyST: tags of Liquid, attributes of kramdown, shortcodes.

`to_myst` reads a text once (`lexing`), puts what encloses something around it (`trees`),
says what each tag is here (`liquid`, `shortcodes`, `html`), and mends what is left
(`prose`). What is here for none of them stays as text, with a note. Pure.
"""

from groupsite.moving.markup.translating import Known, Translated, to_myst

__all__ = ["Known", "Translated", "to_myst"]
