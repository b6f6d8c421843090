"""Records come back from a pickle as they were."""

from __future__ import annotations

import pickle
from copy import copy, deepcopy
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest

from groupsite.kinds.news.item import NewsItem
from groupsite.model.dates import PartialDate
from groupsite.model.pickled import Pickled
from groupsite.model.positions import Located, Position

DATE = PartialDate(2026, 3)
ITEM = NewsItem("id", DATE, "talk", "news/2026", 7, text="All of it.", pinned=True)
RECORDS: list[Any] = [
    DATE,
    Position("people.yml", 3),
    ITEM,
    Located(ITEM, Position("news/2026.md", 5), {"kind": 6}, source=("x",)),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_record_comes_back(record: Any) -> None:
    """Field by field, those that are not compared or printed as well."""
    for again in (pickle.loads(pickle.dumps(record)), copy(record), deepcopy(record)):
        assert type(again) is type(record)
        names = type(record).__match_args__
        assert [getattr(again, n) for n in names] == [getattr(record, n) for n in names]


def test_each_field_is_kept() -> None:
    """Those that can only be named could not be kept so."""
    import_module("groupsite.extension")  # all kinds
    for kind in Pickled.__subclasses__():
        fields: Any = kind
        assert tuple(fields.__dataclass_fields__) == kind.__match_args__
    assert replace(ITEM, number=8).number == 8
