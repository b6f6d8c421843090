"""Toctrees with patterns, when documents are added and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from docutils.parsers.rst import directives
from sphinx.directives.other import TocTree

from tests.conftest import THEMED, TOCTREE, Site
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

TREE: Final = "```{toctree}\n:glob:\nnews/20*\n/old/[ab]\n```\n"
FILES: Final[dict[str, str | bytes]] = {
    "conf.py": THEMED,
    "index.md": f"# Home\n{TOCTREE}\n```{{toctree}}\nall\nother\n```\n",
    "all.md": f"# All\n\n> {TREE.replace(chr(10), chr(10) + '> ')}\n",
    "other.md": "# Other\n",
    "news/2024.md": "# 2024\n",
    "old/a.md": "# Old\n",
}


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A site with patterns, built once."""
    site = make_site(files=FILES)
    site.build()
    return site


@pytest.mark.parametrize("name", ["news/2025", "old/b"])
def test_what_a_pattern_names_is_in_the_toctree(site: Site, name: str) -> None:
    """As long as it is there, and whatever folder the pattern names."""
    site.write(f"{name}.md", "# Added\n")
    built = rebuild(site)
    assert built.read == {"all", name}
    assert "Added" in built.main("all").text_content()
    site.remove(f"{name}.md")
    built = rebuild(site)
    assert built.read == {"all"}
    assert "Added" not in built.main("all").text_content()


def test_other_documents_leave_it_alone(site: Site) -> None:
    """Documents that no pattern names come and go, the page is not read again."""
    orphan = "---\norphan: true\n---\n# C\n"
    site.write("old/c.md", orphan)
    assert rebuild(site).read == {"old/c"}
    site.remove("old/c.md")
    assert not rebuild(site).read


def test_directives_of_others_are_run_again(make_site: Callable[..., Site]) -> None:
    """Whoever makes toctrees in another way is asked again, as by Sphinx."""

    class Their(TocTree):
        def parse_content(self, toctree: Any) -> None:
            super().parse_content(toctree)

    def add(_app: Sphinx) -> None:
        directives.register_directive("their", Their)

    site = make_site(files=FILES)
    site.edit("all.md", "{toctree}", "{their}")
    site.build(on_app=add)
    site.write("news/2025.md", "# Added\n")
    built = site.build(on_app=add)
    assert "Added" in built.main("all").text_content()
