"""Other people's software without our modules, to see whether it needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import Site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def plain_site(
    folder: Path, files: Mapping[str, str | bytes], extensions: tuple[str, ...] = ()
) -> Site:
    """A project that has nothing of ours, in *folder*."""
    site = Site(folder / "plain")
    site.write("conf.py", f"extensions = {list(extensions)!r}\n")
    for name, text in files.items():
        site.write(name, text)
    return site


def ends_in_traceback(site: Site) -> bool:
    """Whether a build of *site* does not come to its end."""
    try:
        site.try_build()
    except Exception:  # noqa: BLE001  it is nobody's intention which one
        return True
    return False


def assert_still_there(module: str, defects: Mapping[str, bool]) -> None:
    """Fail where some of the defects that *module* works around have been mended.

    :param defects: each in a few words, and whether it has just been seen.
    """
    mended = [name for name, seen in defects.items() if not seen]
    if len(mended) == len(defects):
        pytest.fail(f"{'; '.join(mended)} has been mended: remove groupsite/{module}")
    if mended:
        pytest.fail(f"{'; '.join(mended)} has been mended: shorten groupsite/{module}")
