"""Sites of academicpages."""

from __future__ import annotations

import html
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.text import slug, spelling
from groupsite.moving.account import TEXT
from groupsite.moving.bib import read_papers
from groupsite.moving.contact import mail_link, ways
from groupsite.moving.jekyll import data as other_data
from groupsite.moving.jekyll import pages, people
from groupsite.moving.jekyll.folder import LOOK, Jekyll, dated
from groupsite.moving.jekyll.rest import plain as plain_text
from groupsite.moving.json_resume import read_resume
from groupsite.moving.papers import names, plain
from groupsite.moving.site import Entry, Moved, Page
from groupsite.moving.vita import Vita
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from groupsite.moving.account import Account, Fields
    from groupsite.moving.source import Source

_TYPES: Final = {"conferences": "inproceedings", "books": "book", "theses": "phdthesis", "chapters": "incollection"}  # fmt: skip
#: Types → the field that says where such a work appeared.
_VENUES: Final = {
    "inproceedings": "booktitle", "incollection": "booktitle", "phdthesis": "school", "book": "publisher",
}  # fmt: skip
#: A citation: authors, the year in parentheses or behind a comma, the title.
_CITATION: Final = re.compile(
    r"(?P<authors>[^()\"“”]{3,600}?)[\s,]*\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?[.:,\s]"
)
_AUTHOR: Final = re.compile(
    r"[^\W\d_][^,&;]*,\s*(?:[^\W\d_]\.[\s-]*)+(?:,?\s*Jr\.)?|[^,&;]+"
)
_DOI: Final = re.compile(
    r"(?:doi\.org/|doi:\s*)(10\.\d{4,9}/[^\s\"'<>)\]]+)", re.IGNORECASE
)
_LINK: Final = re.compile(r"\[([^\[\]]{1,80})\]\((\S+?)\)|<a\b[^<>]*\bhref=[\"']([^\"'<>]+)[\"'][^<>]*>(.*?)</a>", re.DOTALL)  # fmt: skip
#: What the citations of examples begin with, also where people have changed all else.
_EXAMPLE: Final = "Your Name, You"
_PLACE: Final = re.compile(
    r"\b(?P<volume>\d{1,4})(?:\s*\((?P<number>\d{1,4})\))?(?:\s*[.,:]\s*(?:pp?\.\s*)?(?P<pages>[A-Z]?\d+(?:\s*[-–—]+\s*\d+)?))?"
)
#: ``A. B.``
_INITIALS: Final = re.compile(r"(?:(?<!\w)[^\W\d_]\.[\s-]*)+")
#: An accent of LaTeX, or a letter of it.
_LATEX: Final = re.compile(r"\\(?:[\"'`^~=.]|[a-zA-Z]{1,2}\b)")
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
            e for path in self.collection("publications") if (e := self._paper(path))
        ]
        bibs = [p for p in self.source.below("", ".bib") if not p.startswith(("markdown_generator/", "_"))]  # fmt: skip
        read_papers(self.source, self.account, self.moved, bibs, entries)
        for name in ("talks", "presentations"):
            for path in self.collection(name):
                self._talk(path)
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
            author = self._author_fields
            places = [plain_text(author.text(k)) for k in ("employer", "location")]
            bio = self.myst(author.text("bio"), author.thing.path)
            lines = [" ".join(bio.split()), ", ".join(filter(None, places))]
            mail = author.peek("email")
            if isinstance(mail, str) and "@" in mail:
                lines.append(mail_link(author.text("email")))
            lines += ways(people.links(author, ("avatar", "name", "email")))
            self.moved.contact += filter(None, lines)
            author.take("name")

    # -- papers -----------------------------------------------------------------------

    def _paper(self, path: str) -> Entry | None:
        fields = self.open("papers", path)
        title = plain_text(html.unescape(fields.text("title")))
        if not title:
            fields.thing.leave("it has no title")
            return None
        data = {"title": plain(title)}
        kind = _TYPES.get(fields.text("category"), "article")
        if _EXAMPLE in str(fields.peek("citation")):
            fields.look("citation")
            citation = ""
        else:
            citation = html.unescape(fields.text("citation"))
        cited = " ".join(plain_text(citation).split())
        raw = str(fields.peek(TEXT) or "")
        authors = self._authors(fields, cited, raw)
        if authors:
            data["author"] = authors
        kind = self._venue(data, fields, kind)
        self._date(data, fields, cited)
        found = _DOI.search(f"{citation}\n{fields.peek('paperurl') or ''}\n{raw}")
        if found:
            data["doi"] = found[1].rstrip(".,;")
        self._files(data, fields)
        if cited:
            data |= _rest_of(cited, title, data) if authors else {"note": plain(cited)}
        if data.get("doi") and "doi.org/" in data.get("url", ""):
            del data["url"]
        text = self._abstract(data, fields, raw)
        if text:
            data["abstract"] = text
        fields.look("link", *LOOK)
        entry = Entry(kind, "", {k: v for k, v in data.items() if v}, fields.thing)
        for old in self.old_addresses(fields):
            self.moved.paper_addresses.append((old, entry))
        return entry

    @staticmethod
    def _venue(data: dict[str, str], fields: Fields, kind: str) -> str:
        """Add where a paper appeared; returns the type of its entry."""
        venue = plain_text(html.unescape(fields.text("venue")))
        if venue:
            data[_VENUES.get(kind, "journal")] = plain(venue)
        return kind if venue or kind == "book" else "misc"

    def _authors(self, fields: Fields, cited: str, raw: str) -> str:
        """The authors, from a key of their own, the text, or the citation."""
        given = fields.texts("authors") or fields.texts("author")
        if given:
            # a page made of a .bib file still has the LaTeX of it
            texts = [decode_plain(one) if _LATEX.search(one) else one for one in map(plain_text, given)]  # fmt: skip
            many = [n for one in texts for n in re.split(r",\s+(?=[^\W\d_]{2,}\s)|\s+and\s+|;", one)]  # fmt: skip
            return names([n.strip() for n in many])
        heading = re.search(r"^#+\s*Authors?\s*\n+(.+)$", raw, re.MULTILINE)
        if heading:
            return names(
                [n.strip() for n in re.split(r",|\band\b|&|;", plain_text(heading[1]))]
            )
        found = _CITATION.match(cited)
        if not found:
            return ""
        listed = _listed(found["authors"])
        if listed:
            self.account.guess(fields.thing.path, f"its authors, from its citation: {'; '.join(listed)}")  # fmt: skip
        return names(listed)

    def _date(self, data: dict[str, str], fields: Fields, cited: str) -> None:
        date = fields.date("date") or dated(fields.thing.path)[0]
        year = re.search(r"\((\d{4})\)", cited)
        if year and date[:4] != year[1]:
            self.account.guess(fields.thing.path, f"the year {year[1]} of the citation, not the date {date}")  # fmt: skip
            data["year"] = year[1]
        elif date:
            data["year"] = date[:4]
            if date[5:7] and date[5:] != "01-01":
                data["month"] = str(int(date[5:7]))
                if date[8:] not in ("", "01"):
                    data["day"] = str(int(date[8:]))
            elif date[5:]:
                self.account.guess(
                    fields.thing.path, "a date on 1 January: only the year has moved"
                )

    def _files(self, data: dict[str, str], fields: Fields) -> None:
        for key, name in (("paperurl", "url"), ("slidesurl", "slides"), ("bibtexurl", ""), ("codeurl", "code"), ("videourl", "video"), ("posterurl", "poster"), ("code", "code"), ("dataurl", "data")):  # fmt: skip
            value = fields.peek(key)
            if not isinstance(value, str) or not value.strip():
                continue
            file = self.linker.file(value.strip())
            if not name:
                fields.leave(key, "every paper has its BibTeX here")
            elif file:
                fields.take(key)
                data["pdf" if key == "paperurl" else name] = file
            elif "academicpages.github.io" in value:
                fields.look(key)
            elif to := fields.address(key):
                data[name] = to

    def _abstract(self, data: dict[str, str], fields: Fields, raw: str) -> str:
        """The text of the page; its links to files become fields."""
        fields.take(TEXT)
        text = raw
        for link in _LINK.finditer(raw):
            label, to = (link[1] or link[4] or "", link[2] or link[3] or "")
            word = slug(plain_text(label))
            file = self.linker.file(to, "_publications")
            target = file or (to if "://" in to else "")
            if not target:
                continue
            name = "pdf" if file or word in ("pdf", "download-paper-here", "preprint", "paper") else f"url_{word.replace('-', '_')}"  # fmt: skip
            if "doi.org/" in target:
                text = text.replace(link[0], "")
                continue
            if name == "pdf" and "pdf" in data:
                name = f"url_{word.replace('-', '_') or 'link'}"
            data.setdefault(name, target)
            text = text.replace(link[0], label if len(word) > 40 else "")
        text = re.sub(r"^#+\s*Authors?\s*\n+.+$|^#+\s*(?:Abstract|Downloads)\s*$|^[=-]{3,}\s*$|\{:[^}]*\}", "", text, flags=re.MULTILINE)  # fmt: skip
        excerpt = plain_text(html.unescape(fields.text("excerpt", "abstract")))
        body = plain_text(re.sub(r"[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}", "", html.unescape(self.myst(text, fields.thing.path))))  # fmt: skip
        body = re.sub(r"\s*Recommended citation:.*$", "", body, flags=re.DOTALL)
        parts = [excerpt] if excerpt and excerpt not in body else []
        return plain(" ".join(filter(None, [*parts, body])))

    # -- talks and courses ------------------------------------------------------------

    def _talk(self, path: str) -> None:
        fields = self.open("talks", path)
        title = plain_text(fields.text("title"))
        if not title:
            fields.thing.leave("it has no title")
            return
        kind = fields.text("type")
        data: dict[str, Any] = {"id": slug(f"{title}")[:60].strip("-"), "title": title}
        data["date"] = fields.date("date") or dated(path)[0]
        if "poster" in kind.lower():
            data["kind"] = "poster"
        data["event"] = plain_text(fields.text("venue"))
        data["place"] = plain_text(fields.text("location"))
        if "invited" in kind.lower():
            data["invited"] = True
        if to := fields.address("link", "talk_url", "url"):
            data["links"] = {"website": to}
        text, links = self._note(fields)
        said = (
            kind if kind.lower() not in ("talk", "poster", "invited talk", "") else ""
        )
        data["note"] = " ".join(filter(None, (f"{said}." if said else "", text)))
        for label, to in links.items():
            data.setdefault("links", {})[label] = to
        fields.look("excerpt", *LOOK)
        self.moved.add("talks", data, fields.thing)
        for old in self.old_addresses(fields, f"/talks/{PurePosixPath(path).stem}"):
            self.moved.redirects[old.strip("/")] = "research/talks"

    def _note(self, fields: Fields) -> tuple[str, dict[str, str]]:
        """The text of a page in one paragraph, and its links."""
        body = self.body(fields)
        links: dict[str, str] = {}

        def linked(match: re.Match[str]) -> str:
            label, to = (
                match[1] or plain_text(match[4] or ""),
                match[2] or match[3] or "",
            )
            file = self.linker.file(to)
            if file or "://" in to:
                name = label if len(label) < 40 else "link"
                links.setdefault(name or "link", f"files:{file}" if file else to)
            return label

        text = _LINK.sub(linked, body)
        text = re.sub(r"^(?:[=-]{3,}|#+)\s*", "", text, flags=re.MULTILINE)
        text = re.sub(r"!?\[[^\]]*\]\([^)]*\)", "", text)
        short = plain_text(text)
        if short in links:
            short = ""
        return short, links

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
        titles = {spelling(e.fields["title"]) for e in self.moved.papers}
        rest = {k: v for k, v in data.items() if k not in ("publications", "presentations", "portfolio")}  # fmt: skip
        twice = {k: v for k, v in data.items() if k in ("publications", "presentations", "portfolio")}  # fmt: skip
        if twice:
            opened = self.account.thing("cv", path, twice, label="works")
            opened.thing.leave("the pages of the old site have the same")
        del titles
        read_resume(vita, rest)


