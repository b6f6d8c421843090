"""Sites of academicpages."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.text import slug, spelling
from groupsite.moving.bib import read_papers
from groupsite.moving.contact import mail_link, ways
from groupsite.moving.jekyll import data as other_data
from groupsite.moving.jekyll import pages, people, publications, talks
from groupsite.moving.jekyll.folder import LOOK, Jekyll, dated
from groupsite.moving.jekyll.rest import plain as plain_text
from groupsite.moving.json_resume import read_resume
from groupsite.moving.site import Moved, Page
from groupsite.moving.vita import Vita

if TYPE_CHECKING:
    from groupsite.moving.account import Account, Fields
    from groupsite.moving.source import Source

_GROUPS: Final = ("group", "members", "people", "team")


def recognise(source: Source) -> bool:
    """Whether there are the folders of academicpages."""
    if not source.has("_config.yml"):
        return False
    return "_publications" in source.folders or "markdown_generator" in source.folders or (
        "_talks" in source.folders and "_teaching" in source.folders
    )  # fmt: skip


def read(source: Source, account: Account) -> Moved:
    """All of a site."""
    moved = Moved("academicpages")
    _Pages(source, account, moved).read()
    return moved


class _Pages(Jekyll):
    def read(self) -> None:
        self._author()
        for name in _GROUPS:
            for path in self.collection(name):
                people.person(self, self.open("people", path))
        self._home()
        entries = [
            e
            for path in self.collection("publications")
            if (e := publications.paper(self, path))
        ]
        bibs = [p for p in self.source.below("", ".bib") if not p.startswith(("markdown_generator/", "_"))]  # fmt: skip
        read_papers(self.source, self.account, self.moved, bibs, entries)
        for name in ("talks", "presentations"):
            for path in self.collection(name):
                talks.talk(self, path)
        for path in self.collection("teaching"):
            self._course(path)
        for name in ("portfolio", "projects", "researches", "research"):
            for path in self.collection(name):
                pages.project(self, path, name)
        for path in self.collection("posts"):
            pages.post(self, path, "/posts/:year/:month/:title/")
        for path in self.collection("news"):
            pages.news(self, path)
        self._others()
        self._vita()
        other_data.read_data(self)
        self.close_config()
        self.account_for_machinery()

    # -- who it is --------------------------------------------------------------------

    def _author(self) -> None:
        author = self.config.map("author")
        name = author.text("name") or self.config.text("name")
        title = self.config.text("title")
        self.moved.name = title or name
        self._author_fields = author
        if not name or people.is_group(name):
            self.person = ""
            return
        self.person = people.owner(self, name, author)
        data = self.moved.the("people", self.person)
        position, bio = author.text("position"), plain_text(author.text("bio"))
        data["position"] = plain_text(position) or bio
        data["note"] = bio if position else ""
        places = [author.text("employer"), author.text("location")]
        if any(places):
            data["affiliations"] = [{"place": ", ".join(filter(None, places))}]
        data["email"] = author.email("email")
        if author.peek("avatar"):
            people.photo(self, author, "avatar", data)
        data["links"] = self._links(author)
        for key in [k for k, v in data.items() if not v]:
            del data[key]

    @staticmethod
    def _links(author: Fields) -> dict[str, Any]:
        """The profiles of the person, under whatever name."""
        links = people.links(author, ("avatar", "name", "email"))
        if to := author.address("uri"):
            name = "other" if "homepage" in links else "homepage"
            links |= {name: [*links.get("other", ()), to] if name == "other" else to}
        for key in author.rest():
            if "://" in str(author.peek(key)) and (to := author.address(key)):
                links["other"] = [*links.get("other", ()), to]
        return links

    def _home(self) -> None:
        path = next(
            filter(self.source.has, ("_pages/about.md", "index.md", "_pages/home.md")),
            "",
        )
        if not path:
            return
        fields = pages.home(self, path)
        title = fields.peek("title")
        if isinstance(title, str) and title.strip() and self.moved.home is not None:
            shown = plain_text(fields.text("title"))
            known = shown.casefold() in ("about", "about me", "home")
            if not known and not pages.alike(shown, self.moved.name):
                self.moved.home.text = f"## {shown}\n\n{self.moved.home.text}"
        if not self.person and self.moved.home is not None:
            self._contact(self._author_fields)

    def _contact(self, author: Fields) -> None:
        """What the old site says of its author, who is the group itself."""
        places = [plain_text(author.text(k)) for k in ("employer", "location")]
        bio = self.myst(author.text("bio"), author.thing.path)
        lines = [" ".join(bio.split()), ", ".join(filter(None, places))]
        mail = author.peek("email")
        if isinstance(mail, str) and "@" in mail:
            lines.append(mail_link(author.text("email")))
        lines += ways(people.links(author, ("avatar", "name", "email")))
        self.moved.contact += filter(None, lines)
        author.take("name")

    # -- courses ------------------------------------------------------------------

    def _course(self, path: str) -> None:
        fields = self.open("teaching", path)
        title = plain_text(fields.text("title"))
        if not title:
            fields.thing.leave("it has no title")
            return
        date = fields.date("date") or dated(path)[0]
        data: dict[str, Any] = {
            "id": slug(f"{title} {date[:4]}")[:60].strip("-"), "title": title, "year": date[:4],
            "level": plain_text(fields.text("type")),
            "institution": ", ".join(filter(None, (plain_text(fields.text("venue")), plain_text(fields.text("location"))))),
        }  # fmt: skip
        if date[5:] not in ("", "01-01"):
            self.account.guess(
                path, f"of the date {date} of a course only the year has moved"
            )
        body = self.body(fields)
        old = self.old_addresses(fields, f"/teaching/{PurePosixPath(path).stem}")
        if len(body) > 300 or "\n#" in body or "\n===" in body:
            made = Page(f"research/teaching/{slug(PurePosixPath(path).stem)}", title, body, listed=True, old=old, thing=fields.thing)  # fmt: skip
            self.moved.pages.append(made)
        else:
            data["note"] = plain_text(body)
            for address in old:
                self.moved.redirects[address.strip("/")] = "research/teaching"
        fields.look("excerpt", *LOOK)
        self.moved.add("teaching", data, fields.thing)

    # -- all else ---------------------------------------------------------------------

    def _others(self) -> None:
        known = {"publications", "talks", "presentations", "teaching", "portfolio", "projects", "researches", "research", "posts", "news", "pages", "drafts", "layouts", "includes", "data", *_GROUPS}  # fmt: skip
        for name in self.collections():
            if name not in known:
                for path in self.collection(name):
                    pages.member(self, path, name)
        for path in self.source.below("_pages", ".md", ".html"):
            if path in self.account.paths or self.is_example(path):
                continue
            pages.page(self, path)

    def _vita(self) -> None:
        path = self.data_file("cv")
        data = self.values(path) if path else None
        if not isinstance(data, dict):
            return
        basics = data.get("basics")
        whose = basics.get("name", "") if isinstance(basics, dict) else ""
        if not self.moved.owner or spelling(str(whose)) != spelling(self.moved.the("people", self.moved.owner)["name"]):  # fmt: skip
            opened = self.account.thing("cv", path, data)
            opened.thing.leave(
                f"it is the CV of {whose or 'nobody'}, who is not the owner of the site"
            )
            opened.thing.example = str(whose) in ("Your Sidebar Name", "Your Name")
            return
        head = self.account.thing("people", path, basics, label="basics")
        head.take("name")
        person = self.moved.the("people", self.moved.owner)
        if summary := head.text("summary"):
            person["note"] = " ".join(
                filter(None, (person.get("note", ""), " ".join(summary.split())))
            )
        head.thing.became(f"group/people.yml: {self.moved.owner}")
        vita = Vita(self.moved, self.account, self.moved.owner, path)
        rest = {k: v for k, v in data.items() if k not in ("publications", "presentations", "portfolio")}  # fmt: skip
        twice = {k: v for k, v in data.items() if k in ("publications", "presentations", "portfolio")}  # fmt: skip
        if twice:
            opened = self.account.thing("cv", path, twice, label="works")
            opened.thing.leave("the pages of the old site have the same")
        read_resume(vita, rest)
