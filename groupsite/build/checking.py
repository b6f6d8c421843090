"""Checks the settings in conf.py, and reports all problems in one run.

Invalid settings are replaced by their defaults, so that no later code has to check.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from sphinx.config import ENUM

from groupsite.build.diagnostics import report
from groupsite.build.identity import (
    authority_faults,
    base_faults,
    group_faults,
    image_faults,
)
from groupsite.build.registry import record_kinds
from groupsite.model.badges import venue_fault
from groupsite.model.citestyle import find_style
from groupsite.model.dates import DateError, PartialDate
from groupsite.model.kinds import section_names
from groupsite.model.language import news_kinds
from groupsite.model.ownwords import wrong_news_kind, wrong_phrase
from groupsite.model.paths import is_below
from groupsite.model.problems import Problem, Subtype
from groupsite.model.settings import (
    SETTINGS,
    SUCCESSORS,
    conf_text,
    has_dates,
    position_of,
)
from groupsite.model.text import did_you_mean, printable
from groupsite.model.vitas import all_sections, vitas_of
from groupsite.model.wording import PHRASES, is_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from groupsite.build.identity import Fault

#: Characters that some systems forbid in folders, or that are special in addresses.
_NO_FOLDER: Final = re.compile(r"[\\:*?\"<>|#%]")
#: What to write for a type.
_WRITTEN: Final[dict[type, str]] = {
    str: "a text in quotes",
    list: "a list in square brackets",
    dict: "a dict in braces",
    bool: "True or False",
    int: "a number",
}


def check_settings(app: Sphinx, config: Config) -> None:
    """Replace invalid settings by their defaults, with a message for each.

    Runs at ``config-inited``, before any setting is read.
    """
    _report_unknown(app, config)
    _take_over_renamed(app, config)
    for name in SETTINGS:
        _check_type(app, config, name)
    for name in ("paper_pages", "person_pages", "posts"):
        _check_folder(app, config, f"groupsite_{name}")
    _check_source(app, config, "groupsite_people", "file")
    _check_source(app, config, "groupsite_data", "folder")
    config["groupsite_topics"] = _checked_topics(app, config)
    config["groupsite_news_kinds"] = _checked_news_kinds(app, config)
    config["groupsite_venues"] = _checked_venues(app, config)
    _check_vitas(app, config)
    config["groupsite_phrases"] = _checked_phrases(app, config)
    config["bibtex_bibfiles"] = _checked_bibfiles(app, config)
    _check_styles(app, config)
    _check_cited_files(app, config)
    _check_today(app, config)
    _check_machines(app, config)
    if not has_dates(config.language):
        message = f"there are no dates in {config.language!r}, they will be English"
        _wrong(app, "language", message)


def check_project_settings(app: Sphinx, config: Config) -> None:
    """Check settings of Sphinx and its extensions in the same way, for a whole project.

    Sphinx would name no line, use the value all the same, and fail at some of them.
    """
    for name, option in config.values.items():
        if name.startswith("groupsite_"):
            continue
        types: Any = option.valid_types
        value, default = config[name], _default(config, name)
        if not _is_accepted(value, default, types):
            known = {type(default), *types} - {type(None)}
            config[name] = default  # first: some of them say which messages are shown
            _wrong(app, name, _should_be(known, value))
    _replace_wrong(app, config, "html_baseurl", base_faults(config["html_baseurl"]))


def _is_accepted(value: object, default: object, types: Any) -> bool:
    """Whether Sphinx is content with the type of a value (`check_confval_types`)."""
    if isinstance(types, ENUM) or types in (Any, frozenset({Any})):
        return True
    if (default is None and not types) or type(value) in {type(default), *types}:
        return True
    bases = {type(value), *type(value).__bases__} & {*type(default).__bases__}
    return bool(bases - {object})


def _should_be(types: Iterable[type], value: object) -> str:
    """What to write for a setting of one of *types* in place of *value*."""
    names = sorted(_WRITTEN.get(kind, f"a {kind.__name__}") for kind in types)
    return f"this should be {' or '.join(names)}, not {value!r}"


def _default(config: Config, name: str) -> Any:
    default = config.values[name].default
    return default(config) if callable(default) else default


def _check_type(app: Sphinx, config: Config, name: str) -> None:
    """Check the type of a setting, and remove characters that pages cannot contain."""
    setting, key = SETTINGS[name], f"groupsite_{name}"
    if not isinstance(config[key], setting.types):
        _wrong(app, key, _should_be(setting.types[:1], config[key]))
        config[key] = _default(config, key)
    clean = _without_unprintable(config[key])
    if clean != config[key]:
        _wrong(app, key, "characters that no page may contain were left out")
        config[key] = clean


def _report_unknown(app: Sphinx, config: Config) -> None:
    """Report unknown settings, which are probably misspelt."""
    known = [name for name in config.values if name.startswith("groupsite_")]
    assigned = re.compile(r"^(groupsite_\w+)[ \t]*[:=]", re.MULTILINE)
    for name in dict.fromkeys(assigned.findall(conf_text(Path(app.confdir)))):
        if name not in known:
            hint = did_you_mean(name, known)
            _wrong(app, name, f"there is no such setting{hint}")


def _take_over_renamed(app: Sphinx, config: Config) -> None:
    """Use settings that are called otherwise by now, and say how."""
    for old, new in SUCCESSORS.items():
        name, value = f"groupsite_{old}", config[f"groupsite_{old}"]
        if value is None:
            continue
        successor = f"groupsite_{new}"
        if not re.search(
            rf"^{successor}[ \t]*[:=]", conf_text(Path(app.confdir)), re.MULTILINE
        ):
            config[successor] = value
        message = (
            f"this is called `{successor}` now: write that, since the old name will go"
        )
        position = position_of(name, Path(app.confdir))
        report(Problem(position, f"`{name}`: {message}", Subtype.MENDED))


def _without_unprintable(value: Any) -> Any:
    """*value* without unprintable characters, at any depth."""
    if isinstance(value, dict):
        pairs = ((key, _without_unprintable(nested)) for key, nested in value.items())
        return {_without_unprintable(key): nested for key, nested in pairs}
    if isinstance(value, list):
        return [_without_unprintable(nested) for nested in value]
    if isinstance(value, tuple):
        return tuple(_without_unprintable(nested) for nested in value)
    return printable(value) if isinstance(value, str) else value


def _wrong(app: Sphinx, setting: str, message: str, key: object = "") -> None:
    position = position_of(setting, Path(app.confdir), key)
    report(Problem(position, f"`{setting}`: {message}", Subtype.CONFIG))


def _check_folder(app: Sphinx, config: Config, key: str) -> None:
    """Check that a folder for generated pages is inside the sources."""
    written = config[key].strip("/")
    folder = PurePosixPath(written)
    # "." has no parts: stubs would be among the documents of authors
    is_root = bool(written) and not folder.parts
    invalid = ".." in folder.parts or _NO_FOLDER.search(written)
    if is_root or invalid or not _can_be_folder(Path(app.srcdir), folder):
        message = f"this should be a folder below conf.py, not {config[key]!r}"
        _wrong(app, key, message)
        written = ""
    config[key] = folder.as_posix() if written else ""


def _can_be_folder(srcdir: Path, folder: PurePosixPath) -> bool:
    """Whether nothing else is at the path of *folder* or of its parents."""
    above = [srcdir / name for name in (folder, *folder.parents)]
    free = all(path.is_dir() or not path.exists() for path in above)
    return free and is_below(srcdir / folder, srcdir)


def _check_source(app: Sphinx, config: Config, key: str, what: str) -> None:
    """Check that a file or folder that we read is inside the sources."""
    written, srcdir = config[key], Path(app.srcdir)
    path = srcdir / (written.strip("/") if what == "folder" else written)
    if written and not is_below(path, srcdir):
        message = f"this should be a {what} below conf.py, not {written!r}"
        _wrong(app, key, message)
        config[key] = _default(config, key)


def _checked_topics(app: Sphinx, config: Config) -> dict[str, str]:
    """The declared topics that have an id; one without a label is called by its id."""
    topics = {}
    for topic, label in config["groupsite_topics"].items():
        if is_word(topic) and isinstance(label, str) and label.strip():
            topics[topic] = label
            continue
        if is_word(topic):
            topics[topic] = topic.replace("-", " ").capitalize()
            message = (
                f"{topic!r} needs a label, not {label!r}: write "
                f'"{topic}": "{topics[topic]}"'
            )
        else:
            message = f"{topic!r}: {label!r} should be an id without blanks and a label"
        _wrong(app, "groupsite_topics", message, topic)
    return topics


def _checked_news_kinds(app: Sphinx, config: Config) -> dict[str, Any]:
    """The declared kinds that are valid; None disables one of ours."""
    kinds: dict[str, Any] = {}
    ours = news_kinds(config.language)
    for name, kind in config["groupsite_news_kinds"].items():
        if kind is None and name in ours:
            kinds[name] = None
            continue
        wrong = wrong_news_kind(name, kind)
        if wrong:
            _wrong(app, "groupsite_news_kinds", f"{name!r} {wrong}", name)
        else:
            kinds[name] = {"icon": "", **ours.get(name, {}), **kind}
    return kinds


def _checked_venues(app: Sphinx, config: Config) -> dict[str, Any]:
    venues = {}
    for name, venue in config["groupsite_venues"].items():
        if fault := venue_fault(name, venue):
            _wrong(app, "groupsite_venues", fault, name)
        else:
            venues[name] = venue
    return venues


def _check_vitas(app: Sphinx, config: Config) -> None:
    """Report what is wrong with CVs; whoever reads the setting leaves it out."""
    sections = all_sections(section_names("cv", record_kinds(app)))
    _, faults = vitas_of(config["groupsite_cv"], sections)
    for fault in faults:
        _wrong(app, "groupsite_cv", fault.message, fault.key)


def _checked_phrases(app: Sphinx, config: Config) -> dict[str, str]:
    phrases = {}
    known = dict(PHRASES)
    for kind in record_kinds(app):
        known |= kind.phrases
    for key, text in config["groupsite_phrases"].items():
        wrong = wrong_phrase(key, text, known)
        if wrong:
            _wrong(app, "groupsite_phrases", wrong, key)
        else:
            phrases[key] = text
    return phrases


def _checked_bibfiles(app: Sphinx, config: Config) -> list[Any]:
    """The .bib files without invalid names, on which sphinxcontrib-bibtex raises."""
    files = config["bibtex_bibfiles"]
    if files is None:
        default = Path(app.confdir, "publications.bib")
        return [default.name] if default.is_file() else []
    if not isinstance(files, list | tuple) or not all(
        isinstance(name, str | os.PathLike) for name in files
    ):
        message = f"this should be a list of file names, not {files!r}"
        _wrong(app, "bibtex_bibfiles", message)
        files = [files] if isinstance(files, str) else []
    return list(files)


def _check_cited_files(app: Sphinx, config: Config) -> None:
    """Check that the files with works of others are among those that are read."""
    key = "groupsite_cited_files"
    for name in config[key]:
        if name not in config["bibtex_bibfiles"]:
            message = f"{name!r} is not in `bibtex_bibfiles`: write it there as well"
            _wrong(app, key, message)
    known = [name for name in config[key] if name in config["bibtex_bibfiles"]]
    config[key] = known


def _check_today(app: Sphinx, config: Config) -> None:
    """A day, if one is given."""
    key, text = "groupsite_today", config["groupsite_today"]
    try:
        fault = "" if not text or PartialDate.parse(text).day else "the day is missing"
    except DateError as error:
        fault = str(error)
    if fault:
        _wrong(app, key, f"{fault}; write YYYY-MM-DD")
        config[key] = config.values[key].default


def _check_styles(app: Sphinx, config: Config) -> None:
    """Check that the citation styles exist."""
    for key in ("groupsite_citation_style", "groupsite_list_style"):
        if config[key] == _default(config, key):
            continue
        fault = find_style(config[key], Path(app.confdir)).fault
        if fault:
            _wrong(app, key, fault)
            config[key] = _default(config, key)


def _check_machines(app: Sphinx, config: Config) -> None:
    """Check settings for machine-readable output: the group, picture and feeds."""
    _check_group(app, config)
    faults: dict[str, list[Fault]] = {
        "groupsite_image": image_faults(app, config),
        "groupsite_feed_authority": authority_faults(
            config["groupsite_feed_authority"]
        ),
    }
    for setting, setting_faults in faults.items():
        _replace_wrong(app, config, setting, setting_faults)


def _check_group(app: Sphinx, config: Config) -> None:
    """Check the group: what is wrong of it is left out; without a name, all of it."""
    setting = "groupsite_organization"
    faults = group_faults(app, config)
    for key, message in faults:
        _wrong(app, setting, message, key)
    wrong = [key for key, _ in faults]
    group = {key: v for key, v in config[setting].items() if key not in wrong}
    config[setting] = group if group.get("name") else {}


def _replace_wrong(
    app: Sphinx, config: Config, setting: str, faults: list[Fault]
) -> None:
    """Report the faults of a setting (key, message), and use its default."""
    for key, message in faults:
        _wrong(app, setting, message, key)
    if faults:
        config[setting] = _default(config, setting)
