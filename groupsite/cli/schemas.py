"""The JSON Schemas of a site's .yml files, beside them, and the comments that name them."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from groupsite.cli.changing import change_files
from groupsite.cli.meanings import meanings
from groupsite.sources.editing import read_file
from groupsite.sources.yaml.datafile import YamlFile
from groupsite.sources.yaml.editors import edge_fields, editor_schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from groupsite.cli.site import Site

#: The folder beside conf.py. It ignores itself: ids change with each edit.
FOLDER: Final = ".schema"
#: The comment of the YAML language server; one of the author's own stays.
_NOTE: Final = "# yaml-language-server: $schema="
_NOTED: Final = re.compile(rf"^{re.escape(_NOTE)}", re.MULTILINE)


class Written(NamedTuple):
    """What has changed."""

    #: Paths of new schemas, relative to the site.
    schemas: list[str]
    #: .yml files that name their schemas since now.
    noted: list[str]


def schemas(site: Site) -> dict[str, dict[str, Any]]:
    """The schema of each .yml file that the site may have, by its path."""
    ids = {kind.name: site.graph.nameable(kind.name) for kind in site.kinds}
    known = {name: there for name, there in ids.items() if there}
    result = {}
    for kind in site.kinds:
        load = kind.source.load
        if isinstance(load, YamlFile) and (path := load.place(site.settings)):
            edges = edge_fields(load.record, kind.links.edges)
            told = meanings(load.record)
            result[path] = editor_schema(load.record, edges, known, told)
    return result


def write_schemas(site: Site) -> Written:
    """Write the schemas of all .yml files that are there, and name them in these.

    :raises CommandError: if something cannot be written.
    """
    made = {
        path: schema
        for path, schema in schemas(site).items()
        if (site.settings.srcdir / path).is_file()
    }
    texts = {site.settings.confdir / FOLDER / ".gitignore": "*\n"}
    for path, schema in made.items():
        name = f"{PurePosixPath(path).stem}.json"
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        texts[site.settings.confdir / FOLDER / name] = f"{text}\n"
    (site.settings.confdir / FOLDER).mkdir(exist_ok=True)
    new = [
        path for path, text in texts.items() if read_file(path).data != text.encode()
    ]
    change_files(texts, lambda _: texts)
    noted: list[Path] = []
    files = [site.settings.srcdir / path for path in made]

    def note(before: Mapping[Path, str]) -> Mapping[Path, str]:
        after = {path: _noted(path, text, site) for path, text in before.items()}
        noted[:] = [path for path, text in after.items() if text != before[path]]
        return after

    change_files(files, note)
    return Written(
        [f"{FOLDER}/{path.name}" for path in new if path.suffix == ".json"],
        [path.relative_to(site.settings.srcdir).as_posix() for path in noted],
    )


def _noted(path: Path, text: str, site: Site) -> str:
    """The text of a .yml file with a first line that names its schema."""
    if _NOTED.search(text):
        return text
    schema = site.settings.confdir / FOLDER / f"{path.stem}.json"
    to = Path(os.path.relpath(schema, path.parent)).as_posix()
    end = "\r\n" if "\r\n" in text else "\n"
    return f"{_NOTE}{to}{end}{text}"
