"""The settings `groupsite_…` of conf.py: registered, checked and read in one place.

Every setting is optional. A wrong one is reported together with all others, the build
then goes on with its default, so no later code has to check again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from groupsite.core.diagnostics import report
from groupsite.core.positions import Position
from groupsite.core.problems import Problem, Subtype
from groupsite.core.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Families of news; each is one colour of the design.
FAMILIES = ("papers", "people", "recognition", "activity")


@dataclass(frozen=True, slots=True)
class NewsKind:
    """A kind of news as declared in conf.py."""

    label: str
    #: Name of an icon, for designs that show one.
    icon: str
    #: One of `FAMILIES`.
    family: str


NEWS_KINDS: dict[str, dict[str, str]] = {
    name: {"label": label, "icon": icon, "family": family}
    for name, label, icon, family in (
        ("preprint", "New preprint", "file", "papers"),
        ("accepted", "Paper accepted", "check", "papers"),
        ("published", "Paper published", "book", "papers"),
        ("phd", "PhD", "mortar-board", "people"),
        ("welcome", "Welcome", "person-add", "people"),
        ("visitor", "Visitor", "globe", "people"),
        ("position", "Position", "briefcase", "people"),
        ("award", "Award", "trophy", "recognition"),
        ("grant", "Grant", "ruby", "recognition"),
        ("event", "Event", "calendar", "activity"),
        ("talk", "Talk", "megaphone", "activity"),
        ("opening", "Opening", "broadcast", "activity"),
        ("software", "Software", "code", "activity"),
        ("editorial", "Editorial", "pencil", "activity"),
        ("teaching", "Teaching", "people", "activity"),
    )
}

#: Words that the extension writes itself. ``[…]`` is left out where the field in it is
#: empty. A news kind with a phrase ``news.KIND`` composes its sentence from a paper.
PHRASES: dict[str, str] = {
    "news.preprint": "{title}",
    "news.accepted": "{title}[, to appear in {venue}]",
    "news.published": "{title}[, in {venue}]",
    "with": "With {people}",
    "and": "and",
    "both": "both",
    "all": "all",
    "other": "1 other",
    "others": "{count} others",
    "paper": "Paper:",
    "earlier": "Earlier news",
    "items": "{count} items",
    "item": "1 item",
    "state.preprint": "Preprint",
    "state.submitted": "Submitted",
    "state.accepted": "Accepted",
    "state.inpress": "In press",
    "alphabetical": "alphabetical order",
    "in": "In",
    "editors": "edited by {people}",
    "thesis.phdthesis": "PhD thesis",
    "thesis.mastersthesis": "Master’s thesis",
    "cite.others": "et al.",
    "bibtex": "BibTeX",
    "link.arxiv": "arXiv",
    "link.doi": "DOI",
    "link.html": "Publisher",
    "link.pdf": "PDF",
    "link.code": "Code",
    "link.data": "Data",
    "link.video": "Video",
    "link.slides": "Slides",
    "link.poster": "Poster",
    "link.website": "Website",
    "link.supp": "Supplement",
    "link.email": "E-mail",
    "link.homepage": "Home page",
    "link.orcid": "ORCID",
    "link.scholar": "Google Scholar",
    "link.github": "GitHub",
    "link.linkedin": "LinkedIn",
    "link.researchgate": "ResearchGate",
    "link.other": "Further page",
    "role.lead": "Head of the group",
    "role.postdoc": "Postdoc",
    "role.phd": "PhD student",
    "role.visitor": "Visitor",
    "role.summer": "Summer student",
    "type.article": "Journal articles",
    "type.inproceedings": "Conference papers",
    "type.incollection": "Book chapters",
    "type.book": "Books",
    "type.misc": "Preprints and others",
    "type.preprint": "Preprints",
    "type.phdthesis": "PhD theses",
    "type.mastersthesis": "Master’s theses",
    "type.thesis": "Theses",
    "type.techreport": "Reports",
    "type.editorial": "Editorials",
    "type.miscellaneous": "Miscellaneous",
    "person.since": "since {date}",
    "person.supervisors": "Supervised by {people}",
    "person.supervisor-lead": "{person} (lead)",
    "person.next": "then {position}",
    "person.funded": "funded by {funding}",
    "table.name": "Name",
    "table.role": "Role",
    "table.years": "Years",
    "table.topic": "Topic",
    "table.next": "Then",
    "year.none": "Undated",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The checked settings of one build."""

    #: Folder of the sources.
    srcdir: Path
    #: Folder of conf.py.
    confdir: Path
    #: Absolute paths of the BibTeX files (sphinxcontrib-bibtex's setting).
    bibfiles: tuple[Path, ...]
    #: Language of dates, as in Sphinx's ``language``.
    language: str
    #: Id of the person whose site this is; empty for none.
    owner: str
    #: Path of the people file, relative to the sources; empty for none.
    people: str
    #: Topic id → label: the only place where topics are declared.
    topics: Mapping[str, str]
    news_kinds: Mapping[str, NewsKind]
    phrases: Mapping[str, str]
    #: Where paths of files lead: an absolute base, or empty for the site itself.
    files: str

    def phrase(self, key: str, **fields: object) -> str:
        """The phrase *key* with its fields filled in; *key*'s last part if unknown."""
        text = self.phrases.get(key, key.rpartition(".")[2])
        return text.format(**fields) if fields else text


