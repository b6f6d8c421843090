"""Pages are the same where what all of them need is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pygments.formatters import HtmlFormatter

from groupsite.quick import assets, blocks

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.conftest import Site

#: A page with code that looks in four ways.
_CODE: Final = """\
---
orphan: true
---

# Code

```python
one = 1
```

```python
two = 2
```

```{code-block} python
:lineno-start: 7
:emphasize-lines: 2

three = 3
four = 4
```

```{code-block} python
:linenos:

five = 5
```

```text
plain
```
"""


def test_blocks_that_look_alike_have_one_formatter(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages are those that Sphinx makes with a formatter for each block."""
    made: list[object] = []
    make = HtmlFormatter.__init__

    def count(formatter: Any, **options: Any) -> None:
        made.append(options)
        make(formatter, **options)

    monkeypatch.setattr(HtmlFormatter, "__init__", count)
    files = {"code.md": _CODE, "more.md": _CODE}
    kept = make_site(files=files).build().files()
    few = len(made)
    monkeypatch.setattr(blocks, "keep_formatters", lambda _app: None)
    made.clear()
    assert make_site(files=files).build().files() == kept
    assert few < len(made) - 5


def test_checksums_are_those_of_sphinx(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file is looked for once in a build."""
    asked: list[tuple[object, ...]] = []

    def checksum(*file: object) -> object:
        asked.append(file)
        return original(*file)

    original = assets._checksum
    monkeypatch.setattr(assets, "_checksum", checksum)
    pages = make_site().build().files()
    assert len(asked) == len(set(asked)) > 0
    monkeypatch.setattr("groupsite.quick.keep_checksums", lambda _app: None)
    monkeypatch.setattr("sphinx.builders.html._file_checksum", checksum)
    asked.clear()
    assert make_site().build().files() == pages
    assert len(asked) > len(set(asked))
