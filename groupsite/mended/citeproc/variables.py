"""The variables of an item: all of them, each once, and no words around none.

Defect: variables in the place of names are shown again where they stand in a macro or in
    an element other than the one that was replaced (the title of a manual stood twice);
    a group takes a term in a ``cs:choose`` for a variable ("(Publication)");
    ``cs:number`` and ``cs:names`` look for ``collection-number`` where others look for
    ``collection_number``; variables of CSL 1.0.2 cause warnings.
Seen: citeproc-py 0.11.1
Issue: none found
Goes: when each variable is printed once, and no term where it is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from citeproc import VARIABLES, model
from citeproc.source import VariableError
from citeproc.source.json import CiteProcJSON
from citeproc.string import String

from groupsite.mended.citeproc import Mixin

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The variables of the item that a style has asked for, and those that it had.
called: list[str] = []
rendered: list[str] = []
#: Those that stand in the place of others, and nowhere else.
suppressed: set[str] = set()


def source_of(item: Mapping[str, Any], key: str) -> Any:
    """A source with one item of CSL-JSON, which is rendered once, before the next one."""
    known = {
        name: value
        for name, value in item.items()
        if name in ("type", "language") or name.replace("-", "_") in VARIABLES
    }
    source = CiteProcJSON([{**known, "id": key}])
    reference = source[key]
    for name, value in item.items():
        if name not in known and name != "id" and isinstance(value, str):
            reference[name.replace("-", "_")] = String(value)
    for name in [*reference]:
        reference[name.replace("_", "-")] = reference[name]
    called.clear()
    rendered.clear()
    suppressed.clear()
    return source


class _Variable(Mixin):
    def render(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        written = self.get("variable") or ""
        names = [name for name in written.split() if name != "year-suffix"]
        hidden = suppressed.intersection(names) & item.reference.keys()
        kept = {name: item.reference.pop(name) for name in hidden}
        called.extend(names)
        try:
            text = super().render(item, *args, **kwargs)
        finally:
            item.reference.update(kept)
        if text:
            rendered.extend(names)
        return text


class _Substitute(Mixin):
    def render(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        before = len(rendered)
        text = super().render(item, *args, **kwargs)
        suppressed.update(rendered[before:])
        return text


class _Group(Mixin):
    def process(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        before = len(called), len(rendered)
        text = super().process(item, *args, **kwargs)
        if len(called) > before[0] and len(rendered) == before[1]:
            raise VariableError
        # to a group around it this is a variable
        called.append("")
        rendered.append("")
        return text


MENDS: Final = {
    **dict.fromkeys((model.Text, model.Number, model.Date, model.Names), _Variable),
    model.Substitute: _Substitute,
    model.Group: _Group,
}
