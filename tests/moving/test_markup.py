"""Markdown of other systems becomes MyST that says the same, without a message."""

from __future__ import annotations

import re
import time
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from groupsite.moving.markup import Known, to_myst
from tests.conftest import new_site
from tests.drawing import sites

if TYPE_CHECKING:
    from collections.abc import Iterable

KNOWN: Final = Known(
    papers={
        "doe2024widgets": "doe2024widgets",
        "publication/widgets": "doe2024widgets",
    },
    people={"jane": "doe-jane"},
    albums={"trip": ["a.jpg", "b.jpg"]},
)
JEKYLL: Final = {
    # pictures
    '{% include figure.liquid path="a.png" %}': "![](a.png)",
    '{% include figure.html image="a.png" caption="So *it* is: nice" width="200px" link="/x" %}': (
        ":::{figure} a.png\n:width: 200px\n:target: /x\n\nSo *it* is: nice\n:::"
    ),
    '{% include figure.liquid loading="eager" path="a.png" title="A: b" caption="c" %}': (
        ':::{figure} a.png\n:alt: "A: b"\n\nc\n:::'
    ),
    '<p align="center"><img src="a b.png" alt="x" width="30%"></p>': (
        ":::{image} a b.png\n:alt: x\n:width: 30%\n:::"
    ),
    'See <img src="a.png" alt="[x]"> here': "See ![\\[x\\]](a.png) here",
    '<a href="https://example.org"><img src="a.png"></a>': "[![](a.png)](https://example.org)",
    '<figure><img src="a.png"><figcaption>A <b>big</b> one</figcaption></figure>': (
        ":::{figure} a.png\nA **big** one\n:::"
    ),
    '<div class="row">\n    <div>\n        <img src="a.png">\n    </div>\n    <div><img src="b.png"></div>\n</div>\n<div class="caption">\n    Both\n</div>': (
        "::::{grid} 1 2 2 2\n:::{grid-item}\n![](a.png)\n:::\n\n:::{grid-item}\n![](b.png)\n:::\n::::\n\nBoth"
    ),
    '<img src="a.png" width="100%">': "![](a.png)",
    "{% capture x %}\n  a\n  b\n{% endcapture %}\n{% include float.html content=x %}": "a\nb",
    # links
    '<p class="btns">\n  <a href="/x"><i class="fa"></i>A</a>\n  <a href="/y">B</a>\n</p>': "[A](/x) · [B](/y)",
    '{% include button.html link="/x" text="Go" icon="fa-x" %}': "[Go](/x)",
    "[a]({{ site.baseurl }}/x) [b]({{ '/y' | relative_url }}) [c]({% link _pages/z.md %})": (
        "[a](/x) [b](/y) [c](_pages/z.md)"
    ),
    "<a class='btn' href=\"{{ '/y' | relative_url }}\" target=\"_blank\">b</a>": "[b](/y)",
    '[a](https://example.org){:target="_blank"} b': "[a](https://example.org) b",
    # folds, notes, tabs, videos
    "{% details A *b* %}\nText\n{% enddetails %}": ":::{dropdown} A *b*\nText\n:::",
    "<details>\n  <summary>A <b>b</b></summary>\n\n  - one\n    - two\n\n</details>": (
        ":::{dropdown} A b\n- one\n  - two\n:::"
    ),
    "> ##### TIP\n>\n> Text\n{: .block-tip }": ":::{tip}\nText\n:::",
    "> **Careful**\n> Text\n{: .block-warning }": (
        ":::{admonition} Careful\n:class: warning\n\nText\n:::"
    ),
    '{% include alert.html type="warning" content="Text" %}': ":::{warning}\nText\n:::",
    "{% tabs x %}\n{% tab x one %}\nText\n{% endtab %}\n{% endtabs %}": (
        "::::{tab-set}\n:::{tab-item} one\nText\n:::\n::::"
    ),
    '<iframe src="//www.youtube.com/embed/abc?x=1"></iframe>': (
        ":::{video} https://www.youtube.com/watch?v=abc\n:::"
    ),
    '{% include video.liquid path="assets/x.mp4" %}': ":::{video} assets/x.mp4\n:::",
    '<iframe src="https://www.example.org/maps/embed?pb=1"></iframe>': (
        "[example.org/maps](https://www.example.org/maps/embed?pb=1)"
    ),
    # lists of papers
    "{% bibliography --file a --query @*[year<=2016] %}": (
        ":::{publications}\n:until: 2016\n:::"
    ),
    "{% bibliography -q @*[year=2020] %}": (
        ":::{publications}\n:since: 2020\n:until: 2020\n:::"
    ),
    # code
    "{% highlight python %}\nx = '{{ y }}'\n{% endhighlight %}": "```python\nx = '{{ y }}'\n```",
    "{% raw %}`{{ x }}`{% endraw %} and {% raw %}{{ x }}{% endraw %}": "`{{ x }}` and `{{ x }}`",
    "```{r, echo=FALSE}\n{% x %}\n```": "```r\n{% x %}\n```",
    "a\n\n    x = $HOME <b> {{ y }}\n\n      z_1\n\nb": "a\n\n```\nx = $HOME <b> {{ y }}\n\n  z_1\n```\n\nb",
    "- a\n\n  b\n\n      $c\n": "- a\n\n  b\n\n  ```\n  $c\n  ```",
    "1. a\n\n    $b": "1. a\n\n    \\$b",
    "<div>\n  a\n\n    $b\n</div>": "a\n\n\\$b",
    "~~~\na\n\n    $b\n~~~": "~~~\na\n\n    $b\n~~~",
    "Use <code>a &lt; b</code>": "Use `a < b`",
    # what a group has
    "{% cite doe2024widgets %}": "{cite}`doe2024widgets`",
    '{% include portrait.html lookup="jane" %}': "{person}`doe-jane`",
    '{% include list.html data="members" component="portrait" %}': ":::{people}\n:::",
    # formulas, and money
    "It is $$x_1$$ and $5 to $6": "It is $x_1$ and \\$5 to \\$6",
    "$$\n\\sum_i\n\nx\n$$": "$$\n\\sum_i\n\nx\n$$".replace("\n\nx", "\nx"),
    "a \\\\(x\\\\) b": "a $x$ b",
    # headings
    "# A\n### B\n##### C\n## D": "## A\n\n### B\n\n#### C\n\n### D",
    "```\na\n```\nA\n===": "```\na\n```\n\n## A",
    "A\n===\ntext\n\nB\n---": "## A\n\ntext\n\n### B",
    "### A {#x .y}\n{: .z}": "## A",
    "* TOC\n{:toc}\n\ntext": "text",
    # what looks like ours
    "% no comment": "\\% no comment",
    ":::note\nx\n:::": "\\:::note\nx\n\\:::",
    "{class}`x`": "\\{class}`x`",
    # HTML
    "<br><br>\na<br><br>b": "a\n\nb",
    "a<br>\nb<br/>c": "a\\\nb\\\nc",
    "<ul>\n  <li>a</li>\n  <li>b <i>c</i></li>\n</ul>": "- a\n- b *c*",
    "<table><tr><th>a</th><th>b</th></tr><tr><td>c|d</td><td></td></tr></table>": (
        "| a | b |\n| --- | --- |\n| c\\|d |  |"
    ),
    "<h2>A</h2>": "## A",
    '<div><a href="mailto:"><i></i></a> <a href="https://x.org">X</a> <a href=""></a></div>': (
        "[X](https://x.org)"
    ),
    '<i class="fa fa-users"></i>Team and <i>us</i>': "Team and *us*",
    "<!DOCTYPE html>\n<html>\n<head><title>List</title></head>\n<body>a</body>\n</html>": "a",
    "H<sub>2</sub>O": "H<sub>2</sub>O",
    "<!-- {{ x }} -->": "<!-- {{ x }} -->",
    "<https://example.org> and <a@example.org>": "<https://example.org> and <a@example.org>",
    "<!-- a --> b": "<!-- a -->\n\nb",
    # footnotes
    "a[^1]\n\n[^1]: b": "a[^1]\n\n[^1]: b",
    "a[^1]": "a\\[^1]",
    "a[^1]\n> b\n[^1]: c": "a[^1]\n> b\n\n[^1]: c",
    # lines across the page
    "a\n\n***\n\nb": "a\n\n---\n\nb",
    "a\n\n***\n\n[b]: c": "a\n\n[b]: c",
}  # fmt: skip
#: What nothing closes where MyST looks for it is no code and no comment.
UNCLOSED: Final = {
    "a <!-- b": "a \\<!-- b",
    "a `b": "a \\`b",
    "`a\n- b`": "\\`a\n- b\\`",
    "`a[^1]\n\n[^1]: b`": "\\`a[^1]\n\n[^1]: b\\`",
    "`a\n[^1]: b` [^1]": "\\`a\n\n[^1]: b\\` [^1]",
}
HUGO: Final = {
    '{{< figure src="a.png" caption="b" width="50%" >}}': ":::{figure} a.png\n:width: 50%\n\nb\n:::",
    "{{% callout warning %}}\nA *b*\n{{% /callout %}}": ":::{warning}\nA *b*\n:::",
    '{{< spoiler text="A: b" >}}\n{{< youtube abc >}}\n{{< /spoiler >}}': (
        "::::{dropdown} A: b\n:::{video} https://www.youtube.com/watch?v=abc\n:::\n::::"
    ),
    "- a\n  {{< youtube abc >}}\n- b": (
        "- a\n\n  :::{video} https://www.youtube.com/watch?v=abc\n  :::\n\n- b"
    ),
    '{{< gallery album="trip" >}}': (
        "::::{grid} 1 2 2 2\n:::{grid-item}\n![](a.jpg)\n:::\n\n:::{grid-item}\n![](b.jpg)\n:::\n::::"
    ),
    '{{< cite page="/publication/widgets" view="4" >}}': "{paper}`doe2024widgets`",
    'By {{% mention "jane" %}}': "By {person}`doe-jane`",
    "{{< math >}}\n$$\nx_1\n$$\n{{< /math >}}": "$$\nx_1\n$$",
    "a {{< math >}}$x_1$ *b*{{< /math >}}": "a $x_1$ *b*",
    '{{< staticref "uploads/a.pdf" "newtab" >}}CV{{< /staticref >}}': "[CV](/uploads/a.pdf)",
    '[a]({{< relref "/post/x" >}})': "[a](/post/x)",
    '{{< cards >}}\n{{< card url="x" title="A" >}}\n{{< /cards >}}': "- [A](x)",
    '{{% cta cta_link="/x" cta_text="Go →" %}}': "[Go →](/x)",
    "> [!NOTE]\n> a": ":::{note}\na\n:::",
    "see https://example.org/a_b.": "see <https://example.org/a_b>.",
    "{{</* math */>}}": "`{{< math >}}`",
    "{{ x }} and {% x %}": "\\{{ x }} and {% x %}",
    "```\n{{< figure >}}\n```": "```\n{{< figure >}}\n```",
}  # fmt: skip
#: Pieces of texts that may stand in any order.
_PIECES: Final = (
    [
        *JEKYLL, *HUGO, "text", "*em*", "\n", "\n\n", " ", "    ", "> ", "- ", "1. ", "| a | b |",
        "{{", "}}", "{%", "%}", "{{<", ">}}", "`", "```", "~~~", "$", "$$", "\\", "<", "<div>",
        "</div>", "<b>", "</p>", "{: .x}", "[^1]", "[^1]: a", "# a", "---", "***", "[a]: b",
        "{% if x %}", "{{ site.x }}", "{{< unknown >}}", "{{< /spoiler >}}", "<details>", "+++",
        "<!--", "-->", "![](", ":::", "{#x}", "~~a~~", "\t", "[x][a]", "(x)=", "<script>", "<td>",
    ]
)  # fmt: skip
#: What nobody begins in the middle of a line: blocks, and what is their first line.
_BLOCK: Final = re.compile(
    r"#|```|~~~|:::|---|\*\*\*|\+\+\+|\[\^?\w+\]: |[^\n]*\n.*\S", re.DOTALL
)
#: What may stand before a block in its line; four blanks would make code of it.
_BEFORE_BLOCKS: Final = re.compile(
    r"(?:.*\n)?(?!.* {4}|.*\t)(?:[> ]|- |1\. )*", re.DOTALL
)


