"""Pages that come with HugoBlox and tell how it works. Pure."""

from __future__ import annotations

import re
from typing import Final

#: What the path of a page is → what its text says.
_EXAMPLES: Final = (
    (
        r"publications?/(?:conference-paper|journal-article|preprint|example)(?:/index)?\.md",
        r"(?i)an example (?:conference|journal|preprint)|Source Themes|Lorem ipsum",
    ),
    (
        r"(?:events?|talks?)/example(?:-?talk|-?event)?(?:/index)?\.md",
        r"Wowchemy|Hugo ?Blox|Example (?:Talk|Event)|Source Themes|Academic",
    ),
    (
        (
            r"(?:posts?|blog|news)/(?:\d\d-\d\d-\d\d-(?:wowchemy-prize|icml-best-paper)|getting-started"
            r"|writing-technical-content|jupyter|data-visualization|blog-with-jupyter|project-management"
            r"|second-brain|teach-courses|get-started|python|welcome|markdown)(?:/index)?\.md"
        ),
        r"(?i)Wowchemy|Hugo ?Blox|Lorem ipsum|Academic kickstart",
    ),
    (
        r"projects?/(?:example|external-project|internal-project|pandas|pytorch|scikit)(?:/index)?\.md",
        r"(?i)Lorem ipsum|example of|github\.com/(?:pandas-dev|pytorch|scikit-learn)/",
    ),
    (r"courses?/.*\.md", r"(?i)Wowchemy|Hugo ?Blox|Welcome 👋|Lorem ipsum|hugoblox\.com"),
    (r"slides/.*\.md", r"(?i)Wowchemy|Hugo ?Blox|Academic's|reveal|speaker"),
    (r"authors/.*_index\.md", r"Nelson Bighetti|Alice Wu 吳恩達|Geddit Inc|X Æ A-12"),
    (r"(?:tour|demo)/.*\.md", r"(?i)Wowchemy|Hugo ?Blox"),
)  # fmt: skip


#: What stands where authors are to write something of their own.
_PLACEHOLDER: Final = re.compile(
    r"Image credit: \[\**Unsplash|Lorem ipsum dolor sit amet|^(?:internal|external)-project$|^example$"
)


def is_placeholder(text: str) -> bool:
    """Whether a value came with the system, in a page that is no example any more."""
    return bool(_PLACEHOLDER.search(text))


def is_example(path: str, text: str) -> bool:
    """Whether a page came with the system.

    :param path: below the folder of the pages.
    """
    return any(
        re.fullmatch(name, path, re.IGNORECASE) and re.search(says, text)
        for name, says in _EXAMPLES
    )
