"""Dates of a style: their parts apart, and each by its own rules.

Defect: the parts of a localized date are joined without its delimiter ("2020Jul");
    what one date of a style says of a part is said of that part in all dates after it.
Seen: citeproc-py 0.11.1
Issue: none found
Goes: when dates have the delimiter of their locale, and their parts no rules of others.
"""

from __future__ import annotations

from typing import Any, Final

from citeproc import model

from groupsite.mended.citeproc import Mixin


class _Date(Mixin):
    def render_single_date(
        self, date: Any, show_parts: Any = None, context: Any = None
    ) -> Any:
        if context in (None, self) or not self.get("delimiter"):
            return super().render_single_date(date, show_parts, context)
        parts = self.parts(date, show_parts, context)
        return self.join(parts) if parts else None


class _DatePart(Mixin):
    def render(self, *args: Any, **kwargs: Any) -> Any:
        before = dict(self.attrib)
        try:
            return super().render(*args, **kwargs)
        finally:
            self.attrib.clear()
            self.attrib.update(before)


MENDS: Final = {model.Date: _Date, model.Date_Part: _DatePart}