def joined(pieces: Iterable[str]) -> str:
    """Pieces as one text, with each block at the beginning of a line."""
    text = ""
    after_lines = False
    for piece in pieces:
        is_block = bool(_BLOCK.match(piece))
        begins = _BEFORE_BLOCKS.fullmatch(text) and not after_lines
        text += f"\n{piece}" if (is_block or after_lines) and not begins else piece
        after_lines = is_block and "\n" in piece
    return text


PIECES: Final = st.sampled_from(_PIECES)
SYSTEMS: Final = st.sampled_from(["al-folio", "hugoblox", "labdata"])
TEXTS: Final = st.lists(PIECES, max_size=14).map(joined)


@pytest.mark.parametrize(("old", "new"), [*JEKYLL.items(), *UNCLOSED.items()])
def test_jekyll(old: str, new: str) -> None:
    """Tags of Liquid, attributes of kramdown and HTML are what they say."""
    assert to_myst(old, "al-folio", known=KNOWN).text == f"{new}\n"


@pytest.mark.parametrize(("old", "new"), HUGO.items())
def test_hugo(old: str, new: str) -> None:
    """So are shortcodes."""
    assert to_myst(old, "hugoblox", known=KNOWN).text == f"{new}\n"


def test_text_without_equivalent_stays_with_a_note() -> None:
    """It is a comment, or code within a line, and its line is told."""
    old = (
        "a\n\n{% if page.x %}\nb {{ site.data.y }}\n{% endif %}\n\n{% include z.html %}"
    )
    new, notes = to_myst(old, "al-folio", line=5)
    assert (
        new
        == "a\n\n% {% if page.x %}\n\nb `{{ site.data.y }}`\n\n% {% include z.html %}\n"
    )
    assert notes == (
        "line 7: `{% if page.x %}` has no equivalent; it is kept as a comment",
        "line 8: `{{ site.data.y }}` has no equivalent; it is kept as code",
        "line 11: `{% include z.html %}` has no equivalent; it is kept as a comment",
    )


