"""A transform of Sphinx gives its place to one of ours that does the same."""

from __future__ import annotations

from typing import Any


def replace_transform(transforms: list[type[Any]], ours: type[Any]) -> None:
    """Put *ours* in the place of the transform that it derives from, if that is there.

    :param transforms: those that Sphinx's registry has for reading or for resolving.
    """
    theirs = ours.__bases__[0]
    if theirs in transforms:
        transforms[transforms.index(theirs)] = ours
