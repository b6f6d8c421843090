"""What keys mean is written once: the reference and editors say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from docs.generating.shapes import keys
from groupsite.cli.meanings import meanings, sentence
from groupsite.extension import KINDS
from groupsite.sources.yaml.datafile import YamlFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.sources.yaml.editors import Keys

RECORDS: Final = {
    kind.name: kind.source.load.record
    for kind in KINDS
    if isinstance(kind.source.load, YamlFile)
}


@pytest.mark.parametrize("kind", RECORDS)
def test_editors_say_what_the_reference_says(kind: str) -> None:
    """Of each key, wherever it is."""
    said = meanings(RECORDS[kind])

    assert said == dict(_referred(RECORDS[kind]))
    assert all(said.values())


def _referred(shape: type[Any], above: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """The keys in the reference, those of a record one below the other."""
    for key in keys(shape):
        yield (*above, key.name), sentence(key.meaning)
        if key.shape:
            yield from _referred(key.shape, (*above, key.name))
