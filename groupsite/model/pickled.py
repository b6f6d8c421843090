"""Records are pickled as calls of their classes.

What data classes with slots generate for it, one field after the other, takes three
times as long, and a site keeps thousands of them between builds.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import ClassVar


class Pickled:
    """A frozen data class of positional fields."""

    __slots__ = ()
    #: The names of the fields, as `dataclasses.dataclass` lists them.
    __match_args__: ClassVar[tuple[str, ...]]

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """The class and the values of its fields."""
        cls = type(self)
        return cls, tuple([getattr(self, name) for name in cls.__match_args__])
