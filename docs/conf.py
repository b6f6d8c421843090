"""The documentation for authors, with the theme that it is about."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # groupsite stands above this folder
extensions = ["groupsite", "docs.generating"]
html_theme = "groupsite"

project = "groupsite"
author = "The authors of groupsite"
exclude_patterns = ["generating"]
#: Names in front of texts, for addresses of types of values.
myst_enable_extensions = ["attrs_inline"]
#: Links to headings, as hosts of repositories show them.
myst_heading_anchors = 3
