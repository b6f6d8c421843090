"""`make check`: advice on the content, printed and never in the way of a build.

A builder like Sphinx's `linkcheck`: it sees all documents with their links resolved.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.builders import Builder

from groupsite.build.site import site_of
from groupsite.incremental.warned import WARNINGS
from groupsite.pages.ownlinks import SitePaths, path_on_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet


class Finding(NamedTuple):
    """Something to say about a line of a file."""

    path: str
    line: int
    #: ``error`` for what blocks a build, ``advice`` for what does not.
    sort: str
    message: str


class CheckBuilder(Builder):
    """Lists what is wrong, and what could be better."""

    name = "check"
    epilog = ""
    allow_parallel = True

    def init(self) -> None:
        """Begin with no findings."""
        #: Path on this site → the documents that link to it.
        self.own_links: dict[str, set[str]] = defaultdict(set)

    def get_outdated_docs(self) -> Iterable[str]:
        """All documents, every time."""
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The address that the page has in HTML."""
        return f"{docname}.html"

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Nothing is written."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Look at each document instead of writing it."""
        for docname in sorted(docnames):
            doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
            self.write_doc(docname, doctree)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Note the links of a document that lead to this site by its full address."""
        base = self.config.html_baseurl
        for link in doctree.findall(nodes.reference) if base else ():
            path = path_on_site(link.get("refuri", ""), base)
            if path is not None:
                self.own_links[path].add(docname)

    def finish(self) -> None:
        """Print what was found, by file and line, with counts."""
        site = site_of(self._app)
        # a set: what is said once is printed once and counted once
        findings = {
            Finding(path, line, "error", " ".join(message.split()))
            for path, line, message in self.events.emit_firstresult(WARNINGS)
        }
        graph, settings = site.graph, site.settings
        for kind in graph.kinds.values():
            for problem in kind.advice.advise(graph, settings, settings.today):
                where = problem.position
                message = problem.message
                findings.add(Finding(where.path, where.line, "advice", message))
        findings.update(self._missing())
        by_file: dict[str, list[Finding]] = defaultdict(list)
        for finding in sorted(findings):
            by_file[finding.path].append(finding)
        for path, found in by_file.items():
            _say(f"{path or 'elsewhere'}: {_counts(found)}")
            for finding in found:
                line = f"{finding.line}: " if finding.line else ""
                _say(f"  {line}{finding.sort}: {finding.message}")
        _say(f"in all: {_counts(findings)}")

    def _missing(self) -> Iterator[Finding]:
        """Links to this site's own address that the build does not hold."""
        held, base = SitePaths(self._app), self.config.html_baseurl.rstrip("/")
        for path, documents in self.own_links.items():
            if path not in held:
                near = held.page_near(path)
                hint = f", but {base}/{near}" if near else ""
                where = ", ".join(sorted(documents))
                message = (
                    f"{base}/{path} is not in this build{hint}; linked from {where}"
                )
                yield Finding("", 0, "advice", message)


def _say(text: str) -> None:
    # a terminal may not have all letters of the names of people
    encoding = sys.stdout.encoding or "utf-8"
    text = text.encode(encoding, "backslashreplace").decode(encoding)
    sys.stdout.write(f"{text}\n")


def _counts(findings: Iterable[Finding]) -> str:
    """``1 error, 2 pieces of advice``."""
    sorts = Counter(finding.sort for finding in findings)
    errors, advice = sorts["error"], sorts["advice"]
    words = [
        f"{errors} error{'s' * (errors != 1)}" if errors else "",
        f"{advice} piece{'s' * (advice != 1)} of advice" if advice else "",
    ]
    return ", ".join(filter(None, words)) or "nothing"
