"""The Content-Security-Policy of a page: strict, and no stricter than the page allows."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.output.policy import content_policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from tests.conftest import Site


def rules(body: str) -> dict[str, list[str]]:
    """Directives of the policy by name."""
    parts = [part.split() for part in content_policy(body).split("; ")]
    return {name: values for name, *values in parts}


def hash_of(text: str) -> str:
    """The source expression that lets an inline text in."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def test_a_page_without_inline_code_loads_from_its_own_site_only() -> None:
    """Nothing is allowed that is not named."""
    policy = rules("<p>Text</p><script src='x.js'></script>")

    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'"]
    assert policy["img-src"] == ["'self'", "data:"]
    assert policy["base-uri"] == policy["form-action"] == ["'self'"]


INLINE = {
    "a script": ("<script>let a = 1 < 2;</script>", "script-src", "let a = 1 < 2;"),
    "a script in capitals": ("<SCRIPT defer>x()</SCRIPT>", "script-src", "x()"),
    "a style": ("<style>p { color: red }</style>", "style-src", "p { color: red }"),
    "an attribute": (
        '<p class="x" style="width: 50%">',
        "style-src",
        "width: 50%",
    ),
    "an attribute with entities": (
        "<p style='content: &quot;x&quot;'>",
        "style-src",
        'content: "x"',
    ),
}


@pytest.mark.parametrize("name", INLINE)
def test_what_an_author_has_put_inline_is_let_in(name: str) -> None:
    """Its hash is in the policy, and nothing wider."""
    body, directive, text = INLINE[name]
    policy = rules(body)

    assert hash_of(text) in policy[directive]
    assert "'unsafe-inline'" not in content_policy(body)
    assert ("'unsafe-hashes'" in policy["style-src"]) == ("attribute" in name)


def test_data_is_no_script() -> None:
    """A block of JSON-LD runs nothing and needs no hash."""
    body = '<script type="application/ld+json">{"a": 1}</script>'

    assert rules(body)["script-src"] == ["'self'"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_widens_the_policy(text: str) -> None:
    """Whatever stands on a page, the policy has its directives and no keyword more."""
    keywords = {
        value
        for values in rules(text).values()
        for value in values
        if not value.startswith("'sha256-")
    }

    assert rules(text).keys() == rules("").keys()
    assert keywords <= {"'none'", "'self'", "'unsafe-hashes'", "data:"}


@pytest.mark.parametrize("wanted", [True, False])
def test_the_policy_can_be_switched_off(
    make_site: Callable[..., Site], *, wanted: bool
) -> None:
    """Templates get a policy for each page, unless the setting says no."""
    found = policies(make_site(), {"groupsite_csp": wanted})

    assert [bool(found[name]) for name in ("index", "news")] == [wanted] * 2


def test_inline_scripts_of_conf_are_let_in(make_site: Callable[..., Site]) -> None:
    """By their hash, on each page; one of a file has none."""
    inline, named = "let a = 1 < 2;", "never();"
    files = ["x.js", (None, {"body": inline}), ("y.js", {"body": named})]
    site = make_site(files={"_static/x.js": "", "_static/y.js": ""})
    static = {"html_static_path": ["_static"], "html_js_files": files}
    found = policies(site, {"groupsite_csp": True, **static})

    assert hash_of(inline) in found["index"]
    assert hash_of(named) not in found["index"]


def policies(site: Site, config: dict[str, Any]) -> dict[str, str]:
    """The policy that templates get for each page."""
    found: dict[str, str] = {}

    def note(
        _app: object, name: str, _template: str, context: dict[str, Any], _tree: object
    ) -> None:
        found[name] = context.get("csp", "")

    def on_app(app: Sphinx) -> None:
        app.connect("html-page-context", note, priority=900)

    site.build(config=config, on_app=on_app)
    return found
