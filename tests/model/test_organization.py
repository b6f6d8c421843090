"""The group as an institution, and what else of conf.py only machines read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest

from groupsite.build.domain import groupsite_domain
from groupsite.model.organization import (
    Organization,
    organization_faults,
    organization_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from groupsite.model.settings import Settings
    from tests.conftest import Site

# -- pure functions -------------------------------------------------------------------

FULL: Final[dict[str, Any]] = {
    "name": "Testing Group",
    "short": "TG",
    "page": "group/index",
    "parent": "University of Tests",
    "parent_url": "https://tests.example",
    "parent_type": "ResearchOrganization",
    "street": "1 Test Street",
    "locality": "Bath",
    "postcode": "BA2",
    "country": "UK",
    "same_as": ["https://ror.org/123", "https://github.com/tests"],
}


def test_everything_can_be_said_of_a_group() -> None:
    """Each key is a field; addresses are kept in their order."""
    group = organization_of(FULL)

    assert list(organization_faults(FULL)) == []
    assert group == Organization(
        **{**FULL, "same_as": ("https://ror.org/123", "https://github.com/tests")}
    )


def test_a_group_needs_a_name_only() -> None:
    """It is part of a university unless conf.py says otherwise."""
    group = organization_of({"name": "Testing Group"})

    assert list(organization_faults({"name": "Testing Group"})) == []
    assert group == Organization(name="Testing Group")
    assert group.parent_type == "CollegeOrUniversity"
    assert group.same_as == ()


def test_a_site_may_have_no_group() -> None:
    """An empty setting declares none."""
    assert organization_of({}) is None


def test_addresses_may_be_in_a_tuple() -> None:
    """Python has two sorts of lists."""
    group = {"name": "G", "same_as": ("https://a.example",)}

    assert list(organization_faults(group)) == []
    assert organization_of(group) == Organization(
        name="G", same_as=("https://a.example",)
    )


WRONG: Final[dict[str, tuple[dict[Any, Any], str]]] = {
    "a slip": ({"nmae": "G"}, "there is no key 'nmae'; did you mean `name`?"),
    "a key that nobody knows": ({"name": "G", "x": "y"}, "there is no key 'x'"),
    "a key that is no text": ({"name": "G", 5: "y"}, "there is no key 5"),
    "no name": ({"short": "G"}, "`name` is missing"),
    "an empty name": ({"name": ""}, "`name` is missing"),
    "a name that is no text": ({"name": 5}, "'name' should be a text, not 5"),
    "a street that is not known": (
        {"name": "G", "street": None},
        "'street' should be a text, not None",
    ),
    "a list of names": (
        {"name": "G", "parent": ["U"]},
        "'parent' should be a text, not ['U']",
    ),
    "an address without brackets": (
        {"name": "G", "same_as": "https://a.example"},
        "'same_as' should be a list of addresses, not 'https://a.example'",
    ),
    "addresses that are no text": (
        {"name": "G", "same_as": [5]},
        "'same_as' should be a list of addresses, not [5]",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_group_is_said(case: str) -> None:
    """In words that say what to do."""
    group, message = WRONG[case]

    assert [said for _, said in organization_faults(group)] == [message]


# -- the settings in conf.py ------------------------------------------------------------

#: What stands above the settings; there is a document `index`, and no other.
CONF: Final = """\
extensions = ["myst_parser", "groupsite"]
include_patterns = ["index.md"]
groupsite_people, groupsite_whole_project = "people.yml", True
html_static_path = ["_static"]
"""
#: The line of the first setting.
FIRST: Final = 5
#: Values that are right, each as the line that says it.
RIGHT: Final[dict[str, Any]] = {
    "html_baseurl": "https://example.org/sub/",
    "groupsite_organization": {"name": "Testing Group", "page": "index"},
    "groupsite_image": "_static/card.png",
    "groupsite_feed_authority": "example.org,2024-05",
}
BLANK: Final[dict[str, Any]] = {
    "html_baseurl": "",
    "groupsite_organization": {},
    "groupsite_image": "",
    "groupsite_feed_authority": "",
}


class Read(NamedTuple):
    """What a build has made of conf.py."""

    warnings: list[str]
    app: Sphinx

    @property
    def settings(self) -> Settings:
        """What all code sees of it."""
        return groupsite_domain(self.app.env).settings

    @property
    def values(self) -> dict[str, Any]:
        """The four settings, as they are left to others."""
        return {name: self.app.config[name] for name in BLANK}


@pytest.fixture
def read(make_site: Callable[..., Site]) -> Callable[..., Read]:
    """Build a site whose conf.py has these settings one in a line."""

    def build(**settings: Any) -> Read:
        lines = "".join(f"{name} = {value!r}\n" for name, value in settings.items())
        files = {
            "conf.py": CONF + lines,
            "index.md": "# Home\n",
            "_static/card.png": b"",
        }
        apps: list[Sphinx] = []
        built = make_site(files=files).try_build("dummy", on_app=apps.append)
        assert built.read == {"index"}  # whatever is wrong, the build goes on
        return Read(built.warnings, apps[0])

    return build


def test_right_values_stay(read: Callable[..., Read]) -> None:
    """Nothing is said of them."""
    found = read(**RIGHT)

    assert found.warnings == []
    assert found.values == RIGHT
    assert found.settings.organization == Organization(
        name="Testing Group", page="index"
    )
    assert found.settings.feed_authority == "example.org,2024-05"
    assert found.settings.image == "_static/card.png"


def test_empty_values_are_right(read: Callable[..., Read]) -> None:
    """A site may have no address, no group, no picture and no authority."""
    found = read(**BLANK)

    assert found.warnings == []
    assert found.values == BLANK
    assert found.settings.organization is None


class Row(NamedTuple):
    """A wrong value."""

    setting: str
    value: Any
    #: The message, without where it is.
    message: str
    #: What is left of the value; by default nothing.
    left: Any = None


AUTHORITY: Final = (
    "write a host and a year in which it was yours: example.org,2024; not "
)
SCHEMES: Final = "an address should begin with one of https:, http:, not "
ROWS: Final = {
    "an address without a scheme": Row(
        "html_baseurl",
        "example.org",
        "an address begins with its scheme: write https://example.org",
    ),
    "an address that is a script": Row(
        "html_baseurl", "javascript:x()", f"{SCHEMES}'javascript:x()'"
    ),
    "an address with a blank": Row(
        "html_baseurl",
        "https://example.org/a b/",
        "an address cannot contain blanks, write %20: 'https://example.org/a b/'",
    ),
    "an address of no host": Row(
        "html_baseurl", "https:///sub/", "'https:///sub/' has no host"
    ),
    "an address with half a bracket": Row(
        "html_baseurl", "https://[", "'https://[' is not an address"
    ),
    "a group that is a text": Row(
        "groupsite_organization",
        "Group",
        "this should be a dict in braces, not 'Group'",
    ),
    "a group with a slip": Row(
        "groupsite_organization",
        {"name": "G", "stret": "S"},
        "there is no key 'stret'; did you mean `street`?",
        {"name": "G"},
    ),
    "a group without a name": Row(
        "groupsite_organization", {"short": "G"}, "`name` is missing"
    ),
    "a picture that is no text": Row(
        "groupsite_image",
        ["card.png"],
        "this should be a text in quotes, not ['card.png']",
    ),
    "a picture that is not there": Row(
        "groupsite_image", "crad.png", "there is no file 'crad.png'"
    ),
    "a picture that is a folder": Row("groupsite_image", ".", "there is no file '.'"),
    "an authority that is a number": Row(
        "groupsite_feed_authority", 2024, "this should be a text in quotes, not 2024"
    ),
    "an authority without a year": Row(
        "groupsite_feed_authority", "example.org", f"{AUTHORITY}'example.org'"
    ),
    "an authority with an address": Row(
        "groupsite_feed_authority",
        "https://example.org,2024",
        f"{AUTHORITY}'https://example.org,2024'",
    ),
    "an authority with a blank": Row(
        "groupsite_feed_authority",
        "example.org, 2024",
        f"{AUTHORITY}'example.org, 2024'",
    ),
    "an authority with half a year": Row(
        "groupsite_feed_authority", "example.org,24", f"{AUTHORITY}'example.org,24'"
    ),
}


@pytest.mark.parametrize("case", ROWS)
def test_a_wrong_value_is_a_message_and_its_default(
    read: Callable[..., Read], case: str
) -> None:
    """One message, with the line of conf.py; what is right beside it stays."""
    row = ROWS[case]
    found = read(**{**RIGHT, row.setting: row.value})

    line = FIRST + list(RIGHT).index(row.setting)
    text = f"`{row.setting}`: {row.message}"
    assert found.warnings == [f"conf.py:{line}: ERROR: {text} [groupsite.config]"]
    left = row.left or BLANK[row.setting]
    assert found.values == {**RIGHT, row.setting: left}


def test_all_that_is_wrong_comes_in_one_run(read: Callable[..., Read]) -> None:
    """Whatever is wrong with the others."""
    found = read(
        html_baseurl="x",
        groupsite_organization={"nme": "x"},
        groupsite_image="x",
        groupsite_feed_authority="x",
    )

    places = [line.partition(": ERROR: ")[0] for line in found.warnings]
    assert places == [f"conf.py:{FIRST + number}" for number in range(4)]
    assert found.values == BLANK


def test_everything_that_is_wrong_with_a_group_comes_in_one_run(
    read: Callable[..., Read],
) -> None:
    """Each wrong key is a message of its own, as with topics and kinds of news."""
    found = read(groupsite_organization={"name": "G", "stret": "S", "locality": 5})

    assert len(found.warnings) == 2
    assert "'stret'" in found.warnings[0]
    assert "'locality'" in found.warnings[1]
    assert found.settings.organization == Organization(name="G")


#: Values that are wrong in a way that only the site would show.
FAULTS: Final[dict[str, tuple[str, Any]]] = {
    "an address that is a number": ("html_baseurl", 5),
    "an address in a list": ("html_baseurl", ["https://example.org/"]),
    "an address that is nothing": ("html_baseurl", None),
    "an address in bytes": ("html_baseurl", b"https://example.org/"),
    "an address with a question": ("html_baseurl", "https://example.org/?a=b"),
    "an address with a part of a page": ("html_baseurl", "https://example.org/#a"),
    "a name of blanks": ("groupsite_organization", {"name": " "}),
    "a page that is not there": (
        "groupsite_organization",
        {"name": "G", "page": "indxe"},
    ),
    "an address of the parent that is none": (
        "groupsite_organization",
        {"name": "G", "parent": "P", "parent_url": "www.tests.example"},
    ),
    "an address elsewhere that is none": (
        "groupsite_organization",
        {"name": "G", "same_as": ["ror.org/123"]},
    ),
    "a picture with a name too long": ("groupsite_image", "x" * 300),
    "an authority of no month": ("groupsite_feed_authority", "example.org,2024-13"),
    "an authority of no day": ("groupsite_feed_authority", "example.org,2024-02-31"),
    "an authority with digits of another script": (
        "groupsite_feed_authority",
        "example.org,٢٠٢٤",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_value_that_cannot_work_is_a_message(
    read: Callable[..., Read], case: str
) -> None:
    """One with the line of conf.py, before any page has it."""
    setting, value = FAULTS[case]
    found = read(**{**RIGHT, setting: value})

    line = FIRST + list(RIGHT).index(setting)
    (warning,) = found.warnings
    assert warning.startswith(f"conf.py:{line}: ERROR: `{setting}`: ")
    assert warning.endswith(" [groupsite.config]")
