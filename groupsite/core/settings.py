"""The settings `groupsite_…` of conf.py: registered, checked and read in one place.

Every setting is optional. A wrong one is reported together with all others, the build
then goes on with its default, so no later code has to check again.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final, Literal

from babel import Locale, UnknownLocaleError

from groupsite.core.diagnostics import report
from groupsite.core.positions import Position
from groupsite.core.problems import Problem, Subtype
from groupsite.core.text import did_you_mean
from groupsite.core.wording import (
    NEWS_KINDS,
    PHRASES,
    is_word,
    wrong_news_kind,
    wrong_phrase,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config


@dataclass(frozen=True, slots=True)
class NewsKind:
    """A kind of news as declared in conf.py."""

    label: str
    #: Name of an icon, for designs that show one.
    icon: str
    #: One of `groupsite.core.wording.FAMILIES`.
    family: str


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
    #: Folder of the .yml files of activities, relative to the sources.
    data: str
    #: Topic id → label: the only place where topics are declared.
    topics: Mapping[str, str]
    news_kinds: Mapping[str, NewsKind]
    phrases: Mapping[str, str]
    #: Where paths of files lead: an absolute base, or empty for the site itself.
    files: str
    #: What Sphinx copies into the site: files and folders of ``html_extra_path``.
    extra: tuple[Path, ...]
    #: Folders of the generated pages, relative to the sources; empty for no pages.
    paper_pages: str
    person_pages: str
    #: Whether templates get a Content-Security-Policy.
    csp: bool
    #: The day on which `make check` is asked for advice, ``YYYY-MM-DD``.
    today: str

    def phrase(self, key: str, **fields: object) -> str:
        """The phrase *key* with its fields filled in; *key*'s last part if unknown."""
        text = self.phrases.get(key, key.rpartition(".")[2])
        return text.format(**fields) if fields else text


@dataclass(frozen=True, slots=True)
class _Setting:
    default: Any
    types: tuple[type, ...]
    help: str
    #: ``env`` for what directives read; empty for what no page shows.
    rebuild: Literal["env", ""] = "env"


#: All settings, without their prefix.
SETTINGS: Final[dict[str, _Setting]] = {
    "owner": _Setting("", (str,), "id of the person whose site this is"),
    "people": _Setting("group/people.yml", (str,), "the people file"),
    "data": _Setting("research", (str,), "the folder of grants.yml, talks.yml, …"),
    "topics": _Setting({}, (dict,), "topic id → label"),
    "news_kinds": _Setting({}, (dict,), "kind → label, icon, family; added to ours"),
    "phrases": _Setting({}, (dict,), "phrases that differ from ours"),
    "files": _Setting("", (str,), "base of links to files; empty: the site's own"),
    "paper_pages": _Setting("", (str,), "folder of a page for each paper; empty: none"),
    "person_pages": _Setting(
        "", (str,), "folder of a page for each member; empty: none"
    ),
    "csp": _Setting(True, (bool,), "a strict Content-Security-Policy on every page"),
    "today": _Setting("", (str,), "the day of advice on the content", ""),
}


def register(app: Sphinx) -> None:
    """Declare all settings to Sphinx."""
    for name, setting in SETTINGS.items():
        app.add_config_value(
            f"groupsite_{name}",
            setting.default,
            setting.rebuild,
            types=frozenset(setting.types),
            description=setting.help,
        )


def check_settings(app: Sphinx, config: Config) -> None:
    """Replace wrong settings by their defaults, with a message for each.

    Runs at ``config-inited``, before any reader.
    """
    _report_unknown(app, config)
    for name, setting in SETTINGS.items():
        key = f"groupsite_{name}"
        if not isinstance(config[key], setting.types):
            wanted = setting.types[0].__name__
            _wrong(app, key, f"this should be a {wanted}, not {config[key]!r}")
            config[key] = setting.default
    for name in ("paper_pages", "person_pages"):
        _check_folder(app, config, f"groupsite_{name}")
    config["groupsite_topics"] = _checked_topics(app, config)
    config["groupsite_news_kinds"] = _checked_news_kinds(app, config)
    config["groupsite_phrases"] = _checked_phrases(app, config)
    config["bibtex_bibfiles"] = _checked_bibfiles(app, config)
    if not _has_dates(config.language):
        message = f"there are no dates in {config.language!r}, they will be English"
        _wrong(app, "language", message)


