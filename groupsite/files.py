"""Links to files that keep their old addresses: ``files:data/slides/x.pdf``.

The path counts from the root of the site, where `html_extra_path` puts such files.
`groupsite_files` says whether links lead there, or to a copy at another address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from groupsite.domain import groupsite_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SCHEME: Final = "files:"
#: Of files that the build itself makes: ``site:research/papers/KEY.bib``.
OWN_SCHEME: Final = "site:"


class LinkFiles(SphinxPostTransform):
    """Gives links to files their addresses."""

    # after references are resolved (10): copies of news have brought theirs along
    default_priority = 20

    def run(self, **kwargs: Any) -> None:
        """Rewrite all links of the document that begin with ``files:``."""
        setting = groupsite_domain(self.env).settings.files
        bases = {OWN_SCHEME: self._root()}
        bases[SCHEME] = setting.rstrip("/") + "/" if setting else bases[OWN_SCHEME]
        for link in self.document.findall(nodes.reference):
            uri = link.get("refuri", "")
            for scheme, base in bases.items():
                if uri.startswith(scheme):
                    path = uri.removeprefix(scheme).lstrip("/")
                    # a path never is an address of another scheme, such as a script
                    link["refuri"] = base + path.replace(":", "%3A")

    def _root(self) -> str:
        """The root of the site, ending in a slash where it is not empty."""
        builder = self.env._app.builder  # noqa: SLF001  the public name is deprecated
        if builder.format == "html" and builder.name != "epub":
            depth = builder.get_target_uri(self.env.current_document.docname).count("/")
            return "../" * depth
        # a book has no files beside it
        baseurl = self.config.html_baseurl
        return baseurl.rstrip("/") + "/" if baseurl else ""


def keep_files_out_of_books(app: Sphinx) -> None:
    """Leave the files out of an e-book: its links lead to the site."""
    if app.builder.name == "epub":
        app.config.html_extra_path = []
