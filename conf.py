"""Settings of the site, and nothing else: the code is in `groupsite/`.

Another group changes the first part and keeps the second.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

# -- The group ---------------------------------------------------------------------

project = "Matthias J. Ehrhardt"
author = "Matthias J. Ehrhardt and the Bath Imaging Group"
copyright = author
language = "en"

#: Where the site lives. Read the Docs and GitHub Pages say so themselves.
html_baseurl = os.environ.get(
    "READTHEDOCS_CANONICAL_URL",
    os.environ.get("SITE_BASEURL", "https://mehrhardt.github.io/"),
)

#: The group as an institution, for search engines and the address on the home page.
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

#: Who makes the ids of items in feeds, and since when: never change it, or all items are
#: new to all readers.
groupsite_feed_authority = "mehrhardt.github.io,2026"

#: Id of the person whose site this is, in group/people.yml.
groupsite_owner = "ehrhardt-matthias"

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

#: Where links to old files (`files:data/slides/…`) lead. Empty: to the folder files/ of
#: this repository, which is copied into the site; put the old data/ there first.
groupsite_files = "https://mehrhardt.github.io/"

#: The search finds people, papers and news, with or without accents.
groupsite_search = True

#: What messengers and social media show with a link to the site; `make pictures` draws
#: it, and the icons, out of the names above, the logo and the colours.
groupsite_image = "_static/card.png"
groupsite_image_alt = "Three rings around a point, and the name of the group"

#: Every paper and every member has a page; they are made in these folders. A page that
#: you write yourself (group/ID.md with `{person} ID` in it) takes the place of one.
groupsite_paper_pages = "research/papers"
groupsite_person_pages = "group/people"

#: Addresses of the old site that have moved.
redirects = {
    "research.html": "research/index.html",
    "software.html": "research/software.html",
    "teaching.html": "research/teaching.html",
}

# -- How it is built ---------------------------------------------------------------

version = release = "latest"  # a site has none, but the epub builder wants one
extensions = ["myst_parser", "sphinx_design", "sphinx_reredirects", "groupsite"]
primary_domain = "groupsite"

# both: folders that are excluded are not walked through
include_patterns = [
    "index.md",
    "cv.md",
    "statement.md",
    "news/**",
    "research/**",
    "group/**",
]
exclude_patterns = ["_build", ".venv*", "node_modules", "tests", "**.gitkeep"]

myst_enable_extensions = [
    "attrs_block", "colon_fence", "dollarmath", "deflist", "substitution",
]  # fmt: skip
myst_url_schemes = ["http", "https", "mailto", "files", "site"]
myst_substitutions = {
    "address": "{street}, {locality} {postcode}, {country}".format(
        **groupsite_organization
    ),
}
# links by id are looked up in one domain instead of in all of them
myst_ref_domains = ["std"]

templates_path = ["_templates"]
redirect_html_template_file = "_templates/redirect.html"
# .buildinfo.bak is left by Sphinx after a change of conf.py
epub_exclude_files = [".buildinfo.bak", *(f"{name}.xhtml" for name in redirects)]

html_theme = "sphinx_book_theme"
html_title = "Matthias J. Ehrhardt"
html_static_path = ["_static"]
html_extra_path = ["files"]
html_css_files = ["site.css"]
html_favicon = "_static/favicon.svg"
html_math_renderer = "mathml"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_use_index = False
html_permalinks = False
html_scaled_image_link = False
html_context = {
    "group_name": groupsite_organization["name"],
    "group_page": groupsite_organization["page"],
}
# the frame is that of _templates/layout.html: the theme has nothing to put around it
html_sidebars: dict[str, list[str]] = {"**": []}
_NO_FURNITURE = """
    navbar_start navbar_center navbar_end navbar_persistent primary_sidebar_end
    article_header_start article_header_end article_footer_items
    footer_start footer_center footer_end footer_content_items content_footer_items
"""
html_theme_options = {
    **{place: [] for place in _NO_FURNITURE.split()},
    "use_download_button": False,
    "use_fullscreen_button": False,
    "use_source_button": False,
    # pages that have their contents beside them
    "secondary_sidebar_items": {
        "news/index": ["page-toc.html"],
        "research/*": ["page-toc.html"],
        "cv": ["page-toc.html"],
    },
}

latex_documents = [("index", "site.tex", project, "Bath Imaging Group", "howto")]
latex_engine = "xelatex"
