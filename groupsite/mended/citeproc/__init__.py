"""Working around defects of citeproc-py, one module each.

`groupsite.kinds.papers.showing.processor` makes its elements of them; citeproc-py itself stays as
it is for others. A module has mixins for elements of styles: ``MENDS`` says for which.
"""

from __future__ import annotations

from typing import Any, Final

#: What mixins derive from; beside a class of citeproc-py, which has no types.
Mixin: Final[Any] = object
