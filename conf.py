"""The facts of this site; the README says what else can be set."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # groupsite stands beside this file
extensions = ["groupsite"]
html_theme = "groupsite"

project = "Matthias J. Ehrhardt"
author = "Matthias J. Ehrhardt and the Bath Imaging Group"
html_baseurl = "https://mehrhardt.github.io/"
groupsite_owner = "ehrhardt-matthias"  # as in group/people.yml
groupsite_organization = {
    "name": "Bath Imaging Group",
    "short": "BIG",
    "page": "group/index",
    "parent": "University of Bath",
    "parent_url": "https://www.bath.ac.uk",
    "street": "University of Bath",
    "locality": "Bath",
    "postcode": "BA2 7JU",
    "country": "United Kingdom",
}

#: What papers are about: id and label. Keywords in publications.bib use the labels.
groupsite_topics = {
    "bilevel-learning": "Bilevel learning",
    "stochastic-optimisation": "Stochastic optimisation",
    "structure-promoting-regularisation": "Structure-promoting regularisation",
    "structure-preserving-deep-learning": "Structure-preserving deep learning",
    "learned-regularisation": "Learned regularisation",
    "sampling-and-uncertainty": "Sampling and uncertainty",
    "optimisation": "Optimisation",
    "pet": "PET",
    "mri": "MRI",
    "ct": "CT",
    "spectral-imaging": "Spectral imaging",
    "dynamic-imaging": "Dynamic imaging",
    "imaging-software": "Imaging software",
}

#: The ids of items in feeds are made of it: never change it, or all items are new again.
groupsite_feed_authority = "mehrhardt.github.io,2026"
#: Where links to old files (`files:data/slides/…`) lead. Empty: to the folder files/.
groupsite_files = "https://mehrhardt.github.io/"
groupsite_image_alt = "Three rings around a point, and the name of the group"
groupsite_footer = ["statement"]
#: Addresses of the old site that have moved.
redirects = {
    "research.html": "research/index",
    "software.html": "research/software",
    "teaching.html": "research/teaching",
}
#: The documentation is a site of its own, see `make docs`.
exclude_patterns = ["docs"]
