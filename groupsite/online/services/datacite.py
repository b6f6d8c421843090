"""DataCite, which registers the DOIs of repositories: arXiv, Zenodo, Dagstuhl. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from groupsite.kinds.papers.reading.servers import is_posted, server_called
from groupsite.model.doi import doi_of_text
from groupsite.online import contributors
from groupsite.online.pages import placed
from groupsite.online.question import Question, escaped
from groupsite.online.reading import at, date_in, date_of, items, text, word
from groupsite.online.texts import of_html, of_plain, of_tex
from groupsite.online.titles import joined
from groupsite.online.work import Work

if TYPE_CHECKING:
    from groupsite.model.dates import PartialDate
    from groupsite.online.work import Contributor

_TYPES: Final = {
    "ConferencePaper": "inproceedings", "ConferenceProceeding": "proceedings",
    "JournalArticle": "article", "DataPaper": "article", "Book": "book",
    "BookChapter": "incollection", "Dissertation": "phdthesis", "Report": "techreport",
}  # fmt: skip
_GENRES: Final = {
    "Dataset": "Data set", "Software": "Software", "Audiovisual": "Video",
    "ComputationalNotebook": "Software",
}  # fmt: skip
#: Those whose containers are not free text.
_TRUSTED: Final = re.compile(r"10\.4230/")
_ARXIV: Final = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_MASTERS: Final = re.compile(r"master|diplom|bachelor", re.IGNORECASE)


def question(doi: str) -> Question:
    """Ask for one DOI."""
    return Question("datacite", f"/dois/{escaped(doi)}")


def parse(answer: Any) -> Work | None:
    """The work in the answer; None if it is none."""
    record = at(answer, "data", "attributes")
    tex = text(record, "publisher").lower() == "arxiv"
    read = of_tex if tex else of_html
    titles = {text(t, "titleType"): read(text(t, "title")) for t in _reversed(record)}
    title = joined(titles.get("", ""), titles.get("Subtitle", ""))
    if not title:
        return None
    doi = doi_of_text(text(record, "doi"))
    form = _type(record)
    general = text(record, "types", "resourceTypeGeneral")
    is_preprint = general == "Preprint" or tex or is_posted(doi)
    trusted = bool(_TRUSTED.match(doi))
    where = at(record, "container") if trusted or form == "article" else None
    span = "-".join(filter(None, [text(where, "firstPage"), text(where, "lastPage")]))
    place, doubts = placed(span, "", form)
    authors = [_contributor(one) for one in items(record, "creators")]
    publisher = of_plain(text(record, "publisher", "name") or text(record, "publisher"))
    thesis = form in ("phdthesis", "mastersthesis", "techreport")
    arxiv = _ARXIV.fullmatch(doi)
    return Work(
        source="DataCite",
        type="misc" if is_preprint else form,
        title=title,
        authors=tuple(one for one in authors if one is not None),
        journal=of_html(text(where, "title")) if form == "article" else "",
        booktitle=of_html(text(where, "title")) if form != "article" else "",
        volume=word(where, "volume"),
        number=word(where, "issue"),
        pages=place.pages,
        eid=place.eid,
        publisher="" if thesis or form == "article" or is_preprint else publisher,
        school=publisher if thesis else "",
        genre=_GENRES.get(general, ""),
        date=_date(record),
        doi="" if arxiv else doi,
        arxiv=re.sub(r"v\d+$", "", arxiv[1]) if arxiv else "",
        abstract=_abstract(record, tex=tex),
        is_preprint=is_preprint,
        server=(server_called(publisher) or publisher) if is_preprint else "",
        published=_published(record, doi) if is_preprint else (),
        doubts=tuple(doubts),
    )


def _reversed(record: Any) -> list[Any]:
    """The titles, so that the first of each type counts."""
    return list(reversed(items(record, "titles")))


def _type(record: Any) -> str:
    form = _TYPES.get(text(record, "types", "resourceTypeGeneral"), "misc")
    if form == "phdthesis" and _MASTERS.search(text(record, "types", "resourceType")):
        return "mastersthesis"
    return form


def _contributor(one: Any) -> Contributor | None:
    name, given = text(one, "name"), text(one, "givenName")
    kind = text(one, "nameType")
    if kind == "Organizational" or (not kind and not given and "," not in name):
        return contributors.group(name)
    identifiers = items(one, "nameIdentifiers")
    orcid = next(
        (
            text(i, "nameIdentifier")
            for i in identifiers
            if text(i, "nameIdentifierScheme") == "ORCID"
        ),
        "",
    )
    if family := text(one, "familyName"):
        return contributors.person(family, given, orcid=orcid)
    return contributors.unsplit(name, orcid)


def _date(record: Any) -> PartialDate | None:
    """When its first version was there."""
    dates = {
        text(d, "dateType") + text(d, "dateInformation"): text(d, "date")
        for d in items(record, "dates")
    }
    year = date_of(at(record, "publicationYear"))
    for kind in ("Submittedv1", "Issued", "Available", "Created"):
        date = date_in(dates.get(kind, ""))
        if date and (kind == "Submittedv1" or not year or date.year == year.year):
            return date
    return year


def _abstract(record: Any, *, tex: bool) -> str:
    described = items(record, "descriptions")
    abstracts = (
        text(d, "description")
        for d in described
        if text(d, "descriptionType") == "Abstract"
    )
    return (of_tex if tex else of_html)(next(abstracts, ""))


def _published(record: Any, doi: str) -> tuple[str, ...]:
    """The DOIs of what a preprint has become; repositories name other versions so."""
    prefix = doi.partition("/")[0]
    related = (
        doi_of_text(text(one, "relatedIdentifier"))
        for one in items(record, "relatedIdentifiers")
        if text(one, "relationType") in ("IsVersionOf", "IsPreviousVersionOf")
    )
    return tuple(d.lower() for d in related if d and not d.startswith(f"{prefix}/"))
