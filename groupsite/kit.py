"""Building blocks for kinds of records, for ours and for those of other packages.

Everything that the example in `docs/guides/kinds.md` needs, in one place:
``from groupsite import kit``.
"""

from __future__ import annotations

from groupsite.build.pictures import picture_nodes
from groupsite.build.schemaorg import filled, organization
from groupsite.directives.entries import (
    blocks,
    facts,
    grants_line,
    joined,
    link_line,
    names,
    part,
    people_line,
    phrased,
    text_part,
)
from groupsite.directives.related import brief_list
from groupsite.model.completing import with_owner
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import (
    Advice,
    Edge,
    Entry,
    FeedSource,
    Filter,
    Format,
    Group,
    Linking,
    Listing,
    Loaded,
    Option,
    Page,
    Picture,
    Search,
    Section,
    Size,
    Source,
)
from groupsite.model.problems import Problem, Subtype
from groupsite.model.rendering import Context, Thing, Things
from groupsite.sources.yaml.datafile import (
    data_file,
    data_picture,
    field_edges,
    picture_advice,
)
from groupsite.sources.yaml.fields import (
    STRICT,
    Date,
    Filled,
    Id,
    Ids,
    Links,
    Markup,
    OtherId,
    Texts,
)

__all__ = [
    "STRICT",
    "Advice",
    "Context",
    "Date",
    "Edge",
    "Entry",
    "FeedSource",
    "Filled",
    "Filter",
    "Format",
    "Group",
    "Id",
    "Ids",
    "Linking",
    "Links",
    "Listing",
    "Loaded",
    "Markup",
    "Option",
    "OtherId",
    "Page",
    "Picture",
    "Problem",
    "RecordKind",
    "Search",
    "Section",
    "Size",
    "Source",
    "Subtype",
    "Texts",
    "Thing",
    "Things",
    "blocks",
    "brief_list",
    "data_file",
    "data_picture",
    "facts",
    "field_edges",
    "filled",
    "grants_line",
    "joined",
    "link_line",
    "names",
    "organization",
    "part",
    "people_line",
    "phrased",
    "picture_advice",
    "picture_nodes",
    "text_part",
    "with_owner",
]
