"""Changes the files of a site as `groupsite update` proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from groupsite.cli.changing import change_files, diff
from groupsite.cli.command import CommandError
from groupsite.kinds.news.announcing import Announcement, announce
from groupsite.model.dates import PartialDate
from groupsite.model.positions import display_path
from groupsite.online.ours import entries_of
from groupsite.online.updating import amended
from groupsite.sources.bibtex.files import read_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from groupsite.cli.site import Site
    from groupsite.online.ours import Ours
    from groupsite.online.updating import Update


class Written(NamedTuple):
    """What has changed, or would change."""

    diff: str
    #: Why an entry cannot be changed, by key.
    faults: dict[str, str]


def entries_of_site(site: Site) -> list[Ours]:
    """The entries of all .bib files of a site."""
    papers = (site.graph.located("paper", key) for key in site.graph.ids("paper"))
    return entries_of(filter(None, papers), read_entries(site.settings, []))


def write(
    site: Site, updates: Sequence[Update], today: date, *, apply: bool, news: bool
) -> Written:
    """Change the files of a site, all of them or none.

    :param apply: whether to write them.
    :param news: whether there are to be news of what has been published.
    :raises CommandError: if they cannot be written; then nothing is.
    """
    srcdir = site.settings.srcdir
    bibfiles = site.bibfiles
    pages = [srcdir / name for name in site.pages if news]
    if news and "published" not in site.settings.news_kinds:
        raise CommandError("`groupsite_news_kinds` has no kind `published` of news")
    results: list[Written] = []

    def change(texts: Mapping[Path, str]) -> Mapping[Path, str]:
        named = {display_path(path, srcdir): text for path, text in texts.items()}
        entries = {
            display_path(path, srcdir): texts[path]
            for path in bibfiles
            if path in texts
        }
        after, faults = amended(entries, updates)
        if news:
            markdown = {n: text for n, text in named.items() if n not in entries}
            done = (update for update in updates if update.key not in faults)
            after |= _announced(markdown, _announcements(done, today))
        changed = {srcdir / name: text for name, text in after.items()}
        results.append(Written(diff(texts, changed, srcdir), faults))
        return changed

    change_files([*bibfiles, *pages], change, dry=not apply)
    return results[-1]


def _announcements(updates: Iterable[Update], today: date) -> list[Announcement]:
    """The news of what has been published."""
    now = PartialDate(today.year, today.month, today.day)
    return [
        Announcement("published", update.key, _date(update.proposal.date, now))
        for update in updates
        if update.proposal and "published" in update.proposal.reasons
    ]


def _announced(
    pages: Mapping[str, str], items: Iterable[Announcement]
) -> dict[str, str]:
    """New texts of pages with items of news."""
    texts = dict(pages)
    for item in items:
        texts |= announce(texts, item).texts
    return {name: text for name, text in texts.items() if text != pages.get(name)}


def _date(date: PartialDate | None, today: PartialDate) -> PartialDate:
    """When a paper has appeared, as far as that is known."""
    if date is None or date.certainly_after(today):
        return today
    return date if date.month or date.year != today.year else today.month_only
