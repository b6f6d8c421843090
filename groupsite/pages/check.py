"""`make check`: prints problems and suggestions, and never fails a build.

A builder like Sphinx's `linkcheck`: it sees all documents with their links resolved.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from docutils import nodes
from sphinx.builders import Builder

from groupsite.build.site import site_of
from groupsite.incremental.warned import WARNINGS
from groupsite.model.problems import Subtype
from groupsite.pages.ownlinks import SitePaths, path_on_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from groupsite.model.problems import Problem


#: The record that a message begins with, and what it says of it.
_ABOUT: Final = re.compile(r"(?:entry )?`([^`]+)`: (.*)")
#: What has one cause is said once where it is found so often.
_MANY: Final = 3
_LIST: Final = textwrap.TextWrapper(
    width=100,
    initial_indent="  ",
    subsequent_indent="  ",
    break_long_words=False,
    break_on_hyphens=False,
)


class Finding(NamedTuple):
    """A remark about a line of a file."""

    path: str
    line: int
    #: ``error`` for what fails a strict build, ``advice`` for the rest.
    sort: str
    message: str
    #: What has something wrong, and what that is: the same words for all of one cause.
    about: str = ""
    cause: str = ""


class CheckBuilder(Builder):
    """Lists problems, and what could be better."""

    name = "check"
    epilog = ""
    allow_parallel = True

    def init(self) -> None:
        """Start without findings."""
        #: Path on this site → names of the documents that link to it.
        self.own_links: dict[str, set[str]] = defaultdict(set)

    def get_outdated_docs(self) -> Iterable[str]:
        """All documents, every time."""
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The address of the page in HTML."""
        return f"{docname}.html"

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Nothing is written."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Check each document instead of writing it."""
        for docname in sorted(docnames):
            doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
            self.write_doc(docname, doctree)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Note the links of a document that use the site's full address."""
        base = self.config.html_baseurl
        for link in doctree.findall(nodes.reference) if base else ():
            path = path_on_site(link.get("refuri", ""), base)
            if path is not None:
                self.own_links[path].add(docname)

    def finish(self) -> None:
        """Print all findings by file and line, with counts."""
        site = site_of(self._app)
        # a set, so that a repeated message is printed and counted once
        findings = {
            Finding(
                path, line, "error" if is_error else "warning", " ".join(text.split())
            )
            for path, line, text, is_error in self.events.emit_firstresult(WARNINGS)
        }
        graph, settings = site.graph, site.settings
        for kind in graph.kinds.values():
            for problem in kind.advice.advise(graph, settings, settings.today):
                findings.update(_advice(problem, settings.silent))
        if "files" not in settings.silent:
            findings.update(self._missing())
        self._write(sorted(findings))
        by_file: dict[str, list[Finding]] = defaultdict(list)
        for finding in sorted(findings):
            by_file[finding.path].append(finding)
        for path, found in by_file.items():
            _print(f"{path or 'elsewhere'}: {_counts(found)}")
            for line in _lines(found):
                _print(f"  {line}")
        _print(f"in all: {_counts(findings)}")

    def _write(self, findings: Sequence[Finding]) -> None:
        """Write all findings for programs, as `linkcheck` of Sphinx does."""
        parts = ("path", "line", "sort", "message")
        rows = [
            {part: getattr(finding, part) for part in parts} for finding in findings
        ]
        text = json.dumps(rows, ensure_ascii=False, indent=1)
        self.outdir.mkdir(parents=True, exist_ok=True)
        (self.outdir / "output.json").write_text(f"{text}\n", "utf-8")

    def _missing(self) -> Iterator[Finding]:
        """Links to this site's own address that the build does not provide."""
        paths, base = SitePaths(self._app), self.config.html_baseurl.rstrip("/")
        for path, documents in self.own_links.items():
            if path not in paths:
                near = paths.page_near(path)
                hint = f", but {base}/{near}" if near else ""
                where = ", ".join(sorted(documents))
                message = (
                    f"{base}/{path} is not in this build{hint}; linked from {where}"
                )
                cause = f"not in this build, below {base}/ [files]"
                yield Finding("", 0, "advice", message, path, cause)


def _advice(problem: Problem, silent: AbstractSet[str]) -> Iterator[Finding]:
    """The advice of *problem*, unless conf.py or the command is silent about it.

    Advice on a field is named by the field, other by its subtype.
    """
    message = " ".join(problem.message.split())
    match = _ABOUT.fullmatch(message)
    about, cause = match.groups() if match else ("", message)
    fields, subject = re.findall(r"`(\w+)`", cause), problem.subtype.value
    if problem.subtype is Subtype.FIELD and len(fields) == 1:
        subject = fields[0]
    if silent.isdisjoint({subject, problem.subtype.value}):
        where, told = problem.position, f"{message} [{subject}]"
        cause = f"{cause} [{subject}]" if about else ""
        yield Finding(where.path, where.line, "advice", told, about, cause)


def _lines(found: Sequence[Finding]) -> Iterator[str]:
    """What is printed of the findings of a file: what has one cause, in one place."""
    causes: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        causes[finding.cause].append(finding)
    for finding in found:
        alike = causes[finding.cause]
        if not finding.cause or len(alike) < _MANY:
            line = f"{finding.line}: " if finding.line else ""
            yield f"{line}{finding.sort}: {finding.message}"
        elif finding is alike[0]:
            yield f"{len(alike)} × {finding.sort}: {finding.cause}"
            names = [f"{f.about} ({f.line})" if f.line else f.about for f in alike]
            yield from _LIST.wrap(", ".join(names))


def _print(text: str) -> None:
    # not every terminal can print every name
    encoding = sys.stdout.encoding or "utf-8"
    text = text.encode(encoding, "backslashreplace").decode(encoding)
    sys.stdout.write(f"{text}\n")


def _counts(findings: Iterable[Finding]) -> str:
    """``1 error, 2 warnings, 2 pieces of advice``."""
    sorts = Counter(finding.sort for finding in findings)
    errors, warnings, advice = (sorts[s] for s in ("error", "warning", "advice"))
    words = [
        f"{errors} error{'s' * (errors != 1)}" if errors else "",
        f"{warnings} warning{'s' * (warnings != 1)}" if warnings else "",
        f"{advice} piece{'s' * (advice != 1)} of advice" if advice else "",
    ]
    return ", ".join(filter(None, words)) or "nothing"
