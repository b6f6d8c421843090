"""`make linkcheck`: asks every external address whether it still works.

Sphinx's builder, in a group's site: it ends in a stated time, names the line of the .bib
or .yml that an address comes from, looks for files of the site in the build and not on
the web, and counts hosts apart that answer no programs.
"""

from __future__ import annotations

import re
import sys
import time
from functools import cached_property
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from requests.exceptions import HTTPError
from sphinx.builders.linkcheck import (
    CheckExternalLinksBuilder,
    CheckResult,
    HyperlinkAvailabilityChecker,
)

from groupsite.build.site import site_of
from groupsite.model.positions import Position
from groupsite.model.settings import set_default
from groupsite.pages.ownlinks import SitePaths, path_on_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from requests import Response
    from sphinx.application import Sphinx

_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
#: Answers to programs, whatever a person in a browser would get: no leave (LinkedIn has
#: a number of its own), too many questions.
_REFUSED: Final = re.compile(r"(?:403|429|999) ")
#: Parts of addresses that are written without the rest: DOIs, numbers of arXiv, ORCID.
_SHORTEST: Final = 8


class LinkCheckBuilder(CheckExternalLinksBuilder):
    """Asks every external address, in a limited time."""

    def finish(self) -> None:
        """Ask, and print what was found, the worst last."""
        # links from page to page are checked by every build
        links = {u: n for u, n in self.hyperlinks.items() if _WEB.match(u)}
        own = {u: path for u in links if (path := self._own(u)) is not None}
        asked = {u: link for u, link in links.items() if u not in own}
        found: dict[str, list[str]] = {name: [] for name in _TITLES}
        held = SitePaths(self._app)
        found["missing"] = [
            self._place(u) for u, path in own.items() if path not in held
        ]
        self.outdir.mkdir(parents=True, exist_ok=True)
        with (
            (self.outdir / "output.txt").open(
                "w", encoding="utf-8"
            ) as self.txt_outfile,
            (self.outdir / "output.json").open(
                "w", encoding="utf-8"
            ) as self.json_outfile,
        ):
            left = set(asked)
            for result in self._results(asked):
                left.discard(result.uri)
                found[self._sort(result)].append(self._said(result))
        found["unasked"] = [self._place(uri) for uri in left]
        for name, title in _TITLES.items():
            if lines := sorted(found[name]):
                shown = [] if name in _COUNTED else [f"  {line}" for line in lines]
                _say(f"{title}: {len(lines)}", *shown)
        if found["broken"]:
            self._app.statuscode = 1

    def _results(self, asked: Mapping[str, Any]) -> Iterator[CheckResult]:
        """What hosts answer, until the time is over."""
        checker = _Checker(self.config)
        checker.rqueue = _LimitedQueue(self.config.groupsite_linkcheck_seconds)
        try:
            yield from checker.check(dict(asked))
        except Empty:  # whoever still waits for an answer ends with the process
            return

    def _sort(self, result: CheckResult) -> str:
        """What an answer is, for `_TITLES`."""
        if result.status == "broken" and _REFUSED.match(result.message):
            return "refused"
        status = str(result.status)
        return status if status in _TITLES else "other"

    def _said(self, result: CheckResult) -> str:
        """Note an answer in the files of the builder; what there is to print of it."""
        place = self._position(result.uri)
        self.write_linkstat(
            {
                "filename": place.path,
                "lineno": place.line,
                "status": self._sort(result),
                "code": result.code,
                "uri": result.uri,
                "info": result.message,
            }
        )
        text = f"{place}: {result.uri}"
        text += f": {result.message}" if result.message else ""
        if result.status in ("broken", "timeout", "redirected"):
            self.txt_outfile.write(f"{text} [{self._sort(result)}]\n")
        return text

    def _own(self, uri: str) -> str | None:
        """The path of an address of this site; None for others."""
        base = self.config.html_baseurl
        return path_on_site(uri, base) if base else None

    def _place(self, uri: str) -> str:
        return f"{self._position(uri)}: {uri}"

    def _position(self, uri: str) -> Position:
        """Where an address is written: in a document, or in a file of records."""
        link = self.hyperlinks[uri]
        document = str(self.env.doc2path(link.docname, base=False))
        text = self.env.doc2path(link.docname).read_text("utf-8", errors="replace")
        if uri not in text:
            for form in _forms(uri):
                for path, lines in self._records.items():
                    for number, line in enumerate(lines, 1):
                        if form in line:
                            return Position(path, number)
        return Position(document, max(link.lineno, 1))

    @cached_property
    def _records(self) -> dict[str, list[str]]:
        """The files of records, with their lines."""
        graph = site_of(self._app).graph
        found: dict[str, Path] = {}
        for kind in graph.kinds:
            for record_id in graph.ids(kind):
                located = graph.located(kind, record_id)
                assert located is not None
                path = self.env.srcdir / located.position.path
                if self.env.path2doc(path) is None and path.is_file():
                    found.setdefault(located.position.path, path)
        return {
            name: path.read_text("utf-8", errors="replace").splitlines()
            for name, path in sorted(found.items())
        }


#: Sort → title, in the order in which they are printed.
_TITLES: Final = {
    "working": "work",
    "other": "could not be asked: the host is down for now, or conf.py leaves them out",
    "redirected": "lead on to another address",
    "refused": "refuse robots: look yourself",
    "timeout": "did not answer in time",
    "unasked": "not asked any more, the time was over",
    "missing": "are of this site, and not in this build",
    "broken": "broken",
}
#: Sorts of which nobody needs the list.
_COUNTED: Final = ("working", "other")


class _Checker(HyperlinkAvailabilityChecker):
    """Takes no number for a good answer that HTTP does not know."""

    def invoke_threads(self) -> None:
        """Start all who ask; they wait for what to ask."""
        super().invoke_threads()
        for worker in self.workers:
            worker._session.hooks["response"].append(_refuse_unknown)  # type: ignore[attr-defined]  # noqa: SLF001


def _refuse_unknown(response: Response, **_options: object) -> None:
    if response.status_code >= 600:  # requests takes them for well
        raise HTTPError(f"{response.status_code} {response.reason}")


class _LimitedQueue(Queue[CheckResult]):
    """A queue that gives nothing any more after some seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._end = time.monotonic() + seconds

    def get(self, block: bool = True, timeout: float | None = None) -> CheckResult:  # noqa: FBT001, FBT002
        """The next result.

        :raises Empty: when the time is over.
        """
        return super().get(block, max(0, self._end - time.monotonic()))


def _forms(uri: str) -> Iterable[str]:
    """What may be written for an address, the whole of it first."""
    whole = unquote(uri)
    path = urlsplit(whole).path.strip("/")
    forms = (uri, whole, path, path.partition("/")[2], path.rpartition("/")[2])
    return [f for n, f in enumerate(forms) if n < 2 or len(f) >= _SHORTEST]


def _say(*lines: str) -> None:
    # a terminal may not have all letters of an address
    encoding = sys.stdout.encoding or "utf-8"
    for line in lines:
        text = line.encode(encoding, "backslashreplace").decode(encoding)
        sys.stdout.write(f"{text}\n")


def setup_linkcheck(app: Sphinx) -> None:
    """Take the place of Sphinx's builder, where the whole project is ours."""
    app.add_builder(LinkCheckBuilder, override=True)
    # one slow host of many, and one that would be asked again in a minute
    set_default(app.config, "linkcheck_timeout", 20)
    set_default(app.config, "linkcheck_rate_limit_timeout", 0)
