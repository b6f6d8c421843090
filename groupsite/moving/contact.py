"""How to reach a group that is no person: the end of its home page. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from groupsite.kinds.people.person import Links
from groupsite.model.wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Hosts of services → what these are called.
_SERVICES: Final = {
    "x.com": "X", "twitter.com": "X", "youtube.com": "YouTube", "instagram.com": "Instagram",
    "facebook.com": "Facebook", "medium.com": "Medium", "gitlab.com": "GitLab", "t.me": "Telegram",
    "semanticscholar.org": "Semantic Scholar", "huggingface.co": "Hugging Face", "osf.io": "OSF",
    "inspirehep.net": "INSPIRE", "scopus.com": "Scopus", "publons.com": "Publons", "weixin.qq.com": "WeChat",
    "kaggle.com": "Kaggle", "stackoverflow.com": "Stack Overflow", "flickr.com": "Flickr",
    "bsky.app": "Bluesky", "linkedin.com": "LinkedIn", "github.com": "GitHub", "researchgate.net": "ResearchGate",
}  # fmt: skip


def ways(links: Mapping[str, Any]) -> list[str]:
    """The links of a group as Markdown, each called as its service is; mail is the first.

    :param links: as `person_links` gives them.
    """
    several: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in links.items()
    }
    mails, found = [], []
    for name, to in Links(**several).addresses():
        if to.startswith("mailto:"):
            mails.append(mail_link(to))
        else:
            label = called(to) if name == "other" else PHRASES[f"link.{name}"]
            found.append(f"[{label}]({to})")
    return mails + found


def mail_link(address: str) -> str:
    """A link to an address of e-mail, with or without its scheme."""
    mail = address.removeprefix("mailto:")
    return f"[{mail}](mailto:{mail})"


def called(to: str) -> str:
    """What a page is called: its service, or its address without what is the same in all."""
    host = (urlsplit(to).hostname or "").removeprefix("www.")
    short = re.sub(r"^https?://(?:www\.)?|/$", "", to)
    return _SERVICES.get(host) or re.sub(r"([\[\]*_`])", r"\\\1", short)
