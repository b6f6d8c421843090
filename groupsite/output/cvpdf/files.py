"""Writes CVs as PDFs beside their pages, and links to them: ``cv.pdf``.

The file of a page is made when the page is written, which says its size and its date; a
page is written again whenever its file would be another one. The folder of doctrees
keeps what has been made, so that a page that is written for other reasons takes it.
"""

from __future__ import annotations

import hashlib
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from docutils import nodes
from sphinx.util import logging

from groupsite.build.addresses import is_site
from groupsite.build.context import babel_locale, human_date
from groupsite.build.diagnostics import warn
from groupsite.build.domain import groupsite_domain
from groupsite.build.exports import Export
from groupsite.build.manifest import (
    note_path,
    read_manifest,
    write_manifest,
    write_whole,
)
from groupsite.build.site import site_of
from groupsite.directives.related import related
from groupsite.kinds.people.cv import SECTIONS
from groupsite.model.files import gives
from groupsite.model.kinds import shown_on
from groupsite.model.problems import Subtype
from groupsite.output.cvpdf.content import blocks_of
from groupsite.output.cvpdf.months import with_short_dates
from groupsite.output.cvpdf.typeset import (
    Typeset,
    TypesettingError,
    ingredients,
    typeset,
    typst_version,
)
from groupsite.output.cvpdf.vita import Run, Vita, full_date, safe_link
from groupsite.pages.cv import vita_link
from groupsite.theme.looks import colors_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from groupsite.build.site import Site
    from groupsite.kinds.people.cv import Station
    from groupsite.model.dates import PartialDate
    from groupsite.output.cvpdf.vita import Block

logger = logging.getLogger(__name__)

#: Signs that stand for numbers in the phrase of a footer.
_PAGE: Final = "\ue000"
_LANGUAGE: Final = re.compile("[a-z]{2,3}")


def note_vitas(app: Sphinx, doctree: nodes.document) -> None:
    """Note whose CVs a document shows, at ``doctree-read``.

    A CV without sections, as in a box, has no file, nor has a second one of a person.
    """
    docname = app.env.current_document.docname
    vitas = groupsite_domain(app.env).document(docname).vitas
    links = list(doctree.findall(vita_link))
    several = len({link["person"] for link in links}) > 1
    for link in links:
        person = link["person"]
        if person in vitas or not _sections(doctree, link):
            link.parent.remove(link)
        else:
            vitas[person] = f"{docname}-{person}.pdf" if several else f"{docname}.pdf"


def vita_files(app: Sphinx) -> dict[str, Export]:
    """The files as exports, by path; none without typst, which is said once."""
    site = site_of(app)
    files = {
        path: Export(partial(_content, app, path))
        for docname in sorted(site.documents)
        for path in _vitas(site, docname).values()
    }
    if files and not typst_version():
        message = "CVs are not made as PDFs, as typst is missing: install groupsite[cv]"
        logger.info(message)
        return {}
    return files


def shown_vitas(app: Sphinx, docname: str) -> object:
    """What a file shows besides the document of its page; for ``groupsite-shown``."""
    site = site_of(app)
    return [(typst_version(), _head(site, p)) for p in _vitas(site, docname)]


