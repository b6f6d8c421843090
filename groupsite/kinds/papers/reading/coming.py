"""What people write of a work that is to come.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import Final

#: Value of ``pubstate`` → words for it, as patterns for text without accents and capitals.
COMING: Final = {
    "forthcoming": (
        r"forthcoming|to\s+appear|expected|im\s+erscheinen|erscheint|a\s+paraitre"
        r"|de\s+proxima\s+aparicion|in\s+corso\s+di\s+pubblicazione|verschijnt"
    ),
    "inpress": (
        r"in[\s-]?press|im\s+druck|sous\s+presse|en\s+prensa|in\s+stampa"
        r"|no\s+prelo|in\s+druk"
    ),
    "accepted": r"accepted(?:\s+for\s+publication)?|angenommen|accepte|aceptado|accettato",
    "submitted": (
        r"(?:currently\s+)?(?:under|in)\s+(?:peer\s+)?(?:re)?(?:review|revision)"
        r"|submitted|eingereicht|soumis|enviado"
    ),
}
