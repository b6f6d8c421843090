"""Writes CVs as PDFs beside their pages, and links to them: ``cv.pdf``, ``cv-short.pdf``.

The files of a page are made when the page is written, which says how many pages they
have, their sizes and their date; a page is written again whenever a file would be
another one. The folder of doctrees keeps what has been made, so that a page that is
written for other reasons takes it.
"""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from docutils import nodes
from sphinx.util import logging

from groupsite.build.addresses import is_site
from groupsite.build.context import babel_locale, human_date
from groupsite.build.diagnostics import warn
from groupsite.build.domain import groupsite_domain
from groupsite.build.exports import Export
from groupsite.build.inline import fill, separated
from groupsite.build.manifest import (
    note_path,
    read_manifest,
    write_manifest,
    write_whole,
)
from groupsite.build.site import site_of
from groupsite.build.version import code_version
from groupsite.model.files import gives
from groupsite.model.problems import Subtype
from groupsite.output.cvpdf.content import blocks_of
from groupsite.output.cvpdf.making import Made, head, label, make, more_of, newest
from groupsite.output.cvpdf.months import with_short_dates
from groupsite.output.cvpdf.typeset import TypesettingError, ingredients, typst_version
from groupsite.output.cvpdf.variants import chosen
from groupsite.pages.cv import vita_link, vita_mention, vita_rest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx

    from groupsite.build.site import Site
    from groupsite.model.vitas import Variant
    from groupsite.output.cvpdf.variants import Blocks
    from groupsite.output.cvpdf.vita import Vita

logger = logging.getLogger(__name__)

MISSING: Final = "typst is missing: pip install 'groupsite[cv]'"


def note_vitas(app: Sphinx, doctree: nodes.document) -> None:
    """Note whose CVs a document shows, at ``doctree-read``.

    A CV without sections, as in a box, has no files, nor has a second one of a person.
    """
    docname = app.env.current_document.docname
    domain = groupsite_domain(app.env)
    vitas = domain.document(docname).vitas
    links = list(doctree.findall(vita_link))
    several = len({link["person"] for link in links}) > 1
    for link in links:
        person = link["person"]
        has_files = domain.settings.cv.has(person) and _sections(doctree, link)
        if person in vitas or not has_files:
            link.parent.remove(link)
        else:
            vitas[person] = f"{docname}-{person}" if several else docname


def vita_files(app: Sphinx) -> dict[str, Export]:
    """The files as exports, by path; none without typst, which is said once."""
    site = site_of(app)
    files = {
        path: Export(partial(_content, app, path))
        for _, data in sorted(site.documents.items())
        for stem in data.vitas.values()
        for path in _paths(site, stem).values()
    }
    if files and not typst_version():
        logger.info("CVs are not made as PDFs, as %s", MISSING)
        return {}
    return files


def shown_vitas(app: Sphinx, docname: str) -> object:
    """What a page shows of files besides its document; for ``groupsite-shown``."""
    site = site_of(app)
    data = site.documents.get(docname)
    heads = [head(site, person) for person in (data.vitas if data else ())]
    people = [a.record_id for a in site.about(docname) if a.kind == "person"]
    mentions = [mentioned(site, person) for person in people]
    return (typst_version(), heads, mentions) if heads or any(mentions) else None


