"""A site with a page for each paper and each member, shared by the tests of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import Built, new_site
from tests.pictures import PIXEL

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Settings with which papers and members have pages.
PAGES = {"groupsite_paper_pages": "papers", "groupsite_person_pages": "members"}

#: An entry as the site hands it out, and what it does not hand out.
FAST_BIB = r"""@article{doe2024fast,
  author = {Doe, Jane and Smith, Ann and Li, Wei and Brown, Cy and Plato},
  title = {Fast {MRI} with $\ell_1$ norms},
  journal = {Journal of Tests},
  volume = {7},
  number = {2},
  pages = {1--20},
  year = {2024},
  doi = {10.1000/fast},
  eprint = {2401.00001v2},
  archiveprefix = {arXiv},
}
"""
OWN = r"""  pdf = {data/fast.pdf},
  code = {https://github.com/group/fast},
  abstract = {We are fast for all $x > 0$, 50\% of the time.},
  keywords = {bilevel learning, MRI},
  grant = {maths4dl},
  award = {Best Paper},
  preprint_title = {Quick {MRI}},
  alphabetical = {true},
}
"""
BIB = (
    "@string{jt = {Journal of Tests}}\n\n"
    + FAST_BIB.replace("{Journal of Tests}", "jt").removesuffix("}\n")
    + OWN
    + r"""
@inproceedings{smith2023deep,
  author = {A. Smith and Jane Doe},
  title = {Deep things},
  booktitle = {Proceedings of Testing},
  year = {2023},
  keywords = {MRI},
}

@misc{doe2025open,
  author = {Jane Doe},
  title = {An open question},
  year = {2025},
  eprint = {2501.00001},
  archiveprefix = {arXiv},
}

@article{green2022noise,
  author = {Bo Green and others},
  title = {On noise},
  journal = {Noises},
  year = {2022},
  pubstate = {accepted},
  keywords = {MRI, bilevel learning},
}

@article{green2021sound,
  author = {Bo Green and Jane Doe},
  title = {On sound},
  journal = jt,
  year = {2021},
  keywords = {MRI},
}

@misc{li2020old,
  author = {Wei Li and Jane Doe},
  title = {Old {MRI}},
  year = {2020},
  keywords = {MRI},
}
"""
)
PEOPLE = """\
- id: doe-jane
  name: Jane Doe
  position: Professor of Tests
  email: jane@example.org
  memberships: [{role: lead, from: 2015}]
  affiliations: [{place: "Bath, UK", from: 2015}]
  links: {homepage: https://example.org/jane, orcid: 0000-0002-1825-0097}

- id: smith-ann
  name: Ann Smith
  photo: photos/ann.png
  memberships:
    - role: postdoc
      from: 2024
      to: 2025-06
      topic: sampling
      grant: maths4dl
      next: Lecturer, Elsewhere
    - role: phd
      from: 2021
      to: 2024
      topic: deep learning
      supervisors: [doe-jane, li-wei]
      lead_supervisor: doe-jane
      funding: IMI
  affiliations: [{place: "Bath, UK", from: 2021}]
  links: {homepage: https://example.org/ann, github: ann}

- id: green-bo
  name: Bo Green
  memberships: [{role: phd, from: 2023-05, supervisors: doe-jane}]

- id: gone-gil
  name: Gil Gone
  memberships: [{role: visitor, from: 2019, to: 2019, note: A short stay.}]
  affiliations: [{place: "Oslo, Norway", from: 2010}]

- id: white-eve
  name: Eve White
  memberships: [{role: phd, from: 2022}]
  links: {homepage: https://example.org/eve}

- id: li-wei
  name: Wei Li
  affiliations: [{place: "UCL, UK", from: 2020}, {place: "ETH, Switzerland", from: 2024-06}]
  links: {homepage: https://example.org/wei}

- id: brown-cy
  name: Cy Brown
"""
CV = """\
- id: doe-jane
  employment:
    - {title: Professor, from: 2015}
"""
NEWS = """\
# News

:::{news} 2024-07
:id: fast-out
:kind: published
:paper: doe2024fast
:::

:::{news} 2024-03
:id: fast-talk
:kind: talk
:paper: doe2024fast
:grant: maths4dl

Jane spoke of it.
:::

:::{news} 2024-02
:id: fast-accepted
:kind: accepted
:paper: doe2024fast
:::

:::{news} 2024-01
:id: fast-preprint
:kind: preprint
:paper: doe2024fast
:::

:::{news} 2023-09
:id: deep-preprint
:kind: preprint
:paper: smith2023deep
:::

:::{news} 2023-07
:id: ann-prize
:kind: award
:people: smith-ann

A prize for Ann.
:::

:::{news} 2023-03-01
:id: workshop
:kind: event
:people: smith-ann li-wei

We held a workshop.
:::
"""
FILES: dict[str, str | bytes] = {
    "publications.bib": BIB,
    "people.yml": PEOPLE,
    "photos/ann.png": PIXEL,
    "extra/data/fast.pdf": b"%PDF",
    "news.md": NEWS,
    "research/grants.yml": """\
- id: maths4dl
  short: Maths4DL
  title: Mathematics of deep learning
  funder: EPSRC
  from: 2022
  to: 2027
  partners: [white-eve]
""",
    "research/talks.yml": """\
- id: imaging-2024
  date: 2024-05
  paper: doe2024fast
  event: Imaging Days
- id: tests-2023
  kind: poster
  date: 2023-11
  paper: doe2024fast
  event: Tests and More
  people: smith-ann
""",
    "research/software.yml": "- id: fastlib\n  title: FastLib\n  paper: doe2024fast\n  people: smith-ann\n",
    "research/awards.yml": "- id: prize\n  title: Prize of 2023\n  date: 2023\n  people: smith-ann\n",
    "research/teaching.yml": "- id: tests\n  title: Tests\n  year: 2024\n  role: tutor\n  people: smith-ann\n",
    "activities.md": "# Activities\n\n:::{grants}\n:::\n\n:::{talks}\n:::\n\n:::{software}\n:::\n\n:::{awards}\n:::\n",
    "mri.md": "# Magnetic resonance\n\n:::{theme} mri\n:::\n",
    "white-eve.md": "---\norphan: true\n---\n# Eve at large\n\nI am Eve.\n\n:::{person} white-eve\n:::\n",
    "cv.yml": CV,
    "cv.md": "---\norphan: true\n---\n# CV of Jane\n\n:::{cv} doe-jane\n:::\n",
    "index.md": "# Home\n\n{paper}`doe2024fast` by {person}`doe-jane`, {person}`white-eve`, "
    "{person}`li-wei` and {person}`brown-cy`.\n\n"
    "```{toctree}\nnews\npublications\npeople\nactivities\nmri\n```\n",
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site, with all that papers and people can have."""
    site = new_site(tmp_path_factory.mktemp("pages"), files=FILES)
    return site.build(config={**PAGES, "html_extra_path": ["extra"]})


def words(element: HtmlElement) -> str:
    """The text of an element in one line, without the links of headings."""
    return " ".join(element.text_content().replace("¶", "").split())


def texts(element: HtmlElement, css: str) -> list[str]:
    """The text of each element that *css* finds."""
    return [words(found) for found in element.cssselect(css)]


def links(element: HtmlElement, css: str = "a") -> list[tuple[str, str]]:
    """(text, address) of the links that *css* finds, without those of headings."""
    return [
        (words(link), link.get("href"))
        for link in element.cssselect(css)
        if "headerlink" not in link.get("class", "")
    ]
