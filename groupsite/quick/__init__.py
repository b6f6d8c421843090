"""What Sphinx, docutils and extensions work out over and over is worked out once.

Nothing that they make is another one without these modules: only the time differs, by a
third for a site with a page for each of its papers. `tests/quick` compares both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.quick.assets import keep_checksums
from groupsite.quick.blocks import quicken_blocks
from groupsite.quick.collector import quicken_collector
from groupsite.quick.contents import load_few_contents
from groupsite.quick.debugging import leave_debugging_out
from groupsite.quick.idle import leave_idle_out
from groupsite.quick.inventory import keep_inventory
from groupsite.quick.links import quicken_links
from groupsite.quick.markdown import quicken_markdown
from groupsite.quick.memory import hold_few_documents
from groupsite.quick.options import quicken_settings
from groupsite.quick.parallel import share_work
from groupsite.quick.paths import quicken_paths
from groupsite.quick.quotes import quicken_quotes
from groupsite.quick.sources import quicken_sources
from groupsite.quick.titles import render_titles_once
from groupsite.quick.trees import quicken_trees
from groupsite.quick.writers import leave_stylesheet_out, quicken_writers

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def quicken(app: Sphinx) -> None:
    """Have all of them work, for a whole project."""
    quicken_blocks(app)
    quicken_collector(app)
    leave_debugging_out(app)
    leave_idle_out(app)
    quicken_links(app)
    quicken_markdown()
    quicken_paths()
    quicken_quotes(app)
    quicken_settings()
    quicken_sources(app)
    quicken_trees()
    app.connect("builder-inited", hold_few_documents)
    app.connect("builder-inited", render_titles_once)
    app.connect("builder-inited", load_few_contents)
    app.connect("builder-inited", keep_checksums)
    app.connect("builder-inited", keep_inventory)
    # when all extensions have registered their nodes
    app.connect("builder-inited", quicken_writers, priority=900)
    app.connect("builder-inited", leave_stylesheet_out)
    app.connect("builder-inited", share_work)