def _rest_of(cited: str, title: str, data: dict[str, str]) -> dict[str, str]:
    """What a citation says behind the title: volume, number, pages, or all as a note."""
    start = cited.casefold().find(title.casefold().rstrip(" ."))
    if start < 0:
        return {"note": plain(cited)}
    rest = cited[start + len(title) :].strip(" .,\"”’'")
    found = _PLACE.search(rest)
    numbers = {k: v for k, v in (found.groupdict() if found else {}).items() if v}
    known = " ".join(
        [
            *numbers.values(),
            data.get("doi", ""),
            data.get("year", ""),
            data.get("journal", ""),
        ]
    )
    others = set(re.findall(r"\d+", rest)) - set(re.findall(r"\d+", known))
    if found and not others:
        pages = numbers.get("pages", "")
        return numbers | (
            {"pages": re.sub(r"\s*[-–—]+\s*", "--", pages)} if pages else {}
        )
    return {"note": plain(rest)} if any(c.isalnum() for c in rest) and others else {}


def _listed(text: str) -> list[str]:
    """The names in the list of a citation, ``Rivera, A., & Okafor, B.``."""
    others = ["others"] if re.search(r"\bet al\b", text) else []
    text = re.sub(r"\*|\bet al\.?", "", text).strip(" ,;")
    text = re.sub(r",?\s*(?:&|\band\b)\s*", "; ", text)
    listed: list[str] = []
    for part in text.split(";"):
        words = [word.strip() for word in part.split(",") if word.strip(" .")]
        if len(words) == 2 and " " not in words[0]:  # Rivera, Ana
            listed.append(f"{words[0]}, {words[1]}")
            continue
        for number, word in enumerate(words):
            before = words[number - 1] if number else ""
            if before and _INITIALS.fullmatch(word) and not _INITIALS.search(before):
                listed[-1] = f"{before}, {word}"
            else:
                listed.append(word)
    return listed + others
