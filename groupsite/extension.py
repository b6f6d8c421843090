"""The extension's table of contents.

`setup` registers everything: kinds of records, directives, and all handlers of events,
which are named nowhere else. Handlers are named by what they do; priorities are given
where the order matters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from groupsite.build.checking import check_project_settings, check_settings
from groupsite.build.domain import GroupsiteDomain, leave_text, object_type
from groupsite.build.exports import EVENT as EXPORTS
from groupsite.build.exports import (
    check_lists,
    list_files,
    record_files,
    write_exports,
)
from groupsite.build.filelinks import (
    LinkFiles,
    NoteFiles,
    check_files,
    keep_files_out_of_books,
    shown_files,
)
from groupsite.build.icons import setup_icons
from groupsite.build.loading import load_records, make_pages, need_no_menu
from groupsite.build.markdown import read_markdown
from groupsite.build.nodes import setup_nodes
from groupsite.build.pictures import make_pictures, remove_old_copies
from groupsite.build.registry import note_kind
from groupsite.build.site import on_html_page
from groupsite.build.version import code_version
from groupsite.build.webp import note_webp, setup_webp
from groupsite.compat.bibtex import setup_citing
from groupsite.compat.buildinfo import drop_cut_note
from groupsite.compat.encoding import read_any_source, report_decoded
from groupsite.compat.epub import leave_note_out
from groupsite.compat.include import end_circle
from groupsite.compat.mystlog import hush, listen_again
from groupsite.compat.pictures import number_pictures
from groupsite.compat.quotes import quote_alike
from groupsite.compat.viewport import drop_second_viewport
from groupsite.directives.chart import setup_chart
from groupsite.directives.gallery import Gallery, setup_gallery
from groupsite.directives.headings import FlattenHeadings
from groupsite.directives.lists import list_directive
from groupsite.directives.parts import LinkParts, part_link
from groupsite.directives.rest import LinkRests, record_rest, shown_rests
from groupsite.directives.roles import RecordRole
from groupsite.directives.shortnames import add_short_names
from groupsite.directives.video import Video
from groupsite.incremental.digests import EVERYWHERE, SHOWN
from groupsite.incremental.freshness import Freshness, note_links
from groupsite.incremental.globs import PatternToctree, documents_with_patterns
from groupsite.incremental.lock import BuildLock
from groupsite.incremental.verdict import judge
from groupsite.incremental.warned import WARNINGS
from groupsite.kinds.activities.awards import AWARD
from groupsite.kinds.activities.events import EVENT
from groupsite.kinds.activities.grants import GRANT
from groupsite.kinds.activities.media import MEDIUM
from groupsite.kinds.activities.projects import PROJECT
from groupsite.kinds.activities.software import SOFTWARE
from groupsite.kinds.activities.talks import TALK
from groupsite.kinds.activities.teaching import COURSE
from groupsite.kinds.news.copies import timeline
from groupsite.kinds.news.deadline import JudgeDeadlines
from groupsite.kinds.news.declared import NewsItems
from groupsite.kinds.news.directive import News
from groupsite.kinds.news.kind import NEWS, add_latest_news
from groupsite.kinds.news.page import mend_source
from groupsite.kinds.news.timeline import FillTimelines
from groupsite.kinds.papers.formats.pdf import pdf_files
from groupsite.kinds.papers.kind import PAPER
from groupsite.kinds.papers.showing.howtocite import keep_citations
from groupsite.kinds.papers.sphinxbibtex import (
    CheckCitations,
    LinkCitations,
    NoteCitations,
    fill_bibtex_cache,
    has_own_bibtex,
)
from groupsite.kinds.people.cv import CV
from groupsite.kinds.people.kind import PERSON
from groupsite.kinds.posts.kind import POST
from groupsite.kinds.posts.page import PostPages, head_post
from groupsite.kinds.sponsors import SPONSOR
from groupsite.kinds.topics import TOPIC
from groupsite.model import settings
from groupsite.model.language import CATALOGUE, LOCALE
from groupsite.output.assets import (
    add_scripts,
    add_static_files,
    style_all_pages,
    style_page,
)
from groupsite.output.blocked import report_blocked, report_blocked_files
from groupsite.output.cvpdf.builder import VitaBuilder
from groupsite.output.cvpdf.files import (
    link_vitas,
    note_vitas,
    shown_vitas,
    vita_files,
)
from groupsite.output.facts import shown_in_head, shown_in_heads
from groupsite.output.feeds.files import feed_files
from groupsite.output.head import add_metadata, add_other_metadata
from groupsite.output.mathml import NAME as MATHML
from groupsite.output.mathml import setup_mathml
from groupsite.output.policy import add_policy
from groupsite.output.sitemap import map_files, note_unindexed
from groupsite.pages.check import CheckBuilder
from groupsite.pages.coauthors import CoAuthors
from groupsite.pages.cv import Cv
from groupsite.pages.decades import find_long_lists
from groupsite.pages.destinations import Destinations
from groupsite.pages.linkcheck import setup_linkcheck
from groupsite.pages.navigation import add_navigation, shown_in_menu
from groupsite.pages.notfound import not_found_page, root_not_found_page
from groupsite.pages.paper import PaperPage
from groupsite.pages.person import PersonPage, Profile
from groupsite.pages.record import record_page
from groupsite.pages.report import Report
from groupsite.pages.search import (
    add_search_scripts,
    note_text,
    search_index,
    search_page,
    use_own_search,
)
from groupsite.pages.theme import Theme
from groupsite.pages.titles import name_page
from groupsite.pages.unlisted import check_menu, check_names, say_it_ourselves
from groupsite.quick import quicken
from groupsite.theme import setup_theme

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from groupsite.model.kinds import RecordKind

#: Our kinds of records, each after those that it depends on. Other extensions add
#: theirs with `add_record_kind`.
KINDS: Final = (
    TOPIC,
    PERSON,
    CV,
    PAPER,
    GRANT,
    PROJECT,
    AWARD,
    TALK,
    EVENT,
    COURSE,
    SOFTWARE,
    MEDIUM,
    NEWS,
    POST,
    SPONSOR,
)

#: Pages of records with a directive of their own.
_PAGES: Final = {PAPER.name: PaperPage, PERSON.name: PersonPage, CV.name: Cv}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the features of any project, and those of a whole project."""
    has_literature = has_own_bibtex(app)
    app.setup_extension("sphinxcontrib.bibtex")
    settings.register(app)
    app.add_message_catalog(CATALOGUE, LOCALE)  # for a site's templates and extensions
    app.add_event(EXPORTS)
    app.add_event(SHOWN)
    app.add_event(EVERYWHERE)
    app.add_event(WARNINGS)
    setup_theme(app)
    _add_ours(app)
    fresh = Freshness()
    _connect_ours(app, fresh)
    whole_project = bool(app.config.groupsite_whole_project)
    if whole_project:
        _look_after_project(app, fresh)
    else:
        app.connect("html-page-context", on_html_page(style_page))
    owns_bibliography = whole_project or not has_literature
    if owns_bibliography:
        app.add_transform(CheckCitations)
        # before sphinxcontrib-bibtex reads its files (500)
        app.connect("builder-inited", fill_bibtex_cache, priority=410)
    else:
        app.add_transform(NoteCitations)
    return {
        # environments of different set-ups are incompatible
        "env_version": code_version() + whole_project + 2 * owns_bibliography,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_ours(app: Sphinx) -> None:
    """Register directives, roles, nodes and transforms, inactive until used."""
    setup_nodes(app)
    setup_chart(app)
    setup_icons(app)
    app.add_node(record_rest)
    app.add_node(part_link)
    setup_gallery(app)
    setup_webp(app)
    if app.config.html_math_renderer == MATHML:
        setup_mathml(app)
    app.add_domain(GroupsiteDomain)
    app.add_builder(CheckBuilder)
    app.add_builder(VitaBuilder)
    app.add_node(timeline)
    app.add_directive_to_domain("groupsite", "news", News)
    app.add_directive_to_domain("groupsite", "theme", Theme)
    app.add_directive_to_domain("groupsite", "profile", Profile)
    app.add_directive_to_domain("groupsite", "coauthors", CoAuthors)
    app.add_directive_to_domain("groupsite", "destinations", Destinations)
    app.add_directive_to_domain("groupsite", "report", Report)
    app.add_directive_to_domain("groupsite", "video", Video)
    app.add_directive_to_domain("groupsite", "gallery", Gallery)
    for kind in KINDS:
        register_kind(app, kind)

    app.add_transform(FlattenHeadings)
    app.add_transform(PostPages)
    app.add_transform(NewsItems)
    app.add_transform(NoteFiles)
    app.add_post_transform(FillTimelines)
    app.add_post_transform(JudgeDeadlines)
    app.add_post_transform(LinkRests)
    app.add_post_transform(LinkParts)
    app.add_post_transform(LinkCitations)
    app.add_post_transform(LinkFiles)


def register_kind(app: Sphinx, kind: RecordKind[Any]) -> None:
    """Register a kind with its directives and its role."""
    note_kind(app, kind)
    if kind.list.directive:
        directive = list_directive(kind)
        app.add_directive_to_domain("groupsite", kind.list.directive, directive)
    if kind.page.folder is not None:
        page = _PAGES.get(kind.name) or record_page(kind)
        app.add_directive_to_domain("groupsite", kind.name, page)
    if kind.links.role:
        app.add_role_to_domain("groupsite", kind.name, RecordRole(kind))
        types = app.registry.domain_object_types
        types.setdefault("groupsite", {})[kind.name] = object_type(kind.name)


def _connect_ours(app: Sphinx, fresh: Freshness) -> None:
    """Connect the handlers for all projects, in the order of a build."""
    app.connect("config-inited", fresh.watch.start, priority=390)
    app.connect("config-inited", read_markdown, priority=395)
    # before any reader of settings (500)
    app.connect("config-inited", check_settings, priority=400)
    app.connect("builder-inited", fresh.open_ledger, priority=390)
    app.connect("builder-inited", load_records, priority=400)
    app.connect("builder-inited", find_long_lists, priority=405)
    app.connect("builder-inited", make_pictures)
    app.connect("builder-inited", make_pages)
    app.connect("builder-inited", add_static_files)
    app.connect("builder-inited", use_own_search)
    # after all others have registered theirs
    app.connect("builder-inited", add_short_names, priority=900)
    app.connect("source-read", mend_source)
    app.connect("source-read", head_post)
    app.connect("doctree-read", note_text)
    app.connect("doctree-read", note_links)
    app.connect("doctree-read", note_vitas)
    app.connect("doctree-read", note_webp)
    app.connect("env-get-outdated", fresh.outdated_documents)
    app.connect("env-updated", need_no_menu)
    # after others have updated their data (500)
    app.connect("env-updated", fresh.changed_documents, priority=600)
    app.connect(WARNINGS, fresh.warnings)
    app.connect("env-check-consistency", keep_citations)
    app.connect("env-check-consistency", check_files)
    app.connect("env-check-consistency", remove_old_copies)
    app.connect("env-check-consistency", check_lists)
    _connect_writing(app, fresh)


def _connect_writing(app: Sphinx, fresh: Freshness) -> None:
    """Connect those for what is written: pages, and files beside them."""
    app.connect("missing-reference", leave_text)
    app.connect("doctree-resolved", fresh.note_written)
    app.connect("doctree-resolved", link_vitas)
    app.connect("html-collect-pages", search_page)
    app.connect("html-page-context", on_html_page(add_search_scripts))
    app.connect("html-page-context", on_html_page(add_scripts))
    app.connect("html-page-context", on_html_page(name_page))
    # after everything else that adds to the head (500)
    app.connect("html-page-context", on_html_page(add_metadata), priority=600)
    for shown_everywhere in (shown_files, shown_in_heads):
        app.connect(EVERYWHERE, shown_everywhere)
    for shown in (shown_in_head, shown_rests, shown_vitas):
        app.connect(SHOWN, shown)
    for files in (
        list_files,
        feed_files,
        pdf_files,
        vita_files,
        search_index,
        record_files,
    ):
        app.connect(EXPORTS, files)
    app.connect("build-finished", write_exports)
    app.connect("build-finished", fresh.close_ledger)
    # after all that may still complain (500)
    app.connect("build-finished", judge, priority=900)


def _look_after_project(app: Sphinx, fresh: Freshness) -> None:
    """Connect the handlers that affect more than our own output, for a whole project.

    CONTRIBUTING explains what each of them is for.
    """
    setup_citing(app)
    setup_linkcheck(app)
    quicken(app)
    if app.config.html_math_renderer is None:
        setup_mathml(app)
    app.add_directive("toctree", PatternToctree, override=True)
    lock = BuildLock()
    app.connect("config-inited", lock.take, priority=380)
    app.connect("config-inited", check_project_settings, priority=399)
    app.connect("config-inited", quote_alike)
    app.connect("config-inited", leave_note_out)
    app.connect("config-inited", say_it_ourselves)
    app.connect("builder-inited", fresh.remove_old_static_files, priority=391)
    app.connect("builder-inited", drop_cut_note)
    # around MyST's own (500)
    app.connect("builder-inited", hush, priority=499)
    app.connect("builder-inited", listen_again, priority=501)
    app.connect("builder-inited", read_any_source)
    app.connect("builder-inited", style_all_pages)
    app.connect("builder-inited", check_names)
    app.connect("builder-inited", report_blocked_files)
    app.connect("builder-inited", keep_files_out_of_books)
    app.connect("include-read", end_circle)
    # after the files of a document are collected (500)
    app.connect("doctree-read", report_decoded, priority=600)
    app.connect("doctree-read", report_blocked)
    app.connect("doctree-read", note_unindexed)
    app.connect("env-get-outdated", fresh.lost_documents)
    app.connect("env-get-outdated", documents_with_patterns)
    # before the check of which pages exist (600)
    app.connect("env-updated", number_pictures, priority=590)
    app.connect("env-updated", fresh.renew_copies, priority=595)
    app.connect("env-check-consistency", check_menu)
    app.connect("html-collect-pages", not_found_page)
    # before templates run
    app.connect("html-page-context", fresh.note_asked, priority=400)
    app.connect("html-page-context", on_html_page(add_latest_news))
    app.connect("html-page-context", on_html_page(add_navigation))
    app.connect("html-page-context", on_html_page(drop_second_viewport))
    app.connect("html-page-context", on_html_page(add_other_metadata), priority=600)
    # after all that add scripts (500)
    app.connect("html-page-context", on_html_page(add_policy), priority=800)
    app.connect(EVERYWHERE, shown_in_menu)
    app.connect(EXPORTS, map_files)
    app.connect("build-finished", root_not_found_page)
    app.connect("build-finished", lock.release, priority=900)