def test_same_notes_are_one() -> None:
    """Each note names all of its lines."""
    notes = to_myst("{{< icon a >}}\n\n{{< icon b >}}", "hugoblox").notes
    assert notes == ("lines 1, 3: icons are left out",)


def test_text_of_a_shortcode_without_equivalent_stays() -> None:
    """What an unknown shortcode encloses is text."""
    old = "{{< box >}}\n*a*\n{{< /box >}}"
    new = to_myst(old, "hugoblox").text
    assert new == "% {{< box >}}\n\n*a*\n\n% {{< /box >}}\n"


def test_unknown_papers_and_people_are_not_named() -> None:
    """A role for nobody would be an error of the build."""
    assert "{cite}" not in to_myst("{% cite nobody %}", "al-folio", known=KNOWN).text
    assert to_myst('{{< mention "x" >}}', "hugoblox", known=KNOWN).text == "x\n"


def test_headings_may_be_bold_lines() -> None:
    """Texts of records hold no headings."""
    assert to_myst("# A\n\n## B", "al-folio", headings=0).text == "**A**\n\n**B**\n"


@given(st.text(alphabet="ab`{}%<>$\\[]()!:=| \n", max_size=60), SYSTEMS)
def test_code_is_untouched(code: str, system: str) -> None:
    """Whatever stands between fences."""
    code = code.replace("`", "").strip("\n")
    assume(code.strip())
    new = to_myst(f"a\n\n```python\n{code}\n```\n\nb", system)
    assert new.text.split("```")[1].strip("\n") == f"python\n{code}"


