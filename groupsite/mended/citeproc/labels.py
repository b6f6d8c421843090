"""``No.`` or ``Nos.``, as there are one or several.

Defect: letters between two digits make several numbers of one ("Nos. EP4190001A1"), and
    the number of pages or volumes is looked for in the citation in place of the item.
Seen: citeproc-py 0.11.1
Issue: none found
Goes: when ``EP4190001A1`` is one number, and the item says how many pages there are.
"""

from __future__ import annotations

import re
from typing import Any, Final

from citeproc import model

from groupsite.mended.citeproc import Mixin


class _Label(Mixin):
    RE_MULTIPLE_NUMBERS = re.compile(r"\d\s*(?:[-–—,;&]|\band\b)\s*\w*\d")

    def _is_plural(self, item: Any) -> bool:
        variable = self.get("variable")
        if variable.startswith("number-of"):
            return str(item.reference.get(variable, "")) not in ("", "1")
        return bool(super()._is_plural(item))


MENDS: Final = {model.Label: _Label}