@dataclass(frozen=True, slots=True)
class _Setting:
    default: Any
    types: tuple[type, ...]
    help: str


#: All settings, without their prefix. Each is rebuilt with ``env``: it is part of what
#: directives read.
SETTINGS: dict[str, _Setting] = {
    "owner": _Setting("", (str,), "id of the person whose site this is"),
    "people": _Setting("group/people.yml", (str,), "the people file"),
    "topics": _Setting({}, (dict,), "topic id → label"),
    "news_kinds": _Setting({}, (dict,), "kind → label, icon, family; added to ours"),
    "phrases": _Setting({}, (dict,), "phrases that differ from ours"),
    "files": _Setting("", (str,), "base of links to files; empty: the site's own"),
}


def register(app: Sphinx) -> None:
    """Declare all settings to Sphinx."""
    for name, setting in SETTINGS.items():
        app.add_config_value(
            f"groupsite_{name}",
            setting.default,
            "env",
            types=frozenset(setting.types),
            description=setting.help,
        )


def check_settings(app: Sphinx, config: Config) -> None:
    """Replace wrong settings by their defaults, with a message for each.

    Runs at ``config-inited``, before any reader.
    """
    for name, setting in SETTINGS.items():
        key = f"groupsite_{name}"
        if not isinstance(config[key], setting.types):
            wanted = setting.types[0].__name__
            _wrong(app, key, f"this should be a {wanted}, not {config[key]!r}")
            config[key] = setting.default
    config["groupsite_topics"] = _checked_topics(app, config)
    config["groupsite_news_kinds"] = _checked_news_kinds(app, config)
    config["groupsite_phrases"] = _checked_phrases(app, config)
    if config["bibtex_bibfiles"] is None:
        # sphinxcontrib-bibtex raises where it is not set at all
        default = Path(app.srcdir, "publications.bib")
        config["bibtex_bibfiles"] = [default.name] if default.is_file() else []


def read_settings(app: Sphinx) -> Settings:
    """The settings of this build; `check_settings` has run."""
    config = app.config
    kinds = {**NEWS_KINDS, **config["groupsite_news_kinds"]}
    confdir = Path(app.confdir)
    return Settings(
        srcdir=Path(app.srcdir),
        confdir=confdir,
        bibfiles=tuple((confdir / name).resolve() for name in config.bibtex_bibfiles),
        language=config.language,
        owner=config["groupsite_owner"],
        people=config["groupsite_people"],
        topics=config["groupsite_topics"],
        news_kinds={name: NewsKind(**kind) for name, kind in kinds.items() if kind},
        phrases={**PHRASES, **config["groupsite_phrases"]},
        files=config["groupsite_files"],
    )


def position_of(setting: str, confdir: Path) -> Position:
    """Where conf.py gives *setting* a value, or its first line."""
    path = confdir / "conf.py"
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    found = (n for n, line in enumerate(lines, 1) if line.startswith(setting))
    return Position("conf.py", next(found, 1))


def _wrong(app: Sphinx, setting: str, message: str) -> None:
    position = position_of(setting, Path(app.confdir))
    report(Problem(position, f"`{setting}`: {message}", Subtype.CONFIG))


def _checked_topics(app: Sphinx, config: Config) -> dict[str, str]:
    topics = {}
    for topic, label in config["groupsite_topics"].items():
        if isinstance(topic, str) and isinstance(label, str) and " " not in topic:
            topics[topic] = label
        else:
            _wrong(
                app,
                "groupsite_topics",
                f"{topic!r}: {label!r} should be an id without blanks and its label",
            )
    return topics


def _checked_news_kinds(app: Sphinx, config: Config) -> dict[str, Any]:
    """The declared kinds that are complete; None switches one of ours off."""
    kinds: dict[str, Any] = {}
    for name, kind in config["groupsite_news_kinds"].items():
        if kind is None and name in NEWS_KINDS:
            kinds[name] = None
            continue
        merged = {"icon": "", **NEWS_KINDS.get(name, {})}
        if isinstance(kind, dict):
            merged |= kind
        fine = set(merged) == {"label", "icon", "family"}
        if isinstance(kind, dict) and fine and merged["family"] in FAMILIES:
            kinds[name] = merged
        else:
            _wrong(
                app,
                "groupsite_news_kinds",
                f"{name!r} needs a label, an icon and a family out of "
                f"{', '.join(FAMILIES)}",
            )
    return kinds


def _checked_phrases(app: Sphinx, config: Config) -> dict[str, str]:
    phrases = {}
    known = {**PHRASES, **config["groupsite_phrases"]}
    free = ("news.", "role.", "type.", "thesis.", "state.", "link.")
    for key, text in config["groupsite_phrases"].items():
        if not isinstance(key, str) or not isinstance(text, str):
            message = f"{key!r}: {text!r} should be two texts"
            _wrong(app, "groupsite_phrases", message)
        elif key not in PHRASES and not key.startswith(free):
            hint = did_you_mean(key, set(known) - {key})
            message = f"there is no phrase {key!r}{hint}"
            _wrong(app, "groupsite_phrases", message)
        else:
            phrases[key] = text
    return phrases
