"""Documents and pages are the same with and without what makes them quicker."""

from __future__ import annotations

import logging
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

import pytest
import sphinx.events
import sphinx.util.docutils
import sphinx.util.nodes
from docutils import nodes
from docutils.parsers.rst import Parser
from docutils.readers.standalone import Reader
from docutils.transforms import Transform
from sphinx.util.logging import NAMESPACE

from groupsite.quick import idle, markdown
from groupsite.quick.debugging import leave_debugging_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

#: A page with what transforms are for.
_PAGE: Final = """\
---
orphan: true
myst:
  enable_extensions: [deflist]
---

# Page of "everything"

Text[^note] with 'quotes' -- and {cite:t}`smith2023deep`. [^note]

Term
: Definition

:::{tab-set}
:::{tab-item} One
A
:::
:::{tab-item} Two
B
:::
:::

:::{dropdown} More
`code`
:::

```python
>>> 1 + 1
2
```

> A quotation

---

```{only} html
Only here.
```

[^note]: A note.
"""


@pytest.fixture
def pages(make_site: Callable[..., Site]) -> Callable[[], dict[str, bytes]]:
    """Builds a site with that page, and returns its files."""
    return lambda: make_site(files={"page.md": _PAGE}).build().files()


def test_no_transform_that_has_work_is_left_out(
    pages: Callable[[], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages are the same as where none is left out; many are."""
    left_out: list[int] = []
    leave_out = idle._leave_out

    def count(document: Any, table: Any) -> None:
        before = len(document.transformer.transforms)
        leave_out(document, table)
        left_out.append(before - len(document.transformer.transforms))

    monkeypatch.setattr(idle, "_leave_out", count)
    quick = pages()
    monkeypatch.setattr(idle, "_leave_out", lambda *_: None)

    assert pages() == quick
    assert sum(left_out) > 5 * len(left_out)


def test_each_transform_that_is_named_is_there() -> None:
    """Or a new version has it under another name, and the table does nothing."""
    for name in (*idle._READING, *idle._RESOLVING):
        module, _, transform = name.rpartition(".")
        assert issubclass(getattr(import_module(module), transform), Transform)


def test_settings_are_those_that_docutils_makes() -> None:
    """A change of one document reaches no other; the environment is its own."""
    make = sphinx.util.docutils._get_settings.__wrapped__  # type: ignore[attr-defined]
    defaults = {"traceback": True, "env": object(), "language_code": "de"}
    fresh = make(Reader, Parser(), defaults=defaults)
    first = sphinx.util.docutils._get_settings(Reader, Parser(), defaults=defaults)
    first.smart_quotes = "changed"
    second = sphinx.util.docutils._get_settings(Reader, Parser(), defaults=defaults)
    other = sphinx.util.docutils._get_settings(Reader, Parser(), defaults={})

    for settings in (second, fresh):
        assert settings.record_dependencies.list == []
        settings.record_dependencies = None
    assert vars(second) == vars(fresh)
    assert second.env is defaults["env"]
    assert other.language_code == "en"
    assert not hasattr(other, "env")


def test_a_page_may_set_what_markdown_is(make_site: Callable[..., Site]) -> None:
    """The next one has the settings of the site again."""
    text = "---\norphan: true{0}\n---\n\n# Page\n\nTerm\n: Definition\n"
    own = "\nmyst:\n  enable_extensions: [deflist]"
    files = {"a.md": text.format(""), "b.md": text.format(own)}
    built = make_site(files={**files, "c.md": text.format("")}).build()

    lists = {name: len(built.main(name).cssselect("dl")) for name in "abc"}
    assert lists == {"a": 0, "b": 1, "c": 0}


def test_messages_for_debugging_are_made_where_they_are_asked_for(
    make_site: Callable[..., Site],
) -> None:
    """They are not, otherwise; those for everybody are."""
    built = make_site().build(on_app=lambda _app: None)

    assert logging.getLogger(NAMESPACE).level == logging.INFO
    assert "build succeeded" in built.status


def test_messages_for_debugging_say_what_they_are_about() -> None:
    """Where they are asked for, also after a build that did not, in one process."""
    made: Any = (sphinx.events, sphinx.util.nodes)
    texts = []
    for verbosity in (0, 2):
        app: Any = SimpleNamespace(verbosity=verbosity, quiet=False)
        leave_debugging_out(app)
        texts.append((made[0].repr(["part"]), made[1].repr_domxml(nodes.Text("words"))))

    assert texts == [("", ""), ("['part']", "words")]


def test_front_matter_of_one_page_reaches_no_other(
    make_site: Callable[..., Site],
) -> None:
    """Settings of MyST hold for their page; what the last one had is not taken over."""
    term = "Term\n: Definition\n"
    settings = "---\norphan: true\nmyst:\n  enable_extensions: [deflist]\n---\n"
    fronts = {"a": "---\norphan: true\n---\n", "b": settings, "c": settings}
    fronts["d"] = fronts["a"]
    files = {
        f"{name}.md": f"{front}# {name}\n\n{term}" for name, front in fronts.items()
    }
    built = make_site(files=files).build()

    lists = [len(built.main(name).findall(".//dl")) for name in fronts]
    assert lists == [0, 1, 1, 0]


def test_front_matter_is_read_again_where_it_differs() -> None:
    """Nobody is given what another one may change."""
    asked: list[str] = []

    def read(text: str) -> dict[str, list[str]]:
        asked.append(text)
        return {"lines": text.splitlines()}

    front_matter = markdown._front_matter_once(read)
    first = front_matter("---\na: 1\n---\nOne")
    first["lines"].clear()
    second = front_matter("---\na: 1\n---\nTwo")
    front_matter("---\na: 2\n---\nTwo")

    assert second == {"lines": ["---", "a: 1", "---"]}
    assert asked == ["---\na: 1\n---\n", "---\na: 2\n---\n"]