def link_vitas(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make the files of a page and link to them, at ``doctree-resolved``."""
    site = site_of(app)
    paths = _vitas(site, docname)
    for link in list(doctree.findall(vita_link)):
        person, line = link["person"], nodes.paragraph(classes=["cv-file"])
        made = None
        if is_site(app.builder) and typst_version() and person in paths:
            vita = _vita(site, doctree, docname, link)
            made = _made(_kept(app, paths[person]), vita, link["position"])
        if made is not None:
            date = human_date(_newest(site, person), site.settings.language)
            text = site.phrase("cv.file", size=_size(len(made.pdf)), date=date)
            root = "../" * app.builder.get_target_uri(docname).count("/")
            target = root + quote(paths[person])
            line += nodes.reference("", text, refuri=target, internal=True)
        link.replace_self(line if line.children else [])


def _vitas(site: Site, docname: str) -> dict[str, str]:
    """Person → path of the file, of a document; without those that an author gives."""
    data = site.documents.get(docname)
    paths = data.vitas.items() if data else ()
    return {person: path for person, path in paths if not gives(path, site.settings)}


def _sections(doctree: nodes.document, link: vita_link) -> list[nodes.section]:
    """The sections of the CV that *link* is about."""
    ids = set(link["sections"])
    return [s for s in doctree.findall(nodes.section) if ids.intersection(s["ids"])]


# -- what is in a file ----------------------------------------------------------------


def _vita(site: Site, doctree: nodes.document, docname: str, link: vita_link) -> Vita:
    """The CV of a page whose links are resolved."""
    sections = [section.deepcopy() for section in _sections(doctree, link)]
    blocks = blocks_of(sections, lambda uri: site.addresses.link(uri, docname))
    return _head(site, link["person"], blocks)


def _head(site: Site, person: str, blocks: tuple[Block, ...] = ()) -> Vita:
    """A CV with *blocks* below what it says of its person."""
    record, settings = site.graph.get("person", person), site.settings
    assert record is not None  # or the directive would have reported it
    date = _newest(site, person)
    language = _LANGUAGE.match(settings.language)
    page = site.phrase("cv.page", name=record.name, page=_PAGE, pages=_PAGE)
    before, between, after = page.split(_PAGE)
    return Vita(
        name=record.name,
        title=site.phrase("cv.title"),
        dated=human_date(date, settings.language),
        date=full_date(date),
        language=language[0] if language else "en",
        footer=(before, between, after),
        contact=tuple(
            (Run(text, link),) for text, link in _contact(site, record) if link
        ),
        blocks=with_short_dates(blocks, babel_locale(settings.language)),
        accent=colors_of(site.app.config)["accent"][0],
    )


def _contact(site: Site, person: Any) -> Iterator[tuple[str, str]]:
    """Texts and addresses of where a person is reached, as they are read on paper."""
    if person.email:
        yield person.email, f"mailto:{person.email}"
    own = person.id == site.settings.owner
    home = site.addresses.base if own else person.links.homepage
    for address in (home, dict(person.links.addresses()).get("orcid", "")):
        yield address.removeprefix("https://").rstrip("/"), safe_link(address)


def _newest(site: Site, person: str) -> PartialDate:
    """The date of the newest fact in a CV that is not in the future."""
    day = site.settings.day
    past = [date for date in _dates(site, person) if not date.certainly_after(day)]
    return max(past, default=day)


def _dates(site: Site, person: str) -> Iterator[PartialDate]:
    for kind, section in shown_on("cv", site.graph.kinds.values()):
        for record in site.graph.select(related(kind, section, "person", person)):
            if date := kind.date(record):
                yield date
    curriculum = site.graph.get("cv", person)
    for name in SECTIONS if curriculum else ():
        stations: Iterable[Station] = getattr(curriculum, name)
        for station in stations:
            known = (station.date, station.start, station.end, station.announced)
            yield from filter(None, known)


def _size(size: int) -> str:
    """``214 kB`` or ``2 MB``."""
    kilo = max(round(size / 1000), 1)
    return f"{kilo} kB" if kilo < 1000 else f"{round(kilo / 1000)} MB"


# -- what has been made ---------------------------------------------------------------


def _made(file: Path, vita: Vita, position: str) -> Typeset | None:
    """*file* with *vita*, made unless an earlier build has; None if it cannot be."""
    parts = (vita.json(), ingredients(vita.font))
    digest = hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()
    note = file.with_name(f"{file.name}.json")
    noted = read_manifest(note)
    if noted.get("digest") == digest and file.is_file():
        made = Typeset(file.read_bytes(), noted.get("fault", ""))
    else:
        try:
            made = typeset(vita)
        except TypesettingError as error:
            file.unlink(missing_ok=True)
            warn(f"the CV cannot be made as a PDF: {error}", Subtype.TEXT, position)
            return None
        write_whole(file, made.pdf)
        write_manifest(note, {"digest": digest, "fault": made.fault})
    if made.fault:
        message = f"the CV as a PDF is less accessible than it should be: {made.fault}"
        warn(message, Subtype.TEXT, position)
    return made


def _content(app: Sphinx, path: str) -> bytes | None:
    """What has been made of a page; None if it could not be, which was reported."""
    file = _kept(app, path)
    return file.read_bytes() if file.is_file() else None


def _kept(app: Sphinx, path: str) -> Path:
    """Where the folder of doctrees keeps a file for this output."""
    name = f"cvs-{app.builder.name}"
    return note_path(Path(app.doctreedir), name, app.outdir).with_suffix("") / path