def read_settings(app: Sphinx) -> Settings:
    """The settings of this build; `check_settings` has run."""
    config = app.config
    kinds = {**NEWS_KINDS, **config["groupsite_news_kinds"]}
    confdir = Path(app.confdir)
    return Settings(
        srcdir=Path(app.srcdir),
        confdir=confdir,
        bibfiles=tuple((confdir / name).resolve() for name in config.bibtex_bibfiles),
        language=config.language if _has_dates(config.language) else "en",
        owner=config["groupsite_owner"],
        people=config["groupsite_people"],
        data=config["groupsite_data"].strip("/"),
        topics=config["groupsite_topics"],
        news_kinds={name: NewsKind(**kind) for name, kind in kinds.items() if kind},
        phrases={**PHRASES, **config["groupsite_phrases"]},
        files=config["groupsite_files"],
        extra=tuple(confdir / name for name in config.html_extra_path),
        paper_pages=config["groupsite_paper_pages"].strip("/"),
        person_pages=config["groupsite_person_pages"].strip("/"),
        csp=config["groupsite_csp"],
        today=config["groupsite_today"],
    )


def position_of(setting: str, confdir: Path, key: object = "") -> Position:
    """Where conf.py gives *setting* a value, or a *key* of it; else its first line."""
    text = _conf(confdir)
    found = list(re.finditer(rf"^[ \t]*{setting}\b", text, re.MULTILINE))
    # of several values the last one counts
    start = found[-1].start() if found else 0
    if key and found:
        quoted = re.compile(rf"([\"']){re.escape(str(key))}\1")
        inside = quoted.search(text, start)
        start = inside.start() if inside else start
    return Position("conf.py", text.count("\n", 0, start) + 1)


def _conf(confdir: Path) -> str:
    path = confdir / "conf.py"
    return path.read_text("utf-8", errors="replace") if path.is_file() else ""


def _report_unknown(app: Sphinx, config: Config) -> None:
    """Report settings that nobody reads: they are misspelt."""
    known = [name for name in config.values if name.startswith("groupsite_")]
    assigned = re.compile(r"^(groupsite_\w+)[ \t]*[:=]", re.MULTILINE)
    for name in dict.fromkeys(assigned.findall(_conf(Path(app.confdir)))):
        if name not in known:
            hint = did_you_mean(name, known)
            _wrong(app, name, f"there is no such setting{hint}")


def _wrong(app: Sphinx, setting: str, message: str, key: object = "") -> None:
    position = position_of(setting, Path(app.confdir), key)
    report(Problem(position, f"`{setting}`: {message}", Subtype.CONFIG))


def _check_folder(app: Sphinx, config: Config, key: str) -> None:
    """A folder in which we write has to be inside of the sources."""
    written = config[key].strip("/")
    folder = PurePosixPath(written)
    # "." has no parts: our pages would lie among those of authors
    here = bool(written) and not folder.parts
    if here or ".." in folder.parts or "\\" in written or ":" in written:
        message = f"this should be a folder below conf.py, not {config[key]!r}"
        _wrong(app, key, message)
        written = ""
    config[key] = folder.as_posix() if written else ""


def _checked_topics(app: Sphinx, config: Config) -> dict[str, str]:
    topics = {}
    for topic, label in config["groupsite_topics"].items():
        if is_word(topic) and isinstance(label, str):
            topics[topic] = label
        else:
            message = (
                f"{topic!r}: {label!r} should be an id without blanks and its label"
            )
            _wrong(app, "groupsite_topics", message, topic)
    return topics


def _checked_news_kinds(app: Sphinx, config: Config) -> dict[str, Any]:
    """The declared kinds that are complete; None switches one of ours off."""
    kinds: dict[str, Any] = {}
    for name, kind in config["groupsite_news_kinds"].items():
        if kind is None and name in NEWS_KINDS:
            kinds[name] = None
            continue
        wrong = wrong_news_kind(name, kind)
        if wrong:
            _wrong(app, "groupsite_news_kinds", f"{name!r} {wrong}", name)
        else:
            kinds[name] = {"icon": "", **NEWS_KINDS.get(name, {}), **kind}
    return kinds


def _checked_phrases(app: Sphinx, config: Config) -> dict[str, str]:
    phrases = {}
    for key, text in config["groupsite_phrases"].items():
        wrong = wrong_phrase(key, text)
        if wrong:
            _wrong(app, "groupsite_phrases", wrong, key)
        else:
            phrases[key] = text
    return phrases


def _checked_bibfiles(app: Sphinx, config: Config) -> list[Any]:
    """The files of sphinxcontrib-bibtex, which raises where there are none."""
    files = config["bibtex_bibfiles"]
    if files is None:
        default = Path(app.confdir, "publications.bib")
        return [default.name] if default.is_file() else []
    if isinstance(files, list | tuple) and all(
        isinstance(name, str | os.PathLike) for name in files
    ):
        return list(files)
    _wrong(
        app, "bibtex_bibfiles", f"this should be a list of file names, not {files!r}"
    )
    return [files] if isinstance(files, str) else []


def _has_dates(language: str) -> bool:
    """Whether Babel can write dates in Sphinx's *language*."""
    try:
        Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return False
    return True
