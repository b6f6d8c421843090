"""What comes with a system to show what it can do, and is still there unchanged. Pure."""

from __future__ import annotations

import re
from typing import Final

#: Posts that show what al-folio can do.
_POSTS: Final = (
    r"_posts/(?:.*/)?(?:2015-0[357]-15-(?:formatting-and-links|images|code)|2015-10-20-(?:disqus-comments|comments|math)"
    r"|2018-12-22-distill|2020-09-28-(?:twitter|github-metadata)|2021-05-22-distill|2021-07-04-diagrams|2022-02-01-redirect"
    r"|2022-12-10-giscus-comments|2023-03-20-table-of-contents|2023-03-2[01]-tables|2023-04-24-videos"
    r"|2023-04-25-(?:audios|sidebar-table-of-contents)|2023-05-12-custom-blockquotes"
    r"|2023-07-04-jupyter-notebook|2023-07-12-post-bibliography|2023-12-12-tikzjax"
    r"|2024-01-26-(?:chartjs|echarts|geojson-map)|2024-01-27-(?:advanced-images|code-diff|vega-lite)"
    r"|2024-04-15-pseudocode|2024-04-28-post-citation|2024-04-29-typograms|2024-05-01-tabs"
    r"|2024-12-04-photo-gallery|2025-03-26-plotly)\.md"
)
#: System → names of such pages, and what their text says as long as they are examples.
_EXAMPLES: Final = {
    "al-folio": (
        (r"_news/announcement_\d\.md", r"A simple inline announcement|Announcements and news can be much longer"),
        (r"_projects/\d_project\.md", r"Every project has a beautiful feature showcase page"),
        (r"_people/firstname_lastname\.md", r"title: Firstname Lastname"),
        (r"_books/the_godfather\.md", r"Mario Puzo"),
        (r"_pages/about_einstein\.md", r"Einstein|Write your biography here"),
        (r"_teachings/(?:data-science-fundamentals|introduction-to-machine-learning)\.md", r""),
        (_POSTS, r""),
    ),
    "academicpages": (
        (r"_posts/(?:201[2-5]-08-14|2199-01-01)-(?:blog|future)-post[-\d]*\.md", r"sample blog post|This post will show up"),
        (r"_portfolio/portfolio-\d\.(?:md|html)", r"This is an item in your portfolio"),
        (r"_(?:talks|presentations)/201[2-4]-0[23]-01-(?:talk|tutorial)-\d\.md", r"This is a description of your (?:talk|tutorial|conference)"),
        (r"_teaching/201[45]-spring-teaching-\d\.md", r"This is a description of a teaching experience"),
        (r"_publications/\d{4}-\d\d-\d\d-paper-title-number-\d\.md", r"title: [\"']?Paper Title Number"),
        (r"markdown_generator/(?:publications|talks)\.tsv", r"Paper Title Number|Relevant Topic in Your Field"),
    ),
    "lab-website-template": (
        (r"_posts/.*example-post-\d\.md", r"(?i)lorem ipsum"),
        (r"_members/(?:john-doe|jane-smith|sarah-johnson)\.md", r"(?i)lorem ipsum"),
    ),
}  # fmt: skip


#: The papers that come with al-folio, by keys.
_PAPERS: Final = frozenset([
    "einstein1950meaning", "einstein1905molekularkinetischen", "einstein1905movement", "einstein1905electrodynamics",
    "einstein1905photoelectriceffect", "einstein1920relativity", "einstein1956investigations", "PhysRev.47.777",
    "przibram1967letters", "book",
])  # fmt: skip
#: Whose code, and which, al-folio shows.
_CODE: Final = frozenset([
    "torvalds", "alshedivat", "alshedivat/al-folio", "jekyll/jekyll", "twbs/bootstrap", "jquery/jquery",
    "FortAwesome/Font-Awesome", "mathjax/MathJax", "jpswalsh/academicons",
])  # fmt: skip
_COAUTHOR: Final = re.compile(
    r"wikipedia\.org/wiki/(?:Edwin_Plimpton_Adams|Boris_Podolsky|Nathan_Rosen|Johann_Sebastian_Bach|Carl_Philipp_Emanuel_Bach"
    r"|Erwin_Schr|Hendrik_Lorentz|Max_Planck)|s00016-019-00242-z"
)  # fmt: skip
#: Tags of the posts that academicpages brings, which stay when these are written anew.
SAMPLE_TAGS: Final = frozenset(["cool posts", "category1", "category2"])
#: What stands where authors are to write something of their own.
_PLACEHOLDER: Final = re.compile(
    r"(?i)address\. contacts\. mott?o\. etc|your office number|your address street|your city, state|you@example\.com|even add a little note"
    r"|short description of what is in|your name,? you|name@name\.com|name@domain|none@example|red@stanford"
)  # fmt: skip


def is_example_paper(key: str, authors: str) -> bool:
    """Whether an entry of a .bib file came with al-folio."""
    return key in _PAPERS and bool(re.search("Einstein|Przibram", authors))


def is_example_code(name: str) -> bool:
    """Whether a user or a repository of GitHub is one that al-folio shows."""
    return name in _CODE


def is_example_coauthor(address: str) -> bool:
    """Whether the home page of a co-author is of one of those whom al-folio names."""
    return bool(_COAUTHOR.search(address))


def is_placeholder(text: str) -> bool:
    """Whether a text only says what its authors may write there."""
    return bool(_PLACEHOLDER.search(text))


def is_example(system: str, path: str, text: str) -> bool:
    """Whether a page is an example of its system, and no longer nor shorter."""
    return any(
        re.fullmatch(name, path) and re.search(says, text)
        for name, says in _EXAMPLES.get(system, ())
    )