@given(st.text(alphabet="ab`{}%<>$\\[]()!:=| \n", max_size=60), SYSTEMS)
def test_code_with_an_indent_is_untouched(code: str, system: str) -> None:
    """Whatever stands behind four blanks, with nothing open above it."""
    code = dedent(code.replace("`", "")).strip("\n")
    assume(code.strip() and not code.startswith(" "))
    new = to_myst(f"a\n\n{indent(code, '    ')}\n\nb", system)
    assert new.text == f"a\n\n```\n{code}\n```\n\nb\n"


@given(TEXTS, SYSTEMS)
def test_words_stay(old: str, system: str) -> None:
    """No word around a tag is lost, and nothing of our own stays."""
    text = f"first {old} last\n\nvery last"
    new = to_myst(text, system).text
    assert "first" in new
    assert new.isprintable() or not set(new) & set("\x02\x03\x04\x05\x06")


@sites(2)
@given(texts=st.lists(st.tuples(TEXTS, SYSTEMS), min_size=30, max_size=30))
def test_no_message(
    texts: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """MyST has nothing to say of what comes out, whatever goes in."""
    site = new_site(tmp_path_factory.mktemp("markup"))
    site.edit("conf.py", '"groupsite"', '"groupsite", "sphinx_design"')
    for number, (old, system) in enumerate(texts):
        new = to_myst(old, system, known=KNOWN).text
        site.write(f"p{number}.md", f"---\norphan: true\n---\n# P\n\n{new}")
    built = site.try_build("dummy")
    assert [m for m in built.warnings if not _is_about_targets(m)] == []


def _is_about_targets(message: str) -> bool:
    """Whether a link or a picture leads nowhere, which is not for markup to say."""
    return any(
        part in message
        for part in ("image file not readable", "myst.xref_missing", "[groupsite.link]", "unknown document", "groupsite.picture", "[download.not_readable]")
    )  # fmt: skip


@pytest.mark.parametrize("system", ["al-folio", "hugoblox"])
@pytest.mark.parametrize(
    "unit",
    [
        "{{", "{%", "{{<", "{{< spoiler >}}", "<a ", "<div>\n    ", "</div>", "`", "``` ", "```\n",
        "$", "$a", "$$", "\\\\(", "{:", "<!--", "<details>", "{% raw %}", "{% details x %}", "[^a]",
        "[^a]: b\n", "# a\n", "> [!NOTE]\n", "a\n---\n", "a\n", "~~a", "![](", '<a "', "<a '\"",
        '{{< a "', "* TOC\n{:toc}\n", "<table><tr><td>", "<ul><li>", "<img src=a>", "<b>*", "    ",
        "<br>\n", "a\n\n    $b\n\n", "- a\n\n      b\n", "{% capture a %}{{ a }}", "<script>", ">", '<div class="row"><img src=x>',
    ],
)  # fmt: skip
def test_hostile_texts_take_bounded_time(unit: str, system: str) -> None:
    """What is repeated takes no longer each time."""
    began = time.process_time()
    to_myst(unit * (60_000 // len(unit)), system)
    assert time.process_time() - began < 5
