"""Text of records is parsed in the document that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.conftest import Built, new_site
from tests.pictures import photo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

CONFIG: Final = {"groupsite_person_pages": "group/deep"}
PEOPLE: Final = """\
- id: doe-jane
  name: Jane Doe
  memberships: [{role: lead, from: 2015}]
  bio: |
    She *likes* {paper}`doe2024fast`.

    - [papers](publications.md), [a part](news.md), {doc}`people`
    - ![A square](a.png)
"""


def site_with(folder: Path, bio: str = "") -> Site:
    """A site whose owner has a biography."""
    text = PEOPLE if not bio else PEOPLE.partition("    She")[0] + f"    {bio}\n"
    files: dict[str, str | bytes] = {"people.yml": text + PERSON}
    return new_site(folder, files={**files, "a.png": photo(form="PNG")})


#: What the papers and the news of the site name.
PERSON: Final = """
- {id: smith-ann, name: Ann Smith, memberships: [{role: phd, from: 2020}]}
- {id: li-wei, name: Wei Li}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site, without a message."""
    return site_with(tmp_path_factory.mktemp("bio")).build(config=CONFIG)


def test_text_is_markdown(built: Built) -> None:
    """With roles, lists and emphasis."""
    main = built.main("group/deep/doe-jane")
    assert [e.text for e in main.cssselect(".person-bio em")] == ["likes"]
    assert len(main.cssselect(".person-bio li")) == 2


def test_paths_begin_at_the_file_of_the_record(built: Built) -> None:
    """Wherever the page is that shows it."""
    main = built.main("group/deep/doe-jane")
    hrefs = [a.get("href") for a in main.cssselect(".person-bio li a")]
    assert hrefs == [
        "../../publications.html",
        "../../news.html",
        "../../people.html",
    ]
    (image,) = main.cssselect(".person-bio img")
    assert image.get("src") == "../../_images/a.png"


def test_a_slip_is_told_at_the_line_of_the_field(tmp_path: Path) -> None:
    """Not at that of the page, which nobody has written."""
    site = site_with(tmp_path, "See {papre}`x`, [y](none.md) and {paper}`nobody`.")
    built = site.try_build(config=CONFIG)
    places = {line.partition(" ")[0] for line in built.warnings}
    assert len(built.warnings) >= 3
    assert places == {"people.yml:4:"}


def test_a_change_is_on_the_page(make_site: Callable[..., Site]) -> None:
    """Of the text, and of what it names."""
    site = make_site(files={"people.yml": PEOPLE.partition("\n    - ")[0] + PERSON})
    site.build(config=CONFIG)
    site.edit("people.yml", "*likes*", "**loves**")
    built = site.build(config=CONFIG)
    assert built.main("group/deep/doe-jane").cssselect(".person-bio strong")
    site.edit("publications.bib", "Fast", "Faster")
    built = site.build(config=CONFIG)
    (bio,) = built.main("group/deep/doe-jane").cssselect(".person-bio p")
    assert "Faster" in bio.text_content()


def test_lists_of_people_show_it_where_asked(make_site: Callable[..., Site]) -> None:
    """On cards, with their layout."""
    page = "---\norphan: true\n---\n# A\n\n:::{people}\n:layout: bios\n:status: current\n:::\n"
    files = {"people.yml": PEOPLE.partition("\n    - ")[0] + PERSON, "bios.md": page}
    built = make_site(files=files).build(config=CONFIG)
    assert len(built.main("bios").cssselect(".with-bios .person-bio")) == 1
    assert built.main("people").cssselect(".person-bio") == []
