"""Settings that were renamed work for a while, and it is said how they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.model.settings import SETTINGS, SUCCESSORS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

SAID = "conf.py:{line}: WARNING: `groupsite_boss`: this is called `groupsite_owner` now: write that, since the old name will go [groupsite.mended]"


@pytest.mark.parametrize(
    ("more", "owner"),
    [
        ('groupsite_boss = "smith-ann"\n', "smith-ann"),
        ('groupsite_boss = "smith-ann"\ngroupsite_owner = "doe-jane"\n', "doe-jane"),
    ],
)
def test_the_old_name_is_taken(
    more: str,
    owner: str,
    make_site: Callable[..., Site],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With one message at its line, which is no error; the new name goes first."""
    monkeypatch.setitem(SUCCESSORS, "boss", "owner")
    site = make_site()
    conf = site.read("conf.py").replace('groupsite_owner = "doe-jane"\n', "")
    site.write("conf.py", conf + more)
    owners = []
    built = site.build(
        "dummy",
        warnings=[SAID.format(line=conf.count("\n") + 1)],
        on_app=lambda app: owners.append(app.config.groupsite_owner),
    )

    assert built.code == 0
    assert owners == [owner]


def test_successors_exist() -> None:
    """And what was renamed is no setting any more."""
    assert {*SUCCESSORS.values()} <= {*SETTINGS}
    assert not {*SUCCESSORS} & {*SETTINGS}
