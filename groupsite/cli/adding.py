"""Adds works to the .bib file of a site: what is to be written, and writing it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from groupsite.cli.changing import change_files
from groupsite.cli.command import CommandError
from groupsite.kinds.news.announcing import Announcement, announce
from groupsite.model.dates import PartialDate
from groupsite.online.drafting import drafted
from groupsite.online.known import KnownPeople
from groupsite.online.library import Library, same_title
from groupsite.online.published import amendment
from groupsite.online.same import is_said_same, likeness
from groupsite.sources.bibtex.draft import Draft
from groupsite.sources.bibtex.latex import decode_plain
from groupsite.sources.bibtex.writing.amending import amend
from groupsite.sources.bibtex.writing.inserting import insert

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from groupsite.cli.site import Site
    from groupsite.online.find import Found
    from groupsite.online.library import Listed
    from groupsite.online.work import Work


class Wishes(NamedTuple):
    """What somebody wants beside the papers themselves."""

    key: str = ""
    keywords: tuple[str, ...] = ()
    grants: tuple[str, ...] = ()
    news: bool = False
    #: For news of what has no date, or one that is still to come.
    today: PartialDate = PartialDate(0)


@dataclass(kw_only=True)
class Addition:
    """What is done about one work that was asked for."""

    pasted: str
    outcome: Literal["added", "updated", "there"]
    key: str
    path: Path
    line: int = 0
    #: Sentences without a full stop, for the author.
    notes: list[str] = field(default_factory=list)
    #: What has happened to the work since it appeared.
    notices: list[str] = field(default_factory=list)
    #: Where its news is: path and line, and whether it is new.
    news: tuple[str, int, bool] | None = None


class Result(NamedTuple):
    """All that is done, and the files before and after it."""

    additions: list[Addition]
    before: dict[Path, str]
    after: dict[Path, str]

    @property
    def changed(self) -> dict[Path, str]:
        """New texts by path."""
        return {p: text for p, text in self.after.items() if text != self.before.get(p)}


def add(
    site: Site, found: Sequence[Found], wishes: Wishes, *, dry: bool = False
) -> Result:
    """Write works into the files of a site, all of them or none.

    :param found: each with a work.
    :param dry: write nothing.
    :raises CommandError: if they cannot be written; then nothing is.
    """
    bibfiles = site.bibfiles
    pages = [site.settings.srcdir / name for name in site.pages if wishes.news]
    paths = [*bibfiles, *pages]
    results: list[Result] = []

    def change(texts: Mapping[Path, str]) -> Mapping[Path, str]:
        # a page that is not there yet gets a beginning; a .bib file needs none
        adding = _Adding(site, {**dict.fromkeys(bibfiles, ""), **texts}, wishes)
        results.append(adding.result(found))
        return results[-1].changed

    change_files(paths, change, dry=dry)
    return results[-1]


class _Adding:
    """The files of a site while works are added to them, in memory."""

    def __init__(self, site: Site, texts: Mapping[Path, str], wishes: Wishes) -> None:
        self._site = site
        self._wishes = wishes
        self._people = KnownPeople(site.graph.all("person"))
        self._bibfiles = site.bibfiles
        self._before = dict(texts)
        self._after = dict(texts)
        self._library = self._read()

    def _read(self, earlier: Library | None = None) -> Library:
        texts = {path: self._after[path] for path in self._bibfiles}
        return Library(texts, earlier)

    def result(self, found: Sequence[Found]) -> Result:
        """What comes of adding all of *found*."""
        additions = [self._added(one) for one in found]
        for addition in additions:  # other entries may have come above it
            listed = self._library.find(addition.key)
            addition.line = listed.line if listed else 0
        before = {p: t for p, t in self._before.items() if t or p.exists()}
        return Result(additions, before, self._after)

    def _added(self, found: Found) -> Addition:
        work = found.works[0]
        twin, doubts = self._twin(found)
        if twin is None:
            addition = self._inserted(found)
        elif twin.work.is_preprint and not work.is_preprint and not doubts:
            addition = self._amended(found, twin)
        else:
            pasted, key, path = found.pasted.value, twin.key, twin.path
            addition = Addition(pasted=pasted, outcome="there", key=key, path=path)
        addition.notes += [*doubts, *found.doubts, *found.failed]
        addition.notices += found.notices
        if self._wishes.news:
            addition.news = self._announced(addition.key, work)
        return addition

    def _twin(self, found: Found) -> tuple[Listed | None, list[str]]:
        """The entry of the work that is there, and why it may be another one."""
        entries = self._library.same(found.works)
        # one that has appeared, if there are several
        entries.sort(key=lambda listed: listed.work.is_preprint)
        if not entries:
            return None, []
        twin = entries[0]
        alike = any(
            is_said_same(*pair) or likeness(*pair).is_same or same_title(*pair)
            for work in found.works
            for pair in ((twin.work, work), (work, twin.work))
        )
        title = decode_plain(found.works[0].title)
        doubt = f"`{twin.key}` has its number, but not its title “{title}”: see which is right"  # fmt: skip
        return twin, [] if alike else [doubt]

    def _inserted(self, found: Found) -> Addition:
        work, *earlier = found.works
        preprint = earlier[0] if earlier else None
        draft, notes = drafted(work, self._people, self._library.braced, preprint)
        own = {
            "keywords": ", ".join(self._wishes.keywords),
            "grant": ", ".join(self._wishes.grants),
        }
        fields = {**draft.fields, **{k: v for k, v in own.items() if v}}
        path = self._bibfiles[0]
        written = insert(
            self._after[path],
            Draft(draft.type, fields),
            self._wishes.key,
            self._library.keys,
        )
        self._after[path] = written.text
        self._library = self._read(self._library)
        pasted = found.pasted.value
        return Addition(
            pasted=pasted, outcome="added", key=written.key, path=path, notes=[*notes]
        )

    def _amended(self, found: Found, twin: Listed) -> Addition:
        changes = amendment(twin, found.works[0], self._people, self._library.braced)
        fields = changes.fields | self._own_added(twin)
        text = self._after[twin.path]
        self._after[twin.path] = amend(text, twin.key, fields, changes.type).text
        self._library = self._read(self._library)
        after = self._library.find(twin.key)
        if after is None or after.work.is_preprint:
            fault = "would still be a preprint by its other fields: change it by hand"
            raise CommandError(f"`{twin.key}` {fault}; nothing was written")
        return Addition(
            pasted=found.pasted.value,
            outcome="updated",
            key=twin.key,
            path=twin.path,
            notes=[*changes.notes],
        )

    def _own_added(self, twin: Listed) -> dict[str, str]:
        """Keywords and grants of an entry, with those that are wished beside them."""
        wished = {"keywords": self._wishes.keywords, "grant": self._wishes.grants}
        result = {}
        for name, words in wished.items():
            written = twin.entry.get(name)
            there = [word.strip() for word in written.split(",") if word.strip()]
            new = [word for word in words if word not in there]
            if new:
                result[name] = ", ".join([*there, *new])
        return result

    def _announced(self, key: str, work: Work) -> tuple[str, int, bool]:
        """Write the news of a paper, unless there is some."""
        srcdir = self._site.settings.srcdir
        pages = {
            path.relative_to(srcdir).as_posix(): text
            for path, text in self._after.items()
            if path not in self._bibfiles
        }
        listed = self._library.find(key)
        assert listed is not None
        is_preprint = listed.work.is_preprint
        kind = "preprint" if is_preprint else "published"
        if kind not in self._site.settings.news_kinds:
            raise CommandError(f"`groupsite_news_kinds` has no kind `{kind}` of news")
        date = work.date if work.is_preprint == is_preprint else listed.work.date
        done = announce(pages, Announcement(kind, key, self._date(date)))
        self._after |= {srcdir / name: text for name, text in done.texts.items()}
        return done.path, done.line, bool(done.texts)

    def _date(self, date: PartialDate | None) -> PartialDate:
        """When it has appeared, as far as that is known."""
        today = self._wishes.today
        if date is None or date.certainly_after(today):
            return today
        if date.month or date.year != today.year:
            return date
        return today.month_only
