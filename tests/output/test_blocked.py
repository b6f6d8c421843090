"""What the policy of a site blocks is reported, with what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from groupsite.output.blocked import Blocked, blocked_in, instead
from tests.conftest import THEMED

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

FAR: Final = "https://far.example.org/x"
HTML: Final = {
    f'<img src="{FAR}">': [("picture", FAR)],
    f"<p><IMG SRC={FAR}> and <img src='{FAR}2'/>": [
        ("picture", FAR),
        ("picture", f"{FAR}2"),
    ],
    '<img src="//far.example.org/x">': [("picture", "//far.example.org/x")],
    f'<iframe src="{FAR}"></iframe>': [("frame", FAR)],
    '<iframe src="own.html"></iframe>': [("frame", "own.html")],
    f'<object data="{FAR}"></object><embed src="{FAR}">': [("frame", FAR)] * 2,
    f'<video src="{FAR}" poster="{FAR}.jpg"></video>': [
        ("video", FAR),
        ("picture", f"{FAR}.jpg"),
    ],
    f'<video><source src="{FAR}"><track src="{FAR}"></video>': [
        ("video", FAR),
        ("track", FAR),
    ],
    f'<audio src="{FAR}"></audio>': [("recording", FAR)],
    f'<script src="{FAR}"></script>': [("script", FAR)],
    f'<link rel="stylesheet" href="{FAR}">': [("style sheet", FAR)],
    '<img src="http://[far">': [("picture", "http://[far")],
    # nothing of these is loaded from another host
    "<img src='own.png'><img src='/own.png'><img src='data:image/png;base64,AA'>": [],
    '<img src="https://own.example.org/x">': [],
    f'<a href="{FAR}">link</a><link rel="me" href="{FAR}">': [],
    f'<!-- <img src="{FAR}"> --><script>let a = "<img src={FAR}>"</script>': [],
    "<video controls><source></video><iframe></iframe><script>1</script>": [],
    "</b>": [],
    "": [],
    "\x00<![CDATA[<![if x]>": [],
}


@pytest.mark.parametrize("html", HTML)
def test_what_loads_from_elsewhere_is_found(html: str) -> None:
    """In any HTML that an author may write; a frame is blocked in any case."""
    assert [*blocked_in(html, "own.example.org")] == HTML[html]


def test_a_player_is_replaced_by_the_card_of_its_video() -> None:
    """With the address of the page of the video, ready to be copied."""
    frame = Blocked("frame", "https://www.youtube-nocookie.com/embed/abc?si=1")

    assert instead(frame) == (
        "write `{video} https://www.youtube.com/watch?v=abc`, a card that leads there"
    )


PAGE: Final = """\
---
orphan: true
---
# Page

Some words
and ![far](https://far.example.org/a.png) more.

<div>

<iframe width="560"
  src="https://player.vimeo.com/video/123"></iframe>

</div>

```{figure} https://far.example.org/b.png
A figure
```

![near](near.png) [link](https://far.example.org/c.png)
"""


def told(
    line: int, what: str, address: str, instead: str, file: str = "page.md"
) -> str:
    """The message about something that is blocked."""
    return (
        f"{file}:{line}: ERROR: the policy of the site (`groupsite_csp`) blocks this "
        f"{what}, {address}; {instead} [groupsite.policy]"
    )


COPY: Final = "put a copy into the site and write its path"
VIMEO: Final = "write `{video} https://vimeo.com/123`, a card that leads there"
TOLD: Final = [
    told(7, "picture", "https://far.example.org/a.png", COPY),
    told(12, "frame", "https://player.vimeo.com/video/123", VIMEO),
    told(16, "picture", "https://far.example.org/b.png", COPY),
]
WHOLE: Final = {"groupsite_whole_project": True, "groupsite_csp": True}


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A site with a page of things that are elsewhere."""
    return make_site(files={"page.md": PAGE, "near.png": b"near"})


def test_what_is_blocked_is_reported_at_its_line(site: Site) -> None:
    """Each one once, in each build until it is mended: it is not on the site."""
    assert site.build(warnings=TOLD, config=WHOLE).code == 1
    assert site.build(warnings=TOLD, config=WHOLE).code == 1
    site.write("page.md", "---\norphan: true\n---\n# Page\n\n![near](near.png)\n")

    assert site.build(config=WHOLE).code == 0


def test_an_included_file_is_named(site: Site) -> None:
    """The line is that of the file in which it is written."""
    site.write("parts/far.txt", "Words.\n\n<img src='https://far.example.org/a.png'>\n")
    site.write(
        "page.md", "---\norphan: true\n---\n# P\n\n```{include} parts/far.txt\n```\n"
    )
    message = told(3, "picture", "https://far.example.org/a.png", COPY, "parts/far.txt")

    site.build(warnings=[message], config={**WHOLE, "exclude_patterns": ["parts"]})


@pytest.mark.parametrize(
    "config",
    [
        {**WHOLE, "groupsite_csp": False},
        {"groupsite_whole_project": False},
        {"groupsite_whole_project": True},
    ],
    ids=["no policy", "another project", "another theme"],
)
def test_without_the_policy_all_is_shown(site: Site, config: dict[str, bool]) -> None:
    """A site may do without it, and other projects and themes have none."""
    site.build(config={"html_js_files": [FAR], **config})


NAMED: Final = f"""\
{THEMED}
html_js_files = [
    "own.js",
    "https://lab.example.org/own.js",
    ("{FAR}.js", {{"async": "async"}}),
    (None, {{"body": "let x = 1;"}}),
]
html_css_files = ["{FAR}.css"]
"""


def test_files_of_other_hosts_are_reported_where_conf_names_them(
    make_site: Callable[..., Site],
) -> None:
    """A counter of visitors would count nobody; what the site has is let in."""
    site = make_site(files={"conf.py": NAMED, "_static/own.js": "1;\n"})
    other = (
        "put a copy into `_static/` and name it in `{}`, or let all in with "
        "`groupsite_csp = False`"
    )
    line = NAMED[: NAMED.index(f"{FAR}.js")].count("\n") + 1

    site.build(
        warnings=[
            told(line, "script", f"{FAR}.js", other.format("html_js_files"), "conf.py"),
            told(
                line + 3,
                "style sheet",
                f"{FAR}.css",
                other.format("html_css_files"),
                "conf.py",
            ),
        ]
    )
