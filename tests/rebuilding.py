"""Builds over earlier builds, compared with builds from scratch.

Shared by tests of what is read and written again: whatever happened before, output and
messages of a build are those of a clean build of the same sources.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from typing import TYPE_CHECKING, Any

from tests.conftest import Site

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from tests.conftest import Built


def keep(folder: Path) -> None:
    """Keep a copy of *folder*, with the site and its builds, for `restored`."""
    shutil.copytree(folder, _kept(folder))


def restored(folder: Path) -> Site:
    """The site in *folder* as it was when it was kept, in the same place."""
    shutil.rmtree(folder)
    shutil.copytree(_kept(folder), folder)
    return Site(folder / "site")


def _kept(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-kept")


def rebuild(
    site: Site,
    builder: str = "html",
    *,
    warnings: Iterable[str] = (),
    config: Mapping[str, Any] | None = None,
) -> Built:
    """Build over the last build; it must come out as a clean build does.

    :param warnings: all warnings that are expected, as in `Site.build`.
    """
    built = rebuild_anyhow(site, builder, config=config)
    assert built.warnings == list(warnings), built.warnings
    return built


def rebuild_anyhow(
    site: Site, builder: str = "html", *, config: Mapping[str, Any] | None = None
) -> Built:
    """The same, whatever it warns about."""
    built = site.try_build(builder, config=config)
    clean = clean_build(site, builder, config=config)
    assert built.warnings == clean.warnings, (built.warnings, clean.warnings)
    different = differences(built, clean)
    assert not different, f"not as in a clean build: {different}"
    return built


def clean_build(
    site: Site, builder: str = "html", *, config: Mapping[str, Any] | None = None
) -> Built:
    """A build of the same sources from scratch, in a folder of its own."""
    clean = Site(site.srcdir)
    clean.build_dir = site.build_dir.with_name("clean")
    return clean.try_build(builder, clean=True, config=config)


def differences(one: Built, other: Built) -> list[str]:
    """Names of the output files that are not the same in both builds."""
    files, others = one.files(), other.files()
    return [
        name
        for name in sorted(files.keys() | others.keys())
        if not name.startswith(".buildinfo")  # names a time
        and _content(name, files.get(name)) != _content(name, others.get(name))
    ]


def faults(one: Built, other: Built) -> list[str]:
    """What *one* says too much or too little, and files that are not the same."""
    said, wanted = Counter(one.warnings), Counter(other.warnings)
    return [
        *(f"too much: {warning}" for warning in (said - wanted).elements()),
        *(f"missing: {warning}" for warning in (wanted - said).elements()),
        *differences(one, other),
    ]


def _content(name: str, data: bytes | None) -> object:
    if name != "searchindex.js" or data is None:
        return data
    return _search_index(data.decode())


def _search_index(text: str) -> dict[str, object]:
    """What the index says: Sphinx keeps words that no document has any more."""
    index = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    names = index["docnames"]

    def documents(found: int | list[int]) -> list[str]:
        return sorted(names[n] for n in (found if isinstance(found, list) else [found]))

    for key in ("terms", "titleterms"):
        words = {word: documents(found) for word, found in index[key].items()}
        index[key] = {word: found for word, found in words.items() if found}
    for key in ("titles", "filenames"):
        index[key] = dict(zip(names, index[key], strict=True))
    for title, places in index["alltitles"].items():
        index["alltitles"][title] = sorted((names[n], str(to)) for n, to in places)
    for prefix, objects in index["objects"].items():
        index["objects"][prefix] = sorted([names[n], *what] for n, *what in objects)
    return {**index, "docnames": sorted(names)}
