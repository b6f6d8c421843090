"""Pages that somebody has written for records: found in the text of documents."""

from __future__ import annotations

import pytest

from groupsite.build.written import directives_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (":::{cv} doe-jane\n:::\n", ["doe-jane"]),
        ("# A\n\n::::{note}\n:::{cv} a\n:::\n::::\n```{cv}  b\n```\n", ["a", "b"]),
        ("~~~{groupsite:cv} doe-jane\n~~~\n", ["doe-jane"]),
        ("- x\n\n  :::{cv} doe-jane\n  :::\n", ["doe-jane"]),
        (".. cv:: doe-jane\n\n   .. groupsite:cv:: b\n", ["doe-jane", "b"]),
        ("`{cv} doe-jane` says {cv}`x`, and {cv} doe-jane\n", []),
        (":::{cvs} doe-jane\n:::\n:::{cv}\n:::\n", []),
    ],
)
def test_directives_are_found(text: str, found: list[str]) -> None:
    """In Markdown and reStructuredText, also inside of others, where they stand first."""
    assert [argument for _, argument in directives_in(text, ["cv"])] == found
