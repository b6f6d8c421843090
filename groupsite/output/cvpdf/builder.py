"""Makes a single CV: a builder that reads what has changed, and writes nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders import Builder

from groupsite.build.site import site_of
from groupsite.output.cvpdf.files import VitaSource
from groupsite.output.cvpdf.making import Made, make, more_of
from groupsite.pages.cv import vita_link

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from groupsite.build.site import Site
    from groupsite.model.vitas import Variant


class VitaBuilder(Builder):
    """Has the CVs of a project, with the links of its pages in HTML."""

    name = "cv"
    epilog = ""
    allow_parallel = True

    def get_outdated_docs(self) -> Iterable[str]:
        """None: what is asked for is made by `vita`."""
        return ()

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The address of the page in HTML."""
        suffix = self.config.html_link_suffix or self.config.html_file_suffix
        return f"{docname}{suffix or '.html'}"

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Nothing is written."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Nothing is written."""

    @property
    def site(self) -> Site:
        """The site, all of which has been read."""
        return site_of(self._app)

    def vita(self, docname: str, person: str, variant: Variant) -> Made | None:
        """The CV of *person* on a page; None if that variant has nothing.

        :raises TypesettingError: if it cannot be made.
        """
        site = self.site
        doctree = self.env.get_doctree(docname)
        # before it is resolved, as the place is then filled
        (link,) = [n for n in doctree.findall(vita_link) if n["person"] == person]
        self.env.apply_post_transforms(doctree, docname)
        vita = VitaSource(site, doctree, docname, link).vita(variant)
        return make(vita, variant, more_of(site)) if vita.blocks else None
