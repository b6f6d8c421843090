"""Makes a CV as a file: what stands in it beside its sections, and how many pages it has."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from groupsite.build.context import human_date
from groupsite.directives.related import related
from groupsite.model.kinds import shown_on
from groupsite.model.vitas import WRITTEN
from groupsite.output.cvpdf.content import numbered
from groupsite.output.cvpdf.typeset import typeset
from groupsite.output.cvpdf.variants import fitted
from groupsite.output.cvpdf.vita import Run, Vita, full_date, safe_link
from groupsite.theme.looks import colors_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from groupsite.build.site import Site
    from groupsite.kinds.people.cv import Station
    from groupsite.model.dates import PartialDate
    from groupsite.model.vitas import Variant
    from groupsite.output.cvpdf.typeset import Typeset
    from groupsite.output.cvpdf.vita import Block

#: Signs that stand for numbers in the phrase of a footer.
_PAGE: Final = "\ue000"
_LANGUAGE: Final = re.compile("[a-z]{2,3}")
#: The root of the tree of pages, which typst does not compress.
_PAGES: Final = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)")


class Made(NamedTuple):
    """A file."""

    pdf: bytes
    #: Why it is less accessible than it should be; ``""`` if it is not.
    fault: str
    #: How many pages it has.
    pages: int


def make(vita: Vita, variant: Variant, more: Callable[[int], str]) -> Made:
    """The file of *vita*, shortened as *variant* says.

    :param more: says how many entries of a list are left out.
    :raises TypesettingError: if it cannot be made.
    """
    files: dict[tuple[Block, ...], Typeset] = {}

    def pages(blocks: tuple[Block, ...]) -> int:
        if blocks not in files:
            files[blocks] = typeset(replace(vita, blocks=numbered(blocks)))
        return page_count(files[blocks].pdf)

    blocks = vita.blocks
    if variant.pages:
        blocks = fitted(blocks, variant.pages, pages, more)
    count = pages(blocks)
    return Made(*files[blocks], count)


def more_of(site: Site) -> Callable[[int], str]:
    """What says how many entries of a list are left out."""
    return lambda count: site.phrase("cv.more", count=count)


def page_count(pdf: bytes) -> int:
    """The number of pages of a file that typst has made."""
    return max(map(int, _PAGES.findall(pdf)), default=0)


def label(site: Site, variant: Variant) -> str:
    """What a variant is called."""
    known = site.settings.phrases.get(f"cv.variant.{variant.name}")
    spoken = variant.name.replace("-", " ")
    return variant.title or known or spoken[:1].upper() + spoken[1:]


def head(site: Site, person: str) -> Vita:
    """A CV without sections: what it says of its person, when, in which form."""
    record, settings = site.graph.get("person", person), site.settings
    assert record is not None  # or the directive would have reported it
    name, date = record.display_name, newest(site, person)
    language = _LANGUAGE.match(settings.language)
    page = site.phrase("cv.page", name=name, page=_PAGE, pages=_PAGE)
    before, between, after = page.split(_PAGE)
    return Vita(
        name=name,
        title=site.phrase("cv.title"),
        dated=human_date(date, settings.language),
        date=full_date(date),
        language=language[0] if language else "en",
        footer=(before, between, after),
        contact=tuple(
            (Run(text, link),) for text, link in _contact(site, record) if link
        ),
        accent=colors_of(site.app.config)["accent"][0],
        paper={"letter": "us-letter"}.get(settings.cv.paper, settings.cv.paper),
        font=settings.cv.font,
    )


def _contact(site: Site, person: Any) -> Iterator[tuple[str, str]]:
    """Texts and addresses of where a person is reached, as they are read on paper."""
    if person.email:
        yield person.email, f"mailto:{person.email}"
    own = person.id == site.settings.owner
    home = site.addresses.base if own else person.links.homepage
    for address in (home, dict(person.links.addresses()).get("orcid", "")):
        yield address.removeprefix("https://").rstrip("/"), safe_link(address)


def newest(site: Site, person: str) -> PartialDate:
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
    for name in WRITTEN if curriculum else ():
        stations: Iterable[Station] = getattr(curriculum, name)
        for station in stations:
            known = (station.date, station.start, station.end, station.announced)
            yield from filter(None, known)
