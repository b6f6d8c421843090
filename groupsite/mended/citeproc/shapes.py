"""What a style prints nothing for is found once for all items that lack the same.

Defect: a style asks for some 60 variables in as many conditions, of which an item has
    ten; all are asked for again with each item, which takes most of the time.
Seen: citeproc-py 0.11.1
Issue: none found
Goes: when a line takes no longer without this module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from citeproc import model
from citeproc.source import VariableError
from citeproc.string import MixedString

from groupsite.mended.citeproc import Mixin
from groupsite.mended.citeproc.variables import called, rendered, suppressed

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

#: What items have that conditions ask for → a number for it.
_shapes: Final[dict[tuple[Any, ...], int]] = {}


class _Item:
    """The shape of the item that is rendered."""

    shape = 0


def note_shape(reference: Mapping[str, Any]) -> None:
    """Take *reference* for the item that is rendered next."""
    tests = sorted((name, _passes(value)) for name, value in reference.items())
    shape = reference["type"], *tests
    _Item.shape = _shapes.setdefault(shape, len(_shapes))


def _passes(value: Any) -> bool:
    """Whether conditions take *value* for a number, or for an uncertain date."""
    if isinstance(value, (str, MixedString)):
        return bool(model.If.re_numeric.match(str(value)))
    return bool(isinstance(value, dict) and value.get("circa"))


def _shape() -> Hashable:
    """The shape, and what has been printed in the place of something else."""
    return (_Item.shape, *sorted(suppressed)) if suppressed else _Item.shape


class _Lacking(Mixin):
    """An element that may have nothing to print."""

    def render(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        lacking = self.__dict__.setdefault("lacking", {})
        shape = _shape()
        if shape in lacking:
            names, fails = lacking[shape]
            called.extend(names)
            if fails:
                raise VariableError
            return None
        before = len(called), len(rendered)
        try:
            text = super().render(item, *args, **kwargs)
        except VariableError:
            if _lacks_all(item, before):
                lacking[shape] = called[before[0] :], True
            raise
        if text is None and _lacks_all(item, before):
            lacking[shape] = called[before[0] :], False
        return text


def _lacks_all(item: Any, before: tuple[int, int]) -> bool:
    """Whether *item* has nothing that was asked for: what it has may be empty.

    :param before: how many names had been asked for, and printed.
    """
    names = called[before[0] :]
    return (
        bool(names)  # parts of dates have none
        and len(rendered) == before[1]
        and not any(name in item.reference and name not in suppressed for name in names)
    )


class _Choose(Mixin):
    """Conditions, of which the same one holds for all items of a shape."""

    def render(
        self, item: Any, context: Any = None, delimiter: str = "", **kwargs: Any
    ) -> Any:
        branches = self.__dict__.setdefault("branches", {})
        shape = _shape()
        options = {"context": context, "delimiter": delimiter, **kwargs}
        if shape in branches:
            if (branch := branches[shape]) is None:
                return None
            return branch.render_children(item, **options)
        for branch in self.getchildren():
            try:
                text = branch.render(item, **options)
            except model.ConditionFailed:
                continue
            except VariableError:
                branches[shape] = branch
                raise
            branches[shape] = branch
            return text
        branches[shape] = None
        return None


MENDS: Final = {
    **dict.fromkeys((model.Text, model.Number, model.Date, model.Names), _Lacking),
    model.Group: _Lacking,
    model.Choose: _Choose,
}
