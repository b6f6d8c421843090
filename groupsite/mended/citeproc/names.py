"""Names in the place of others, and initials.

Defect: names in the place of others are not written as these where a ``cs:choose`` is
    between them; ``initialize="false"`` is not known; given names in scripts without
    capitals are taken for particles, and a particle at the end is followed by a mark.
Seen: citeproc-py 0.11.1
Issue: none found
Goes: when initials, and names in the place of others, are as CSL has them.
"""

from __future__ import annotations

from typing import Any, Final

from citeproc import model

from groupsite.mended.citeproc import Mixin


class _Names(Mixin):
    def process(
        self, item: Any, names_context: Any = None, *args: Any, **kwargs: Any
    ) -> Any:
        around = self.xpath_search("./ancestor::cs:substitute[1]/parent::cs:names")
        if names_context is None and around and self.name is None:
            (names_context,) = around
        return super().process(item, names_context, *args, **kwargs)


class _Name(Mixin):
    def initialize(self, given: str, mark: str, context: Any) -> str:
        if self.get("initialize") == "false" or given.lower() == given.upper():
            return given
        initials: str = super().initialize(given, mark, context)
        return initials.removesuffix(f" {mark.strip()}")


MENDS: Final = {model.Names: _Names, model.Name: _Name}
