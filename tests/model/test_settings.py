"""The settings of conf.py: a wrong one is a message and its default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from groupsite.build.domain import groupsite_domain
from groupsite.extension import KINDS
from groupsite.model.citestyle import STYLES
from groupsite.model.language import phrases
from groupsite.model.positions import Position
from groupsite.model.settings import SETTINGS, Settings, position_of
from groupsite.model.wording import NEWS_KINDS
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.application import Sphinx

    from tests.conftest import Site

CONF = """\
extensions = ["myst_parser", "groupsite"]
include_patterns = ["index.md"]
groupsite_people, groupsite_whole_project = "people.yml", True
"""


def settings_of(site: Site, warnings: list[str]) -> Settings:
    """The settings of a build with exactly these warnings."""
    apps: list[Sphinx] = []
    site.build("dummy", warnings=warnings, on_app=apps.append)
    return groupsite_domain(apps[0].env).settings


@pytest.fixture
def make(make_site: Callable[..., Site]) -> Callable[[str], Site]:
    """A site with one empty page and with more lines in its conf.py, from line 4 on."""
    return lambda lines: make_site(
        files={"conf.py": CONF + lines, "index.md": "# Home\n"}
    )


class Row(NamedTuple):
    """Lines of a conf.py from line 4 on."""

    lines: str
    #: Messages without the name of the file.
    messages: list[str]
    #: What the settings are in spite of them.
    expected: dict[str, Any]


KIND = "needs a label, and one of the families papers, people, recognition, activity"

ROWS = {
    "a file to be cited from that is not read": Row(
        "groupsite_cited_files = ['reading.bib']\n",
        [
            (
                "4: `groupsite_cited_files`: 'reading.bib' is not in `bibtex_bibfiles`: write "
                "it there as well"
            )
        ],
        {"cited_files": frozenset()},
    ),
    "a style that does not come along": Row(
        "groupsite_citation_style = 'iee'\n",
        [
            (
                "4: `groupsite_citation_style`: no citation style 'iee' comes along, and no .csl "
                "file is named; did you mean `ieee`?"
            )
        ],
        {"citation_style": STYLES / "apa.csl"},
    ),
    "an owner that is no text": Row(
        "groupsite_owner = None\n",
        ["4: `groupsite_owner`: this should be a text in quotes, not None"],
        {"owner": ""},
    ),
    "an owner whom nobody knows": Row(
        "groupsite_owner = 'doe'\n",
        ["4: `groupsite_owner`: there is no person `doe`; did you mean `doe-jane`?"],
        {"owner": "doe"},
    ),
    "people that are no text": Row(
        "groupsite_people = ['people.yml']\n",
        ["4: `groupsite_people`: this should be a text in quotes, not ['people.yml']"],
        {"people": "group/people.yml"},
    ),
    "people that are not there": Row(
        "groupsite_people = 'peple.yml'\n",
        ["4: `groupsite_people`: there is no file 'peple.yml'"],
        {"people": "peple.yml"},
    ),
    "a folder that is no text": Row(
        "groupsite_data = ('research',)\n",
        ["4: `groupsite_data`: this should be a text in quotes, not ('research',)"],
        {"data": "research"},
    ),
    "files that are no text": Row(
        "groupsite_files = 5\n",
        ["4: `groupsite_files`: this should be a text in quotes, not 5"],
        {"files": ""},
    ),
    "topics in a list": Row(
        "groupsite_topics = ['mri']\n",
        ["4: `groupsite_topics`: this should be a dict in braces, not ['mri']"],
        {"topics": {}},
    ),
    "topics among them wrong ones": Row(
        'groupsite_topics = {\n    "mri": "MRI",\n    "p e t": "PET",\n'
        '    "ct": 5,\n    7: "x",\n    "": "y",\n    "pet": "PET",\n}\n'
        "bibtex_bibfiles = []\n",
        [
            (
                "6: `groupsite_topics`: 'p e t': 'PET' should be an id without blanks "
                "and a label"
            ),
            ('7: `groupsite_topics`: \'ct\' needs a label, not 5: write "ct": "Ct"'),
            (
                "4: `groupsite_topics`: 7: 'x' should be an id without blanks and a "
                "label"
            ),
            (
                "4: `groupsite_topics`: '': 'y' should be an id without blanks and a "
                "label"
            ),
        ],
        {"topics": {"mri": "MRI", "ct": "Ct", "pet": "PET"}},
    ),
    "kinds of news in a list": Row(
        "groupsite_news_kinds = ['visit']\n",
        ["4: `groupsite_news_kinds`: this should be a dict in braces, not ['visit']"],
        {},
    ),
    "kinds of news among them wrong ones": Row(
        "groupsite_news_kinds = {\n    'visit': {'label': 'Visit'},\n"
        "    'a b': {},\n    'tea': None,\n"
        "    'talk': {'lable': 'Seminar'},\n}\n",
        [
            f"5: `groupsite_news_kinds`: 'visit' {KIND}",
            "6: `groupsite_news_kinds`: 'a b' should be a word without blanks",
            (
                "7: `groupsite_news_kinds`: 'tea' should have a dict with label, icon and "
                "family"
            ),
            (
                "8: `groupsite_news_kinds`: 'talk' has the unknown key 'lable'; did you "
                "mean `label`?"
            ),
        ],
        {},
    ),
    "phrases that are a text": Row(
        "groupsite_phrases = 'with'\n",
        ["4: `groupsite_phrases`: this should be a dict in braces, not 'with'"],
        {"phrases": phrases("en", {}, KINDS)},
    ),
    "phrases among them wrong ones": Row(
        "groupsite_phrases = {\n    'wiht': 'x',\n    'with': 'Mit {persons}',\n"
        "    5: 'x',\n    'and': 'und',\n}\n",
        [
            "5: `groupsite_phrases`: there is no phrase 'wiht'; did you mean `with`?",
            (
                "6: `groupsite_phrases`: 'with': 'Mit {persons}' cannot be filled in; this "
                "phrase has {people}"
            ),
            "4: `groupsite_phrases`: 5: 'x' should be two texts",
        ],
        {"phrases": {**phrases("en", {}, KINDS), "and": "und"}},
    ),
    "a setting that nobody reads": Row(
        "groupsite_topic = {}\n",
        [
            (
                "4: `groupsite_topic`: there is no such setting; did you mean "
                "`groupsite_topics`?"
            )
        ],
        {"topics": {}},
    ),
    "a .bib file without brackets": Row(
        "bibtex_bibfiles = 'publications.bib'\n",
        [
            (
                "4: `bibtex_bibfiles`: this should be a list of file names, not "
                "'publications.bib'"
            )
        ],
        {"bibfiles": ["publications.bib"]},
    ),
    "a .bib file that is a number": Row(
        "bibtex_bibfiles = [5]\n",
        ["4: `bibtex_bibfiles`: this should be a list of file names, not [5]"],
        {"bibfiles": []},
    ),
    "a language without dates": Row(
        "language = 'xx'\n",
        ["4: `language`: there are no dates in 'xx', they will be English"],
        {"language": "en"},
    ),
}


def found(settings: Settings, name: str) -> Any:
    """A setting; of files their names."""
    value = getattr(settings, name)
    return [path.name for path in value] if name == "bibfiles" else value


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_a_wrong_setting_is_a_message_and_its_default(
    make: Callable[[str], Site], row: Row
) -> None:
    """The message names the line of conf.py; what is right beside it counts."""
    warnings = [
        f"conf.py:{line}: ERROR: {text} [groupsite.config]"
        for line, text in (message.split(": ", 1) for message in row.messages)
    ]
    settings = settings_of(make(row.lines), warnings)

    assert {name: found(settings, name) for name in row.expected} == row.expected


def test_all_wrong_settings_come_in_one_run(make: Callable[[str], Site]) -> None:
    """Every setting is checked, whatever is wrong with others."""
    lines = "groupsite_owner = 1\ngroupsite_files = 2\ngroupsite_topics = 3\n"

    settings = settings_of(
        make(lines),
        [
            (
                "conf.py:4: ERROR: `groupsite_owner`: this should be a text in quotes, not 1 "
                "[groupsite.config]"
            ),
            (
                "conf.py:6: ERROR: `groupsite_topics`: this should be a dict in braces, not 3 "
                "[groupsite.config]"
            ),
            (
                "conf.py:5: ERROR: `groupsite_files`: this should be a text in quotes, not 2 "
                "[groupsite.config]"
            ),
        ],
    )
    assert (settings.owner, settings.files, settings.topics) == ("", "", {})
    assert settings.people == "people.yml"


def test_kinds_of_news_are_added_changed_and_switched_off(
    make: Callable[[str], Site],
) -> None:
    """What conf.py does not say of our kinds stays as it is."""
    lines = (
        "groupsite_news_kinds = {'talk': None, 'event': {'label': 'Meeting'},"
        " 'visit': {'label': 'Visit', 'family': 'people'}}\n"
    )
    kinds = settings_of(make(lines), []).news_kinds

    assert set(kinds) == (NEWS_KINDS.keys() | {"visit"}) - {"talk"}
    assert kinds["event"].label == "Meeting"
    assert kinds["event"].icon == NEWS_KINDS["event"]["icon"]
    assert (kinds["visit"].label, kinds["visit"].icon) == ("Visit", "")


def test_every_setting_is_optional(make_site: Callable[..., Site]) -> None:
    """A site may set nothing, and have no source but a page."""
    site = make_site(
        files={
            "conf.py": "extensions = ['myst_parser', 'groupsite']\n"
            "include_patterns = ['index.md']\n",
            "index.md": "# Home\n",
        }
    )
    site.remove("people.yml")
    site.remove("publications.bib")
    settings = settings_of(site, [])

    defaults = {
        name: found(settings, name) for name in ("owner", "people", "topics", "files")
    }
    assert defaults == {name: SETTINGS[name].default for name in defaults}
    assert settings.bibfiles == ()


def test_publications_bib_is_read_where_no_file_is_named(
    make: Callable[[str], Site],
) -> None:
    """It lies beside conf.py, from where sphinxcontrib-bibtex counts its paths."""
    site = make("")

    assert settings_of(site, []).bibfiles == (site.srcdir / "publications.bib",)


@pytest.mark.parametrize("names", ["['publications.bib']", "('publications.bib',)"])
def test_bibfiles_may_be_a_list_or_a_tuple(
    make: Callable[[str], Site], names: str
) -> None:
    """Sphinx takes both, so do we."""
    site = make(f"bibtex_bibfiles = {names}\n")

    assert settings_of(site, []).bibfiles == (site.srcdir / "publications.bib",)


@pytest.mark.parametrize(
    ("text", "setting", "key", "line"),
    [
        ("a = 1\nlanguage = 'de'\n", "language", "", 2),
        ("if x:\n    language = 'de'\n", "language", "", 2),
        ("language = 'de'\nlanguage = 'en'\n", "language", "", 2),
        ("language_x = 1\n", "language", "", 1),
        ("# language\nx = 'language'\n", "language", "", 1),
        ("a = 1\nt = {\n  'x': 1,\n  'y': 2,\n}\n", "t", "y", 4),
        ('a = 1\nt = {\n  "x.y": 1,\n}\n', "t", "x.y", 3),
        ("a = 1\nt = dict(\n  x=1,\n)\n", "t", "x", 2),
        ("'x'\n", "t", "x", 1),
        (b"# Z\xfcrich\nlanguage = 'de'\n", "language", "", 2),
    ],
)
def test_a_setting_is_found_in_conf_py(
    tmp_path: Path, text: str | bytes, setting: str, key: str, line: int
) -> None:
    """The last assignment counts, as for Python; without one it is the first line."""
    data = text if isinstance(text, bytes) else text.encode()
    (tmp_path / "conf.py").write_bytes(data)

    assert position_of(setting, tmp_path, key) == Position("conf.py", line)


def test_a_setting_without_conf_py_has_a_position_all_the_same(tmp_path: Path) -> None:
    """Settings may come from the command line alone."""
    assert position_of("language", tmp_path) == Position("conf.py", 1)


def test_a_phrase_is_filled_in() -> None:
    """A phrase that nobody has declared is the last part of its key."""
    settings = bare_settings(phrases={"others": "{count} others"})

    assert settings.phrase("others", count=3) == "3 others"
    assert settings.phrase("others") == "{count} others"
    assert settings.phrase("role.boss") == "boss"
