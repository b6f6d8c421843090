"""`{video}`: a video of another host as a card with a link, or one of this site.

A player of another host would tell it who reads the page, and the policy of a site
blocks it. The card asks for nothing before a visitor follows the link.
"""

from __future__ import annotations

from typing import ClassVar, Final

from docutils import nodes

from groupsite.build.nodes import video_caption, video_card, video_player
from groupsite.directives.options import RecordDirective, Use, option_spec
from groupsite.model.files import FILES, find_file, has_file, path_fault
from groupsite.model.identifiers import address_fault
from groupsite.model.problems import Subtype
from groupsite.model.videos import Video as Found
from groupsite.model.videos import is_played, video_at

#: Width of a poster in formats that have no style sheet, in pixels.
_WIDTH: Final = "480"


class Video(RecordDirective):
    """Shows a video with a title and a picture; the content is its caption."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    argument = Use(
        "its address (YouTube, Vimeo or any other page), or a file in `files/` as "
        "`files:talk.mp4`, which is played in the page",
        "https://www.youtube.com/watch?v=aaaaaaaaaaa",
    )
    uses: ClassVar = {
        "title": Use("title of the video", "Learning to Sample"),
        "poster": Use(
            "path of a picture of the site; without one, there is a plain ground",
            "/group/doe-jane.svg",
        ),
    }
    option_spec: ClassVar = option_spec(uses)

    def run(self) -> list[nodes.Node]:
        """Return the card; nothing if the address leads nowhere."""
        address = self.arguments[0].strip()
        fault = self._fault(address)
        if fault:
            self.warn(fault, Subtype.LINK)
            return []
        card = video_card("", nodes.paragraph("", "", self._link(address)))
        if self.content:
            caption = video_caption()
            caption += self.parse_content_to_nodes()
            card += caption
        self.set_source_info(card)
        return [card]

    def _fault(self, address: str) -> str:
        """Why *address* leads nowhere, or ``""``."""
        if address.startswith(FILES):
            path = address.removeprefix(FILES)
            fault = path_fault(path)
            if not fault and not has_file(path, self.context.settings):
                fault = f"there is no file {path!r} below html_extra_path"
            return fault
        if "://" not in address:
            return (
                f"{address!r} is not an address: write `https://…`, or "
                f"`files:{address}` for a file in `files/`"
            )
        return address_fault(address, ("https", "http"))

    def _link(self, address: str) -> nodes.reference:
        """The link, or the player, with its picture and its words."""
        settings = self.context.settings
        video, player = Found(address, ""), False
        if address.startswith(FILES):
            file = find_file(address, settings)
            player = file is not None and is_played(file.name)
            if file is not None:
                self.env.note_dependency(str(file))
            elif settings.files:
                video = Found(address, video_at(settings.files).host)
        else:
            video = video_at(address)
        title = self.options.get("title", "").strip()
        phrase = settings.phrase
        words = phrase("video.at", host=video.host) if video.host else phrase("video")
        link = (video_player if player else nodes.reference)(
            "", "", refuri=video.address, internal=False, classes=["video-link"]
        )
        link += self._poster()
        colon = ": " if title else ""
        link += nodes.inline("", f"{words}{colon}", classes=["video-host"])
        if title:
            link += nodes.inline("", title, classes=["video-title"])
        return link

    def _poster(self) -> list[nodes.Node]:
        """The picture, which the title next to it describes."""
        path = self.options.get("poster", "").strip()
        if not path:
            return []
        classes = ["video-poster", "dark-light", "no-scaled-link"]
        image = nodes.image(uri=path, alt="", classes=classes, width=_WIDTH)
        self.set_source_info(image)
        return [image]
