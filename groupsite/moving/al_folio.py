"""Sites of al-folio: those before version 1, where the theme stands in the site, and later ones."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.text import slug, spelling
from groupsite.moving.contact import mail_link, ways
from groupsite.moving.examples import is_placeholder
from groupsite.moving.jekyll import (
    bibliography,
    coauthors,
    courses,
    pages,
    people,
    repositories,
    vitae,
)
from groupsite.moving.jekyll import data as other_data
from groupsite.moving.jekyll.folder import LOOK, Jekyll, is_machinery
from groupsite.moving.jekyll.rest import plain as plain_text
from groupsite.moving.mapping import biography, person_links
from groupsite.moving.site import Moved, Page, person_id
from groupsite.moving.source import UnreadableError
from groupsite.moving.vita import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.moving.account import Account, Fields
    from groupsite.moving.source import Source

_NO_PAGES: Final = frozenset([
    "pages", "layouts", "includes", "bibliography", "data", "drafts", "sass", "plugins",
    "scripts", "styles",
])  # fmt: skip
_COURSES: Final = ("teachings", "teaching", "courses")
_PEOPLE: Final = ("people", "members", "team", "alumni", "students")
_PROJECTS: Final = ("projects", "research", "researches")
_LINE: Final = re.compile(r"</?(?:p|br|div|li)\b[^<>]*>", re.IGNORECASE)
_ROLE: Final = re.compile(
    r"prof|student|postdoc|phd|investigator|research|engineer|lecturer|fellow|director|manager|technician|assistant|scientist|reader",
    re.IGNORECASE,
)


def recognise(source: Source) -> bool:
    """Whether there are the folders of al-folio, or the name of its theme."""
    if not source.has("_config.yml"):
        return False
    has_pages = "_pages" in source.folders or "_layouts" in source.folders
    if "_bibliography" in source.folders and has_pages:
        return True
    try:
        return "al_folio" in source.text("_config.yml")
    except UnreadableError:
        return False


def read(source: Source, account: Account) -> Moved:
    """All of a site."""
    moved = Moved("al-folio")
    reader = _AlFolio(source, account, moved)
    reader.read()
    return moved


class _AlFolio(Jekyll):
    def __init__(self, source: Source, account: Account, moved: Moved) -> None:
        super().__init__(source, account, moved)
        #: Ids of people → the category that shows them, and their rank in it.
        self._shown: dict[str, tuple[str, float]] = {}

    def read(self) -> None:
        config = self.config
        first = [
            config.text("first_name"),
            config.text("middle_name"),
            config.text("last_name"),
        ]
        full = " ".join(filter(None, first))
        title = config.text("title")
        self.moved.name = full if title.lower() in ("", "blank") else title
        self.person_name = full if full and not people.is_group(full) else ""
        self.read_people()
        bibliography.read(self)
        self.read_home()
        vitae.read(self)
        for name in self.collections():
            self.read_collection(name)
        self.read_pages()
        self.read_data()
        other_data.read_data(self)
        self.close_config()
        self.account_for_machinery()

    # -- people -----------------------------------------------------------------------

    def read_people(self) -> None:
        for name in _PEOPLE:
            for path in self.collection(name):
                self._person(path)
        self._order()
        for path in self.source.below("_pages", ".md"):
            self._profiles(path)
        for name in ("members", "people", "team", "alumni", "alumni_members"):
            if path := self.data_file(name):
                self._listed(path, former=name.startswith("alumni"))

    def _person(self, path: str) -> None:
        fields = self.open("people", path)
        fields.look("yaml")  # the name of a file
        vita = next((str(fields.peek(k)) for k in ("cv", "yaml") if fields.peek(k)), "")
        has_vita = self.source.has(cv := f"_data/cv/{vita}.yml")
        if has_vita:
            fields.take("cv")
            fields.take("yaml")
        category, importance = fields.peek("category"), fields.peek("importance")
        added = people.person(self, fields)
        if not added:
            return
        if isinstance(category, str):
            known = re.fullmatch(r"-?\d{1,9}(?:\.\d+)?", str(importance))
            self._shown[added] = category, float(known[0]) if known else 0
        if has_vita:
            vitae.read_of(self, added, cv)

    def _order(self) -> None:
        """Have the people in the order of the page that shows them by category."""
        categories = {category for category, _ in self._shown.values()}
        for path in self.source.below("_pages", ".md"):
            listed = self.front(path).get("display_categories")
            if isinstance(listed, list) and categories.intersection(map(str, listed)):
                places = {str(name): place for place, name in enumerate(listed)}
                ranks = {
                    added: (places[category], rank)
                    for added, (category, rank) in self._shown.items()
                    if category in places
                }
                self.moved.order_people(ranks)
                return

    def _listed(self, path: str, *, former: bool) -> None:
        """The people of a file of data: a list, or lists by group."""
        data = self.values(path)
        groups = data.items() if isinstance(data, dict) else [("", data)]
        for group, listed in groups:
            for number, item in enumerate(
                listed if isinstance(listed, list) else [], 1
            ):
                known = dict(item) if isinstance(item, dict) else {"name": item}
                fields = self.account.thing(
                    "people", path, known, label=f"{group} {number}".strip()
                )
                added = people.person(self, fields)
                if added and (former or spelling(group) in ("alumni", "former")):
                    self.moved.the("people", added)["memberships"][0]["status"] = (
                        "former"
                    )

    def _profiles(self, path: str) -> None:
        """A page of people, whose texts stand in other pages."""
        data = self.front(path)
        listed = data.get("profiles")
        if not isinstance(listed, list):
            return
        for number, item in enumerate(listed, 1):
            if isinstance(item, dict):
                fields = self.account.thing(
                    "people", path, item, label=f"profiles {number}"
                )
                self._profile(fields, path)
        self._taken.add(path)

    def _profile(self, fields: Fields, path: str) -> None:
        content = fields.text("content")
        about = f"{PurePosixPath(path).parent}/{content}"
        if content and self.source.has(about) and self.is_example(about):
            fields.thing.example = True
            return
        text = ""
        name = fields.text("name")
        if content and self.source.has(about):
            opened = self.open("people", about)
            text = self.body(opened, 0)
            if not name:
                name = plain_text(opened.text("name", "title"))
                name = "" if people.is_group(name) or name.islower() else name
            opened.look("title", *LOOK)
            self._taken.add(about)
        else:
            opened = None
            if content:
                fields.leave("content", "there is no such file")
        fields.look("align", "image_circular", *LOOK)
        if not name:
            why = "nothing says who it is"
            fields.thing.leave(why)
            if opened is not None and text:
                made = Page(f"group/{slug(PurePosixPath(about).stem)}", PurePosixPath(about).stem, text, thing=opened.thing)  # fmt: skip
                self.moved.pages.append(made)
            return
        data: dict[str, Any] = {
            "id": person_id(name),
            "name": name,
            "memberships": [{"role": "member"}],
        }
        self._more_info(fields, data)
        if fields.peek("image"):
            people.photo(self, fields, "image", data)
        added = self.moved.add("people", data, fields.thing)
        if opened is not None:
            biography(self.moved, added, text, opened.thing)
            opened.thing.became(f"group/people.yml: {added}")

    def _more_info(self, fields: Fields, data: dict[str, Any]) -> None:
        written = fields.text("more_info")
        mail = re.search(r"mailto:([\w.+-]+@[\w.-]+\w)", written)
        if mail:
            data["email"] = mail[1]
        lines = _own(plain_text(line) for line in _LINE.split(written))
        lines = [line for line in lines if line != data.get("email")]
        if lines and _ROLE.search(lines[0]):
            data["position"] = lines.pop(0)
            data["memberships"] = [{"role": people.role_of(data["position"])}]
        if lines:
            data["note"] = "; ".join(lines)

    # -- the home page ----------------------------------------------------------------

    def read_home(self) -> None:
        path = self._home_page()
        person = self._owner(self.config)
        if path:
            fields = pages.home(self, path)
            self._taken.add(path)
            profile = fields.map("profile")
            profile.look("align", "image_circular", "address_circular")
            self._profile_of(profile, person)
            self._socials(person)

    def _home_page(self) -> str:
        """The page at the address of the site."""
        if self.source.has("_pages/about.md"):
            return "_pages/about.md"
        for path in self.source.below("_pages", ".md"):
            if self.front(path).get("permalink") == "/":
                return path
        return "index.md" if self.source.has("index.md") else ""

    def _profile_of(self, profile: Fields, person: str) -> None:
        """The picture and the address at the top of the home page."""
        home = self.moved.home
        image = profile.peek("image")
        if person:
            data = self.moved.the("people", person)
            if image and not data.get("photo"):
                people.photo(self, profile, "image", data)
            self._address(profile, data)
        elif isinstance(image, str) and home is not None:
            found = self.linker.find(f"assets/img/{image}") or self.linker.find(image)
            if found and not self.linker.picture_fault(found):
                profile.take("image")
                home.text = f"![](/{found})\n\n{home.text}"
            if lines := self._lines(profile):
                home.text += "\n\n" + "\\\n".join(lines)

    def _lines(self, profile: Fields) -> list[str]:
        text = profile.text("more_info") or profile.text("address")
        return _own(map(plain_text, _LINE.split(text)))

    def _address(self, profile: Fields, data: dict[str, Any]) -> None:
        if lines := self._lines(profile):
            data["note"] = "; ".join(filter(None, [data.get("note", ""), *lines]))

    def _owner(self, fields: Fields) -> str:
        if not self.person_name:
            return ""
        return people.owner(self, self.person_name, fields)

    def _socials(self, person: str) -> None:
        """The accounts of the person, or of the group, whose site it is."""
        found = people.links(self.config, ("url",))
        own = not is_placeholder(str(self.config.peek("email")))
        mail = self.config.email("email") if own else ""
        labelled: dict[str, str] = {}
        path = self.data_file("socials")
        if path and isinstance(data := self.values(path), dict):
            opened = self.account.thing("people", path, data)
            opened.look("rss_icon", "cv_pdf_icon")
            links = people.links(opened)
            more = [
                to
                for key in opened
                if key.endswith("_url") and (to := opened.address(key))
            ]
            known = [v for value in links.values() for v in (value if isinstance(value, list) else [value])]  # fmt: skip
            links.setdefault("other", []).extend(to for to in more if not any(k in to for k in known))  # fmt: skip
            found |= {name: value for name, value in links.items() if value}
            if is_placeholder(str(opened.peek("email"))):
                opened.look("email")
            else:
                mail = opened.email("email") or mail
            labelled = self._more_accounts(opened)
            opened.thing.became("group/people.yml" if person else "index.md")
        note = " ".join(_own([plain_text(self.config.text("contact_note"))]))
        if person:
            data = self.moved.the("people", person)
            if mail:
                data.setdefault("email", mail)
            if found:
                data.setdefault("links", person_links(_pairs(found)))
            if labelled:
                data["links"] = data.get("links", {}) | labelled
            if note:
                data["note"] = sentences(data.get("note", ""), note)
        else:
            lines = [note, mail_link(mail) if mail else "", *ways(found)]
            lines += [f"[{label}]({to})" for label, to in labelled.items()]
            self.moved.contact += filter(None, lines)

    @staticmethod
    def _more_accounts(opened: Fields) -> dict[str, str]:
        """Label → address of accounts on services that the system does not know."""
        found = {}
        for name in [key for key in opened if key.startswith("custom_social")]:
            one = opened.map(name)
            title = plain_text(one.text("title"))
            if to := one.address("url"):
                found[title or to] = to
            one.look("logo")
        return found

    # -- all else ---------------------------------------------------------------------

    def read_collection(self, name: str) -> None:
        if name in _NO_PAGES or name in _PEOPLE:
            return
        for path in self.collection(name):
            if name == "news":
                pages.news(self, path)
            elif name == "posts":
                default = str(self.config.peek("permalink") or "/blog/:year/:title/")
                pages.post(self, path, default)
            elif name in _PROJECTS:
                pages.project(self, path, name)
            elif name in _COURSES:
                courses.course(self, path)
            else:
                pages.member(self, path, name)

    def read_pages(self) -> None:
        for path in self.source.below("_pages", ".md"):
            if path not in self.account.paths and not self.is_example(path):
                pages.page(self, path)
        for path in self._taken - self.account.paths:
            pages.page(self, path)
        for path in self.source.files:
            is_page = "/" not in path and path.lower().endswith(".md")
            if is_page and path not in self.account.paths and not is_machinery(path) and self.front(path):  # fmt: skip
                pages.page(self, path)

    def read_data(self) -> None:
        path = self.data_file("coauthors")
        if path and isinstance(data := self.values(path), dict):
            coauthors.read(self, path, data)
        if path := self.data_file("repositories"):
            data = self.values(path)
            fields = self.account.thing(
                "software", path, data if isinstance(data, dict) else {}
            )
            fields.look("repo_description_lines_max")
            repositories.read(self, fields)

    @property
    def _taken(self) -> set[str]:
        """Pages that have been read as something else."""
        return self.__dict__.setdefault("_taken_pages", set())


def _own(lines: Iterable[str]) -> list[str]:
    """Lines that are not empty, nor those of the template."""
    return [line for line in lines if line and not is_placeholder(line)]


def _pairs(links: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, one) for name, value in links.items() for one in (value if isinstance(value, list) else [value])]  # fmt: skip
