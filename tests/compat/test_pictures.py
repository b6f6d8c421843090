"""Pictures of one name, in builds over earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.compat.upstream import assert_still_there, plain_site
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

#: Two pictures that are drawn alike but for their size.
PICTURES: Final = {
    f"{folder}/a.svg": f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}"/>'
    for folder, width in (("one", 1), ("two", 2))
}
RST: Final = {
    "index.rst": "Home\n====\n\n.. toctree::\n\n   other\n",
    "other.rst": "Other\n=====\n\n.. image:: two/a.svg\n",
}


def test_names_are_those_of_a_clean_build(make_site: Callable[..., Site]) -> None:
    """A picture that comes later takes the name that it would have had."""
    site = make_site(files={**PICTURES, "people.md": "# People\n\n![2](two/a.svg)\n"})
    site.build()
    site.write("news.md", "# News\n\n![1](one/a.svg)\n")

    main = rebuild(site).main("people")
    assert main.cssselect("img")[0].get("src") == "_images/a1.svg"


def test_the_defect_is_still_there(tmp_path: Path) -> None:
    """Plain Sphinx numbers pictures as it comes to read them."""
    site = plain_site(tmp_path, {**PICTURES, **RST})
    site.build()
    site.write("index.rst", RST["index.rst"] + "\n.. image:: one/a.svg\n")
    over = site.build().page().cssselect("img")[0].get("src")
    clean = site.build(clean=True).page().cssselect("img")[0].get("src")

    assert_still_there("compat/pictures.py", {"names of pictures": over != clean})
