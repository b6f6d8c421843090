"""The day of a site, which decides who is a member and which openings are open.

The clock does not decide, so that the same sources make the same pages.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from groupsite.build.git import ask_git
from groupsite.model.dates import PartialDate

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def stated_day(app: Sphinx) -> PartialDate:
    """The day on which the content of a site was up to date, in UTC.

    That is `groupsite_today` if set, else the day of ``SOURCE_DATE_EPOCH``
    (reproducible-builds.org), else of the newest commit, else the day when the people
    file was last saved.
    """
    config = app.config
    if config.groupsite_today:
        return PartialDate.parse(config.groupsite_today)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    folder = Path(app.srcdir)
    seconds = epoch or ask_git(folder, "log", "-1", "--format=%ct").strip()
    if not seconds.isdecimal():
        people = folder / config.groupsite_people
        seconds = str(int(people.stat().st_mtime)) if people.is_file() else "0"
    day = dt.datetime.fromtimestamp(int(seconds), tz=dt.UTC)
    return PartialDate(day.year, day.month, day.day)
