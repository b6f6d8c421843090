"""``groupsite cv``: makes the CV of one person as a PDF."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from groupsite.cli import sphinx
from groupsite.cli.command import Code, Command, CommandError, Outcome

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from groupsite.cli.terminal import Terminal
    from groupsite.model.vitas import Variant
    from groupsite.output.cvpdf.builder import VitaBuilder

_MORE: Final = """\
It reads what has changed since the last build and leaves the site alone. Variants are
full, short, recent, selected, narrative, and those in `groupsite_cv` of conf.py.

examples:
    groupsite cv                              that of the owner of the site
    groupsite cv doe-jane
    groupsite cv doe-jane --variant short
    groupsite cv doe-jane --out ~/doe.pdf

It needs typst: pip install 'groupsite[cv]'.\
"""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "person", metavar="PERSON", nargs="?", default="",
        help="an id in people.yml; the owner of the site by default",
    )  # fmt: skip
    parser.add_argument(
        "--variant", metavar="NAME", default="full", help="which CV; full by default"
    )
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        help="the file to write, instead of PERSON.pdf",
    )
    parser.add_argument(
        "--output", metavar="DIR", type=Path, help="where to build, instead of _build"
    )


def _run(options: Namespace, terminal: Terminal) -> Outcome:
    from groupsite.output.cvpdf.typeset import (  # noqa: PLC0415
        TypesettingError,
        typst_version,
    )

    if not typst_version():
        raise CommandError("typst is missing: pip install 'groupsite[cv]'")
    with terminal.progress("reading"):
        builder = _read(options, terminal)
    person, docname = _found(builder, options.person)
    variant = _variant(builder, options.variant)
    try:
        made = builder.vita(docname, person, variant)
    except TypesettingError as error:
        raise CommandError(f"it cannot be made: {error}") from None
    if made is None:
        message = f"the CV `{variant.name}` of `{person}` would be empty"
        raise CommandError(message, Code.NOTHING)
    ending = "" if variant.name == "full" else f"-{variant.name}"
    path = options.out or Path(f"{person}{ending}.pdf")
    try:
        path.write_bytes(made.pdf)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}") from None
    if made.fault:
        terminal.complain(
            f"it is less accessible than it should be: {made.fault}", "yellow"
        )
    pages = f"{made.pages} page{'s' * (made.pages != 1)}"
    terminal.say(f"{path}: {pages}, {max(round(len(made.pdf) / 1000), 1)} kB")
    result = {"file": str(path), "pages": made.pages, "bytes": len(made.pdf)}
    return Outcome(Code.DONE, {**result, "fault": made.fault})


def _read(options: Namespace, terminal: Terminal) -> VitaBuilder:
    """The project with all that has changed read."""
    import io  # noqa: PLC0415

    from sphinx.application import Sphinx  # noqa: PLC0415
    from sphinx.errors import SphinxError  # noqa: PLC0415
    from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: PLC0415

    folder, source = sphinx.output(options).resolve(), options.site.resolve()
    warnings = io.StringIO() if terminal.json else sys.stderr
    with patch_docutils(source), docutils_namespace():
        try:
            app: Any = Sphinx(
                source,
                source,
                folder / "cv",
                folder / "doctrees",
                "cv",
                status=None,
                warning=warnings,
            )
            app.build()
        except SphinxError as error:
            raise CommandError(f"the site cannot be read: {error}") from None
    builder: VitaBuilder = app.builder
    return builder


def _found(builder: VitaBuilder, written: str) -> tuple[str, str]:
    """Who is meant, and the page with that CV."""
    site = builder.site
    graph = site.graph
    person = graph.meant("person", written or site.settings.owner)
    if not person:
        raise CommandError("whose CV? Name a person by the id in people.yml")
    if graph.get("person", person) is None:
        raise CommandError(graph.unknown("person", person))
    for docname, data in sorted(site.documents.items()):
        if person in data.vitas:
            return person, docname
    if not site.settings.cv.has(person):
        message = f"`people` of `groupsite_cv` in conf.py does not name `{person}`"
    elif not site.settings.person_pages:
        message = f"no page has the CV of `{person}`: write one with {{cv}} {person}"
    else:
        message = (
            f"no page has the CV of `{person}`: add a record to cv.yml, or write a page "
            f"with {{cv}} {person}"
        )
    raise CommandError(message)


def _variant(builder: VitaBuilder, name: str) -> Variant:
    from groupsite.model.text import instead  # noqa: PLC0415
    from groupsite.model.vitas import VARIANTS  # noqa: PLC0415

    cv = builder.site.settings.cv
    variant = cv.variant(name)
    if variant is None:
        known = {*VARIANTS, *(own.name for own in cv.variants)}
        raise CommandError(f"there is no variant `{name}`{instead(name, known)}")
    return variant


COMMAND: Final = Command(
    name="cv",
    summary="make the CV of a person as a PDF",
    more=_MORE,
    arguments=_arguments,
    run=_run,
)