def link_vitas(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make the files of a page and link to them, at ``doctree-resolved``."""
    site = site_of(app)
    has_files = is_site(app.builder) and bool(typst_version())
    folder = posixpath.dirname(app.builder.get_target_uri(docname))
    for link in list(doctree.findall(vita_link)):
        line = nodes.paragraph(classes=["cv-file"])
        files = _made_files(site, doctree, docname, link) if has_files else ()
        links = [_reference(f.path, folder, _words(site, f)) for f in files]
        if links:
            date = human_date(newest(site, link["person"]), site.settings.language)
            phrase = site.settings.phrases["cv.files"]
            line += fill(phrase, files=separated(links, " · "), date=[nodes.Text(date)])
        link.replace_self(line if links else [])
    for mention in list(doctree.findall(vita_mention)):
        path = mentioned(site, mention["person"]) if has_files else ""
        words = site.phrase("cv.mention")
        after = [_reference(path, folder, words)] if path else []
        mention.replace_self([*mention.children, *after] if path else [])


def _reference(path: str, folder: str, text: str) -> nodes.reference:
    """A link to a file from a page in *folder*."""
    target = quote(posixpath.relpath(path, folder or "."))
    return nodes.reference("", text, refuri=target, internal=True)


def _words(site: Site, file: _File) -> str:
    """``Short CV as PDF (2 pages, 98 kB)``."""
    return site.phrase(
        "cv.file",
        variant=label(site, file.variant),
        pages=site.phrase("cv.pages", count=file.made.pages),
        size=_size(len(file.made.pdf)),
    )


def _size(size: int) -> str:
    """``214 kB`` or ``2 MB``."""
    kilo = max(round(size / 1000), 1)
    return f"{kilo} kB" if kilo < 1000 else f"{round(kilo / 1000)} MB"


def _paths(site: Site, stem: str) -> dict[Variant, str]:
    """The paths of the files of a person, without those that an author gives."""
    paths = {
        variant: f"{stem}.pdf"
        if variant.name == "full"
        else f"{stem}-{variant.name}.pdf"
        for variant in site.settings.cv.variants
    }
    return {v: path for v, path in paths.items() if not gives(path, site.settings)}


def mentioned(site: Site, person: str) -> str:
    """The path of the file that other pages link to; ``""`` for none."""

    def collect() -> dict[str, str]:
        stems = [data.vitas for _, data in sorted(site.documents.items())]
        return {
            person: stem for vitas in reversed(stems) for person, stem in vitas.items()
        }

    stem = site.graph.memo("vitas", collect).get(person)
    paths = _paths(site, stem) if stem else {}
    return next((path for v, path in paths.items() if not v.is_part), "")


# -- what is in a file ----------------------------------------------------------------


class _File(NamedTuple):
    """A file of a page."""

    variant: Variant
    path: str
    made: Made


def _made_files(
    site: Site, doctree: nodes.document, docname: str, link: vita_link
) -> Iterator[_File]:
    """The files of a CV; none that has nothing, or nothing else than another one."""
    person = link["person"]
    seen: dict[Blocks, int] = {}
    data = site.documents.get(docname)
    stem = data.vitas.get(person) if data else None
    source = VitaSource(site, doctree, docname, link)
    for variant, path in _paths(site, stem).items() if stem else ():
        vita = source.vita(variant)
        kept, same = _kept(site.app, path), seen.get(vita.blocks)
        made = None
        if vita.blocks and (same is None or same > (variant.pages or same)):
            made = _kept_or_made(site, kept, vita, variant, link["position"])
        if made is None:
            kept.unlink(missing_ok=True)
            continue
        seen.setdefault(vita.blocks, made.pages)
        yield _File(variant, path, made)


class VitaSource:
    """The CV of a page whose links are resolved, for all its variants."""

    def __init__(
        self, site: Site, doctree: nodes.document, docname: str, link: vita_link
    ) -> None:
        def absolute(uri: str) -> str:
            return site.addresses.link(uri, docname)

        self._site = site
        self._date = newest(site, link["person"])
        self._head = head(site, link["person"])
        self._shown = blocks_of(
            [section.deepcopy() for section in _sections(doctree, link)], absolute
        )
        self._rest = blocks_of(
            [section.deepcopy() for section in link.findall(vita_rest)], absolute
        )

    def vita(self, variant: Variant) -> Vita:
        """What a variant has."""
        blocks = chosen(self._shown, self._rest, variant, self._date)
        locale = babel_locale(self._site.settings.language)
        vita = replace(self._head, blocks=with_short_dates(blocks, locale))
        part = variant.is_part
        return replace(vita, title=label(self._site, variant)) if part else vita


def _sections(doctree: nodes.document, link: vita_link) -> list[nodes.section]:
    """The sections of the CV that *link* is about."""
    ids = set(link["sections"])
    return [s for s in doctree.findall(nodes.section) if ids.intersection(s["ids"])]


# -- what has been made ---------------------------------------------------------------


def _kept_or_made(
    site: Site, file: Path, vita: Vita, variant: Variant, position: str
) -> Made | None:
    """*file* with *vita*, made unless an earlier build has; None if it cannot be."""
    parts = (vita, variant, ingredients(vita.font), code_version())
    digest = hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()
    note = file.with_name(f"{file.name}.json")
    made = _noted(file, read_manifest(note), digest)
    if made is None:
        try:
            made = make(vita, variant, more_of(site))
        except TypesettingError as error:
            file.unlink(missing_ok=True)
            warn(f"the CV cannot be made as a PDF: {error}", Subtype.TEXT, position)
            return None
        write_whole(file, made.pdf)
        facts = {"fault": made.fault, "pages": str(made.pages)}
        write_manifest(note, {"digest": digest, **facts})
    for message in _complaints(made, variant):
        warn(message, Subtype.TEXT, position)
    return made


def _noted(file: Path, noted: Mapping[str, str], digest: str) -> Made | None:
    """What an earlier build has made; None if it is not the same."""
    if noted.get("digest") != digest or not file.is_file():
        return None
    return Made(file.read_bytes(), noted.get("fault", ""), int(noted.get("pages", "0")))


def _complaints(made: Made, variant: Variant) -> Iterator[str]:
    """What is not as it should be in a file."""
    if made.fault:
        yield f"the CV as a PDF is less accessible than it should be: {made.fault}"
    if made.pages > (variant.pages or made.pages):
        yield (
            f"the CV `{variant.name}` has {made.pages} pages, more than {variant.pages}, "
            "with the shortest lists: leave out `sections` of it in `groupsite_cv`"
        )


def _content(app: Sphinx, path: str) -> bytes | None:
    """What has been made of a page; None if it could not be, which was reported."""
    file = _kept(app, path)
    return file.read_bytes() if file.is_file() else None


def _kept(app: Sphinx, path: str) -> Path:
    """Where the folder of doctrees keeps a file for this output."""
    name = f"cvs-{app.builder.name}"
    return note_path(Path(app.doctreedir), name, app.outdir).with_suffix("") / path
