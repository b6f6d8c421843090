"""Sponsors: ``sponsors.yml`` beside the people file, and `{sponsors}`."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from docutils import nodes

from groupsite.build.nodes import record_item, record_list
from groupsite.build.pictures import picture_nodes
from groupsite.directives.entries import part, text_part
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import Entry, Listing, Picture, Size, Source
from groupsite.sources.yaml.datafile import (
    YamlFile,
    load_records,
    picture_path,
)
from groupsite.sources.yaml.fields import STRICT, Filled, Id, WebAddress
from groupsite.sources.yaml.fields import Picture as PicturePath

if TYPE_CHECKING:
    from groupsite.model.parts import Loaded
    from groupsite.model.rendering import Context, Place
    from groupsite.model.settings import Settings

_FILE: Final = "sponsors.yml"
#: Logos have any shape; see ``.sponsor-logo``.
_SIZES: Final = (Size("logo", 200, 80),)


@dataclass(frozen=True, kw_only=True)
class Sponsor:
    """Somebody who supports the group, with a logo."""

    __pydantic_config__: ClassVar = STRICT

    #: Id for links from other files.
    id: Id
    #: The name, which also stands for the logo where that is not seen.
    name: Filled
    #: The logo, beside this file; without one, the name is shown.
    image: PicturePath = ""
    #: The page of the sponsor.
    url: WebAddress = ""
    #: A sentence about what they do for the group.
    note: str = ""


def _folder(settings: Settings) -> str:
    return posixpath.dirname(settings.people)


def _place(settings: Settings) -> str:
    return posixpath.join(_folder(settings), _FILE)


def _load(settings: Settings) -> Loaded:
    return load_records(_place(settings), Sponsor, settings)


def _entry(sponsor: Sponsor, context: Context) -> list[nodes.Node]:
    """The logo, or else the name, as a link."""
    shown = picture_nodes(
        "sponsor", sponsor, "logo", context, "sponsor-logo", alt=sponsor.name
    ) or [nodes.Text(sponsor.name)]
    if sponsor.url:
        shown = [nodes.reference("", "", *shown, refuri=sponsor.url, internal=False)]
    return [
        *part("sponsor-name", *shown),
        *text_part("record-meta sponsor-note", sponsor.note),
    ]


def _layout(sponsors: list[Sponsor], place: Place) -> list[nodes.Node]:
    items = (
        place.item("sponsor", sponsor, record_item("", *_entry(sponsor, place.context)))
        for sponsor in sponsors
    )
    return [record_list("", *items, classes=["sponsors"])]


SPONSOR: RecordKind[Sponsor] = RecordKind(
    name="sponsor",
    source=Source(load=YamlFile(f"group/{_FILE}", Sponsor, _load, _place)),
    title=lambda sponsor: sponsor.name,
    entry=Entry(content=_entry),
    list=Listing(directive="sponsors", layout=_layout),
    picture=Picture(
        path=lambda sponsor, settings: picture_path(sponsor.image, _folder(settings)),
        field="image",
        sizes=_SIZES,
    ),
)
