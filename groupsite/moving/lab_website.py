"""Sites of greenelab's lab-website-template."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.doi import doi_of_address
from groupsite.model.identifiers import is_arxiv, is_doi
from groupsite.model.text import slug
from groupsite.model.wording import PHRASES
from groupsite.moving.bib import read_papers
from groupsite.moving.contact import ways
from groupsite.moving.jekyll import data as other_data
from groupsite.moving.jekyll import pages, people
from groupsite.moving.jekyll.folder import Jekyll
from groupsite.moving.jekyll.rest import plain as plain_text
from groupsite.moving.jekyll.rest import said
from groupsite.moving.mapping import project as add_project
from groupsite.moving.markup.members import Member
from groupsite.moving.papers import names
from groupsite.moving.site import Entry, Moved
from groupsite.online.texts import of_html

if TYPE_CHECKING:
    from groupsite.moving.account import Account, Fields
    from groupsite.moving.source import Source

_ASKED: Final = (
    "`groupsite audit` asks for works of people who have `orcid` among their links"
)
#: Keys that the system itself writes.
_MADE: Final = ("plugin", "file", "_cache", "orcid", "pubmed", "gsid", "retracted")
#: Kinds of identifiers → fields of entries.
_NUMBERS: Final = {"doi": "doi", "arxiv": "eprint", "pmc": "pmcid", "pmcid": "pmcid", "pubmed": "pmid", "pmid": "pmid", "isbn": "isbn", "url": "url"}  # fmt: skip
#: Types of buttons → fields of entries.
_BUTTONS: Final = {
    "source": "code", "github": "code", "code": "code", "website": "website", "manubot": "website",
    "docs": "website", "data": "data", "video": "video", "slides": "slides", "poster": "poster",
    "pdf": "pdf", "preprint": "html", "post": "blog",
}  # fmt: skip
#: The end of a sentence that another one follows.
_NEXT: Final = re.compile(r"\w[.!?]\s+\S")
#: What is longer than this, in several sentences, is no remark behind a citation.
_REMARK: Final = 150
_PREPRINT: Final = re.compile(
    r"arxiv|biorxiv|medrxiv|chemrxiv|preprint|zenodo|osf", re.IGNORECASE
)
_TYPES: Final = {"book": "book", "chapter": "incollection", "conference": "inproceedings", "thesis": "phdthesis"}  # fmt: skip


def recognise(source: Source) -> bool:
    """Whether there are members, and the files that list works."""
    config = any(source.has(name) for name in ("_config.yaml", "_config.yml"))
    works = any(
        re.fullmatch(r"_data/(?:sources|citations|orcid|types)[\w-]*\.ya?ml", path)
        for path in source.files
    )
    return config and works and ("_members" in source.folders or "_cite" in source.folders or "auto-cite" in source.folders)  # fmt: skip


def read(source: Source, account: Account) -> Moved:
    """All of a site."""
    moved = Moved("lab-website-template")
    _Lab(source, account, moved).read()
    return moved


class _Lab(Jekyll):
    def read(self) -> None:
        self.moved.name = self.config.text("title")
        roles = self._roles()
        for path in self.collection("members"):
            self._member(self.open("people", path), roles)
        self._lead()
        self._papers()
        self._home()
        self._projects()
        for path in self.collection("posts"):
            pages.post(self, path, "/:year/:month/:day/:title.html")
        for name in self.collections():
            if name not in (
                "members",
                "posts",
                "data",
                "drafts",
                "includes",
                "layouts",
                "cite",
            ):
                for path in self.collection(name):
                    pages.member(self, path, name)
        for path in self.source.below("", ".md"):
            folder = path.partition("/")[0] if "/" in path else ""
            known = path in self.account.paths or path.startswith(("_", "."))
            if not known and (folder or path not in _OWN) and self._is_page(path):
                pages.page(self, path)
        other_data.read_data(self)
        self.close_config()
        self.account_for_machinery()

    def _is_page(self, path: str) -> bool:
        """Whether Jekyll makes a page of a file: it has front matter."""
        return self.source.text(path).startswith("---")

    def _roles(self) -> dict[str, str]:
        """Keys of roles → what they are called; notes services with accounts, too.

        The files say which icon stands for what, and are no facts about the group.
        """
        roles: dict[str, str] = {}
        for name in ("types", "roles", "links"):
            path = self.data_file(name)
            data = self.values(path) if path else None
            if not isinstance(data, dict) or not all(map(_is_icon, data.values())):
                continue
            self.account.machinery.append(path)
            for key, value in data.items():
                called = value.get("description") or (name == "roles" and value.get("text"))  # fmt: skip
                if isinstance(called, str):
                    roles.setdefault(key, called)
                to = value.get("link")
                if isinstance(to, str) and re.fullmatch(r"https?://.+\$LINK.*", to):
                    self.profiles[key] = to.replace("$LINK", "{}")
        return roles

    def _member(self, fields: Fields, roles: dict[str, str]) -> None:
        """Add a person, whose role lists of people may ask for.

        :param roles: keys of roles → what they are called.
        """
        said = {k: str(fields.peek(k) or "").strip() for k in ("role", "group")}
        added = people.person(self, fields)
        if not added:
            return
        time = self.moved.the("people", added)["memberships"][0]
        key = slug(said["role"])
        if key and f"role.{time['role']}" not in PHRASES:
            time["role"] = key
            label = roles.get(said["role"]) or key.replace("-", " ").capitalize()
            self.moved.settings.setdefault("groupsite_phrases", {})[f"role.{key}"] = label  # fmt: skip
        status = "former" if time.get("status") == "former" or "to" in time else "current"  # fmt: skip
        self.moved.members.append(Member(added, time["role"], status, said))

    def _lead(self) -> None:
        """The one who leads the group, if there is one."""
        leads = [
            record.data["id"]
            for record in self.moved.records.get("people", ())
            if record.data["memberships"][0].get("role") == "lead"
            and record.data["memberships"][0].get("status") != "former"
        ]
        if len(leads) == 1:
            self.moved.owner = leads[0]
            self.account.guess("_members", f"{leads[0]} leads the group")

    def _home(self) -> None:
        if not self.source.has("index.md"):
            return
        pages.home(self, "index.md")
        home = self.moved.home
        assert home is not None
        about = [self.config.text("subtitle"), self.config.text("description")]
        more = "\n\n".join(part for part in about if part and part not in home.text)
        home.text = "\n\n".join(filter(None, (more, home.text)))
        if self.moved.address:
            home.old.append("/")
        self.moved.contact += ways(people.links(self.config, ("title", "description")))

    # -- papers -----------------------------------------------------------------------

    def _papers(self) -> None:
        """Those of the list that was made, completed by what was written by hand."""
        sources, own = self._sources()
        entries: list[Entry] = []
        for path in self._files("citations"):
            for item in self._items(path):
                label = str(item.get("id") or item.get("title"))
                fields = self.account.thing("papers", path, item, label=label)
                key = str(item.get("id", "")).strip().lower()
                self._entry(entries, fields, sources.pop(key, []))
        for left in sources.values():
            self._entry(entries, left[0], left[1:])
        by_title = {entry.fields.get("title", ""): entry for entry in entries}
        for fields in own:
            twin = by_title.get(of_html(str(fields.peek("title") or "")))
            self._entry(entries, fields, [], twin)
        self._queries()
        bibs = self.source.below("", ".bib")
        read_papers(self.source, self.account, self.moved, bibs, entries)

    def _queries(self) -> None:
        """Whose works the old system has asked for."""
        for name in ("orcid", "pubmed", "google-scholar"):
            for path in self._files(name):
                for number, item in enumerate(self._items(path), 1):
                    opened = self.account.thing(
                        "settings", path, item, label=str(number)
                    )
                    opened.thing.leave(_ASKED)

    def _sources(self) -> tuple[dict[str, list[Fields]], list[Fields]]:
        """What was written by hand, by identifier, and what has none."""
        sources: dict[str, list[Fields]] = {}
        own: list[Fields] = []
        for path in self._files("sources"):
            for number, item in enumerate(self._items(path), 1):
                fields = self.account.thing("papers", path, item, label=str(item.get("id") or item.get("title") or number))  # fmt: skip
                key = str(item.get("id", "")).strip().lower()
                if item.get("remove") is True:
                    fields.look("id", "remove", "plugin", "file")
                    fields.thing.leave("the old site did not show it")
                elif key:
                    sources.setdefault(key, []).append(fields)
                else:
                    own.append(fields)
        return sources, own

    def _files(self, name: str) -> list[str]:
        return [
            path
            for path in self.source.below("_data", ".yaml", ".yml")
            if re.fullmatch(rf"_data/{name}(?:[-_.][\w.-]+)?\.ya?ml", path)
        ]

    def _items(self, path: str) -> list[dict[str, Any]]:
        data = self.values(path)
        if not isinstance(data, list):
            if data:
                self.account.thing(
                    "papers", path, data if isinstance(data, dict) else {}
                )
            else:
                self.account.machinery.append(path)
            return []
        if not data:
            self.account.machinery.append(path)
        return [item for item in data if isinstance(item, dict)]

    def _entry(
        self,
        entries: list[Entry],
        fields: Fields,
        more: list[Fields],
        twin: Entry | None = None,
    ) -> None:
        """Add a paper.

        :param more: what else is said of it.
        :param twin: the entry, if there is one already.
        """
        entry = twin or Entry("article", "", {}, fields.thing)
        said = [fields, *more]
        for one in said:
            self._take(entry, one, first=one is fields and twin is None)
        things = [one.thing for one in said if one.thing is not entry.thing]
        entry.more += things
        if twin is None:
            if not entry.fields.get("title"):
                for one in said:
                    one.thing.leave(
                        "there is only its number: `groupsite add` fetches the rest"
                    )
                return
            if "journal" not in entry.fields and entry.type == "article":
                entry.type = "misc"
            entries.append(entry)

    def _take(self, entry: Entry, fields: Fields, *, first: bool) -> None:
        data = entry.fields
        fields.look(*_MADE)
        self._number(data, fields)
        title, date = fields.text("title"), fields.date("date")
        authors, venue = fields.texts("authors"), of_html(fields.text("publisher"))
        said = {"title": title, "author": authors, "journal": venue, "year": date, "month": date[5:7], "day": date[8:]}  # fmt: skip
        for key in [k for k, v in said.items() if v and not first]:
            data.pop(key, None)  # what was written by hand counts
        if title:
            data["title"] = of_html(title)
        if authors:
            data["author"] = names(authors)
        if venue:
            data["howpublished" if _PREPRINT.search(venue) else "journal"] = venue
        if date:
            self._date(data, date, fields)
        self._extras(entry, fields)

    @staticmethod
    def _number(data: dict[str, str], fields: Fields) -> None:
        """The identifier, if it is one that entries have."""
        written = str(fields.peek("id") or "").strip()
        kind, _, number = written.partition(":")
        if doi := doi_of_address(written):
            kind, number = "doi", doi
        name = _NUMBERS.get(kind.lower(), "")
        good = {"doi": is_doi, "eprint": is_arxiv}.get(name)
        if name and (good is None or good(number)):
            fields.take("id")
            data.setdefault(name, number)
            if name == "eprint":
                data.setdefault("archiveprefix", "arXiv")

    def _date(self, data: dict[str, str], date: str, fields: Fields) -> None:
        """The year, and the month unless the system has made up the day."""
        data["year"] = date[:4]
        if date[5:] == "01-01":
            self.account.guess(fields.thing.path, "dates on 1 January: the system writes that where only the year is known, so only the year has moved")  # fmt: skip
        elif date[5:7]:
            data["month"] = str(int(date[5:7]))
            if date[8:] not in ("", "01"):
                data["day"] = str(int(date[8:]))

    def _extras(self, entry: Entry, fields: Fields) -> None:
        """Pictures, buttons, notes."""
        data = entry.fields
        doi = data.get("doi", "")
        if doi and re.fullmatch(
            r"https?://(?:dx\.)?doi\.org/[a-z0-9]+", str(fields.peek("link"))
        ):
            fields.look("link")  # the same DOI, shortened by the system
        link = fields.address("link") if "link" in fields.rest() else ""
        if link and not (doi and "doi.org/" in link):
            data.setdefault("url", link)
        if kind := fields.text("type"):
            entry.type = _TYPES.get(kind.lower(), entry.type)
        if said := of_html(plain_text(fields.text("description"))):
            is_abstract = len(said) > _REMARK and _NEXT.search(said)
            data["abstract" if is_abstract else "note"] = said
        if tags := fields.texts("tags"):
            data["keywords"] = ", ".join(map(of_html, tags))
        if repo := fields.text("repo"):
            data.setdefault(
                "code", repo if "://" in repo else f"https://github.com/{repo}"
            )
        for button in fields.maps("buttons"):
            self._button(data, button)
        self._preview(data, fields)

    def _preview(self, data: dict[str, str], fields: Fields) -> None:
        image = fields.peek("image")
        if not isinstance(image, str) or not image.strip():
            return
        found = self.linker.find(image)
        if "://" in image and not found:
            fields.leave("image", "a picture of another host; put a copy into the site")
        elif (
            fault := self.linker.picture_fault(found)
            if found
            else "there is no such file"
        ):
            fields.leave("image", fault)
        else:
            fields.take("image")
            stem = slug(PurePosixPath(found).stem) or "preview"
            placed = self.linker.picture(f"/{found}", f"files/figures/{stem}")
            data["preview"] = placed.removeprefix("files/")

    def _button(self, data: dict[str, str], button: Fields) -> None:
        button.look("icon", "style", "tooltip")
        kind = slug(str(button.peek("type") or button.peek("text") or ""))
        name = _BUTTONS.get(kind, "")
        label = slug(str(button.peek("text") or kind)).replace("-", "_")
        file = self.linker.find(str(button.peek("link") or ""))
        to = "" if file else button.address("link")
        if file:
            button.take("link")
            to = self.linker.file(f"/{file}")
        if not to:
            return
        button.take("type")
        button.take("text")
        field = name or f"url_{label or 'link'}"
        data[field] = f"{data[field]} {to}" if field in data else to

    # -- projects and other data ------------------------------------------------------

    def _projects(self) -> None:
        for name in ("projects", "tools", "research", "software", "resources"):
            path = self.data_file(name)
            data = self.values(path) if path else None
            for number, item in enumerate(data if isinstance(data, list) else [], 1):
                if isinstance(item, dict):
                    fields = self.account.thing("projects", path, item, label=str(item.get("title") or number))  # fmt: skip
                    self._project(fields)

    def _project(self, fields: Fields) -> None:
        title = plain_text(fields.text("title", "name"))
        if not title:
            fields.thing.leave("it has no title")
            return
        path = fields.thing.path
        found, key = pages.picture(self, fields, "")
        summary = "\n\n".join(self.myst(fields.text(k), path) for k in ("subtitle", "description") if fields.peek(k))  # fmt: skip
        data: dict[str, Any] = {
            "title": title,
            "summary": summary,
            "image": found if key else "",
            "topics": [*fields.texts("tags"), *fields.texts("tag")],
            "links": pages.project_links(fields),
        }
        fields.look("group", "style", "order", "icon")
        text = said(self, fields)
        add_project(self.moved, self.linker, data, text, fields.thing, "")


def _is_icon(value: Any) -> bool:
    """Whether an entry of data says how links or roles of one sort are shown."""
    return isinstance(value, dict) and value.keys() <= _ICON


#: What such an entry has.
_ICON: Final = frozenset(["icon", "text", "tooltip", "link", "description", "alias", "color"])  # fmt: skip
_OWN: Final = frozenset(["index.md", "README.md", "LICENSE.md", "404.md", "CONTRIBUTING.md", "CHANGELOG.md"])  # fmt: skip
