"""The settings `groupsite_…` in conf.py: registered and read in one place.

All settings are optional; `groupsite.build.checking` reports what is wrong with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

from groupsite.model.badges import venues_of
from groupsite.model.citestyle import find_style
from groupsite.model.language import news_kinds, number_form, phrases
from groupsite.model.organization import Organization, organization_of
from groupsite.model.paths import is_file
from groupsite.model.positions import Position
from groupsite.model.vitas import Vitas, vitas_of
from groupsite.model.wording import form_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from groupsite.model.badges import Venue
    from groupsite.model.dates import PartialDate
    from groupsite.model.language import Worded


@dataclass(frozen=True, slots=True)
class NewsKind:
    """A kind of news as declared in conf.py."""

    label: str
    #: Name of an icon, for designs that show icons.
    icon: str
    #: One of `groupsite.model.wording.FAMILIES`.
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
    #: Those of them with works of others, which are cited and listed nowhere.
    cited_files: frozenset[Path]
    #: Language of words and dates, as in Sphinx's ``language``.
    language: str
    #: Id of the person whose site this is; ``""`` for nobody.
    owner: str
    #: Path of the people file, relative to the sources; ``""`` for none.
    people: str
    #: Folder of the .yml files of activities, relative to the sources.
    data: str
    #: Topic id → label; topics are declared nowhere else.
    topics: Mapping[str, str]
    #: Types of papers that stand first in lists by type, in this order.
    types: tuple[str, ...]
    news_kinds: Mapping[str, NewsKind]
    phrases: Mapping[str, str]
    #: Base of links to files: an absolute address, or ``""`` for the site itself.
    files: str
    #: Files and folders that Sphinx copies into the site (``html_extra_path``).
    extra: tuple[Path, ...]
    #: Folders of generated pages, relative to the sources; ``""`` for no pages.
    paper_pages: str
    person_pages: str
    #: Folder of posts, relative to the sources; ``""`` for none.
    posts: str
    #: How many authors of a paper lists name; 0 for all.
    authors: int
    #: Whether templates get a Content-Security-Policy.
    csp: bool
    #: The group; None if not declared.
    organization: Organization | None
    #: File of the citation style, see `groupsite.model.citestyle`.
    citation_style: Path
    #: The style of entries in lists; None for our own form.
    list_style: Path | None
    #: Venues with a badge of their own, by what `abbr` calls them.
    venues: Mapping[str, Venue]
    #: Fields of entries that are handed out beside those of bibliographies.
    bibtex_fields: frozenset[str]
    #: Picture for links to the site, as a path on the site, and its description.
    image: str
    image_alt: str
    #: Whether our search, which covers records, replaces Sphinx's.
    search: bool
    #: Whether there are feeds, and the authority for their ids (RFC 4151):
    #: ``host,year``.
    feeds: bool
    feed_authority: str
    #: The day of the site: who is a member, which openings are open.
    day: PartialDate
    #: The day for the suggestions of `make check`: ``YYYY-MM-DD``.
    today: str
    #: How many years back suggestions for papers go; 0 for all.
    advice_years: int
    #: Subjects that get no suggestions, see `groupsite.pages.check`.
    silent: frozenset[str]
    #: File of the picture; None if there is none.
    image_file: Path | None = None
    #: The host in the address of the site; ``""`` if it has none.
    host: str = ""
    #: Maximum number of papers in a list of all on one page, and of news in a timeline
    #: by year; 0: any number.
    split_lists: int = 0
    #: CVs as files.
    cv: Vitas = field(default_factory=Vitas)
    #: Folder of what is kept between builds, and the version of the code that makes it;
    #: None if nothing is kept.
    doctreedir: Path | None = None
    code_version: int = 0

    def phrase(self, key: str, **fields: object) -> str:
        """The phrase *key* with its fields filled in; if unknown, *key*'s last part.

        A number in the field ``count`` selects the plural form.
        """
        text = self.phrases.get(key)
        if text is None:
            text = key.rpartition(".")[2]
        if not fields:
            return text
        count = fields.get("count")
        if isinstance(count, int):
            form = number_form(self.language, count)
            text = self.phrases.get(f"{key}.{form}", text)
        return text.format(**fields)

    def forms(self, key: str, **fields: object) -> dict[str, str]:
        """All forms of the phrase *key*, for scripts to choose from.

        The general form has the key ``""``, the others have the categories of
        `Intl.PluralRules`; forms equal to the general one are left out.
        """
        general = self.phrase(key, **fields)
        texts = {
            name.removeprefix(f"{key}."): self.phrase(name, **fields)
            for name in self.phrases
            if form_of(name) == key
        }
        special = {form: text for form, text in texts.items() if text != general}
        return {"": general, **special}

    def role(self, name: str) -> str:
        """The label of a role in the group; roles without a phrase are labels."""
        return self.phrases.get(f"role.{name}", name)


def _is_theme_ours(config: Config) -> bool:
    return config.html_theme == "groupsite"


@dataclass(frozen=True, slots=True)
class _Setting:
    #: Default value, or a function that derives it from the other settings.
    default: Any
    types: tuple[type, ...]
    help: str
    #: A value that works in the made-up group of the tests.
    example: Any
    #: ``env`` if directives read it, ``html`` if only heads of pages and exports show
    #: it; ``""`` if nothing does.
    rebuild: Literal["env", "html", ""] = "env"


#: All settings, by name without the prefix ``groupsite_``.
SETTINGS: Final[dict[str, _Setting]] = {
    "whole_project": _Setting(
        _is_theme_ours,
        (bool,),
        "whether this project is a group's site, all of it",
        True,
    ),
    "owner": _Setting("", (str,), "id of the person whose site this is", "doe-jane"),
    "people": _Setting(
        "group/people.yml", (str,), "the people file", "group/people.yml"
    ),
    "data": _Setting(
        "research", (str,), "the folder of grants.yml, talks.yml, …", "research"
    ),
    "topics": _Setting(
        {},
        (dict,),
        "what papers are about: id → label, which is a keyword in .bib files",
        {"imaging": "Imaging", "pet": "PET"},
    ),
    "types": _Setting(
        [],
        (list, tuple),
        "types of papers in the order of lists by type; those not named follow as usual: "
        "articles, conference papers, books, chapters, theses, reports, preprints, …",
        ["book", "article"],
    ),
    "news_kinds": _Setting(
        {},
        (dict,),
        "kinds of news beside ours: name → label, icon, family; None takes one away",
        {"party": {"label": "Party", "icon": "gift", "family": "activity"}},
    ),
    "phrases": _Setting(
        {}, (dict,), "words that differ from ours", {"page.story": "How it came about"}
    ),
    "files": _Setting(
        "",
        (str,),
        "where links to `files:…` that are not in `files/` lead; empty: nowhere",
        "https://old.example.org/",
    ),
    "paper_pages": _Setting(
        "", (str,), "folder of a page for each paper; empty: none", "research/papers"
    ),
    "person_pages": _Setting(
        "", (str,), "folder of a page for each member; empty: none", "group/people"
    ),
    "posts": _Setting(
        "", (str,), "folder of pages that are posts, by date; empty: none", "posts"
    ),
    "cv": _Setting(
        {},
        (dict,),
        "CVs: whose (`people`), which files of each (`variants`), the order of `sections`, "
        "which list `all`, `paper` (a4, letter), `font` (serif, sans)",
        {"variants": ["full", "short", "recent"], "paper": "letter"},
    ),
    "authors": _Setting(
        12,
        (int,),
        "how many authors of a paper lists show, the owner and members always; 0: all",
        6,
    ),
    "citation_style": _Setting(
        "apa",
        (str,),
        "how papers are cited: the name or the .csl file of a style",
        "ieee",
    ),
    "cited_files": _Setting(
        [],
        (list, tuple),
        "files in `bibtex_bibfiles` with works of others: they can be cited, and are in "
        "no list, feed or file and have no page",
        ["reading.bib"],
    ),
    "list_style": _Setting(
        "",
        (str,),
        "how papers stand in lists: the name or the .csl file of a style; empty: in our form",
        "chicago-author-date",
    ),
    "split_lists": _Setting(
        400,
        (int,),
        "a list of more papers by year has a page for each earlier decade, a timeline of "
        "more news links to where earlier years are; 0: never",
        1000,
    ),
    "venues": _Setting(
        {},
        (dict,),
        "badges of venues: what `abbr` says → color, url",
        {"JEx": {"color": "#0f6b5c", "url": "https://journal.example.org"}},
    ),
    "bibtex_fields": _Setting(
        [],
        (list, tuple),
        "fields of entries that visitors may copy beside those of bibliographies",
        ["abstract"],
    ),
    "csp": _Setting(
        _is_theme_ours,
        (bool,),
        "a strict Content-Security-Policy on every page, which our theme writes",
        False,
    ),
    "organization": _Setting(
        {},
        (dict,),
        "the group: name, parent, street, …",
        {"name": "Example Lab", "parent": "Example University", "country": "Nowhere"},
        "html",
    ),
    "image": _Setting(
        "", (str,), "picture shown with links to the site", "_static/card.png", "html"
    ),
    "image_alt": _Setting("", (str,), "what that picture shows", "Three rings", "html"),
    "look": _Setting(
        "paper",
        (str,),
        "the look of our theme: `paper`, `plain` or `bold`",
        "plain",
        "html",
    ),
    "color": _Setting(
        "",
        (str,),
        "the group's own colour, from which readable shades are made for light and dark",
        "#22543d",
        "html",
    ),
    "colors": _Setting(
        {},
        (dict,),
        "name → colour for light pages, or one for light and one for dark ones",
        {"accent": "#22543d", "second": ("#6b4f1d", "#e3c07a")},
        "html",
    ),
    "footer": _Setting(
        [], (list, tuple), "documents named at the end of pages", ["statement"], "html"
    ),
    "search": _Setting(False, (bool,), "our search in place of Sphinx's", True),
    "feeds": _Setting(
        True, (bool,), "feeds of the news and of the papers", False, "html"
    ),
    "feed_authority": _Setting(
        "",
        (str,),
        "who mints the ids of feeds: a host, a year; choose it once and keep it",
        "lab.example.org,2026",
        "html",
    ),
    "linkcheck_seconds": _Setting(
        600, (int,), "the time in which linkcheck asks all addresses", 120, ""
    ),
    "advice_years": _Setting(
        2, (int,), "how old papers are that advice asks about; 0: all", 5, ""
    ),
    "silent": _Setting(
        "", (str,), "what no advice is given about: doi news …", "doi news", ""
    ),
    "today": _Setting(
        "",
        (str,),
        "the day of the site, which decides who is a member; empty: that of the newest commit",
        "2026-11-24",
        "",
    ),
}

#: Settings that were renamed: old → new, without the prefix. For one minor version a
#: build takes the old one and says so; `groupsite doctor` knows them for ever.
SUCCESSORS: Final[dict[str, str]] = {}


def register(app: Sphinx) -> None:
    """Declare all settings to Sphinx."""
    for old in SUCCESSORS:
        app.add_config_value(f"groupsite_{old}", None, "")
    for name, setting in SETTINGS.items():
        app.add_config_value(
            f"groupsite_{name}",
            setting.default,
            setting.rebuild,
            types=frozenset(setting.types),
            description=setting.help,
        )


def set_default(config: Config, name: str, value: object) -> None:
    """Replace the default of a setting; values in conf.py still win.

    :param value: the default, or a function of the `Config`.
    """
    option = config.values[name]
    config.values[name] = type(option)(
        value, option.rebuild, option.valid_types, option.description
    )


def read_settings(
    app: Sphinx, record_kinds: Iterable[Worded], day: PartialDate
) -> Settings:
    """The settings of this build, after `check_settings`.

    :param record_kinds: kinds of records, whose phrases are included.
    :param day: see `Settings.day`.
    """
    config = app.config
    language = config.language if has_dates(config.language) else "en"
    kinds = {**news_kinds(language), **config["groupsite_news_kinds"]}
    confdir, list_style = Path(app.confdir), config["groupsite_list_style"]
    return Settings(
        srcdir=Path(app.srcdir),
        confdir=confdir,
        bibfiles=tuple((confdir / name).resolve() for name in config.bibtex_bibfiles),
        language=language,
        owner=config["groupsite_owner"],
        people=config["groupsite_people"],
        data=config["groupsite_data"].strip("/"),
        topics=config["groupsite_topics"],
        types=tuple(map(str, config["groupsite_types"])),
        news_kinds={name: NewsKind(**kind) for name, kind in kinds.items() if kind},
        phrases=phrases(language, config["groupsite_phrases"], record_kinds),
        files=config["groupsite_files"],
        extra=tuple(confdir / name for name in config.html_extra_path),
        paper_pages=config["groupsite_paper_pages"].strip("/"),
        person_pages=config["groupsite_person_pages"].strip("/"),
        posts=config["groupsite_posts"].strip("/"),
        authors=config["groupsite_authors"],
        csp=config["groupsite_csp"],
        organization=organization_of(config["groupsite_organization"]),
        citation_style=find_style(config["groupsite_citation_style"], confdir).path,
        cited_files=frozenset(
            (confdir / name).resolve() for name in config["groupsite_cited_files"]
        ),
        list_style=find_style(list_style, confdir).path if list_style else None,
        split_lists=max(0, config["groupsite_split_lists"]),
        venues=venues_of(config["groupsite_venues"]),
        bibtex_fields=frozenset(
            str(name).lower() for name in config["groupsite_bibtex_fields"]
        ),
        image=config["groupsite_image"],
        image_alt=config["groupsite_image_alt"],
        search=config["groupsite_search"],
        feeds=config["groupsite_feeds"],
        feed_authority=config["groupsite_feed_authority"],
        day=day,
        today=config["groupsite_today"],
        advice_years=config["groupsite_advice_years"],
        silent=frozenset(re.split(r"[\s,]+", config["groupsite_silent"])),
        image_file=site_file(config, confdir, config["groupsite_image"]),
        host=_host(config.html_baseurl),
        cv=vitas_of(config["groupsite_cv"])[0],
    )


def _host(address: Any) -> str:
    """The host in an address that nobody has checked yet."""
    try:
        return urlsplit(str(address)).hostname or ""
    except ValueError:
        return ""


def site_file(config: Config, confdir: Path, name: str) -> Path | None:
    """The file that Sphinx copies to *name*, a path relative to the site's root."""
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts:
        return None
    candidates = [confdir / folder / path for folder in config.html_extra_path]
    if path.parts[0] == "_static":
        below = path.relative_to("_static")
        candidates += [confdir / folder / below for folder in config.html_static_path]
    return next((file for file in candidates if is_file(file)), None)


def position_of(setting: str, confdir: Path, key: object = "") -> Position:
    """Where conf.py sets *setting*, or *key* within it; its first line by default."""
    text = conf_text(confdir)
    matches = list(re.finditer(rf"^[ \t]*{setting}\b", text, re.MULTILINE))
    # the last assignment counts
    start = matches[-1].start() if matches else 0
    if key and matches:
        quoted = re.compile(rf"([\"']){re.escape(str(key))}\1")
        inside = quoted.search(text, start)
        start = inside.start() if inside else start
    return Position("conf.py", text.count("\n", 0, start) + 1)


def conf_text(confdir: Path) -> str:
    """The text of conf.py."""
    path = confdir / "conf.py"
    return path.read_text("utf-8", errors="replace") if path.is_file() else ""


def has_dates(language: str) -> bool:
    """Whether Babel can write dates in Sphinx's *language*."""
    try:
        Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return False
    return True
