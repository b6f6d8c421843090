"""Sites of labdata: a file of settings, .bib files, lists of people and of projects."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any, Final

from groupsite.moving.bib import read_papers
from groupsite.moving.linking import Linker
from groupsite.moving.mapping import person_links
from groupsite.moving.mapping import project as add_project
from groupsite.moving.site import Moved, Page, person_id
from groupsite.moving.source import UnreadableError

if TYPE_CHECKING:
    from groupsite.moving.account import Account, Fields
    from groupsite.moving.source import Source

_CONFIG: Final = ("lab.yaml", "lab.yml")
_ROLES: Final = {
    "pi": "lead", "professor": "lead", "faculty": "lead", "director": "lead",
    "postdoc": "postdoc", "postdoctoral_researcher": "postdoc", "phd_student": "phd", "phd": "phd",
    "visitor": "visitor", "visiting_student": "visitor", "visiting_researcher": "visitor",
}  # fmt: skip
#: What becomes of a project → ours.
_STATUS: Final = {"active": "active", "archived": "completed", "completed": "completed"}
_MACHINERY: Final = re.compile(
    r"(?:\.[^/]+|site|labdata|tests|examples|scripts)/.*|\.[^/]+|[^/]+\.(?:md|toml|txt|py|lock|cfg)|LICENSE|Makefile"
)
_NAME: Final = re.compile(r"[,\s]+")


def recognise(source: Source) -> bool:
    """Whether there is a file of settings that names folders of .bib files."""
    for path in filter(source.has, _CONFIG):
        try:
            values = source.values(path)
        except UnreadableError:
            return False
        return isinstance(values, dict) and "bib_dir" in values
    return False


def read(source: Source, account: Account) -> Moved:
    """All of a site."""
    moved = Moved("labdata")
    reader = _LabData(source, account, moved)
    reader.read_people()
    reader.read_papers()
    reader.read_projects()
    reader.read_lab()
    known = account.paths
    account.machinery += [
        path
        for path in source.files
        if path not in known and _MACHINERY.fullmatch(path)
    ]
    return moved


class _LabData:
    def __init__(self, source: Source, account: Account, moved: Moved) -> None:
        self.source = source
        self.account = account
        self.moved = moved
        self.linker = Linker(source, account, moved)
        path = next(filter(source.has, _CONFIG))
        self.config = account.thing("settings", path, self._mapping(path))
        self.config.thing.became("conf.py")

    def _mapping(self, path: str) -> dict[str, Any]:
        values = self._values(path)
        return values if isinstance(values, dict) else {}

    def _values(self, path: str) -> Any:
        try:
            return self.source.values(path)
        except UnreadableError as error:
            self.account.thing("data", path).thing.leave(str(error))
            return None

    def _listed(self, key: str, default: str, kind: str) -> list[Fields]:
        """The records of a file of data."""
        path = str(self.config.peek(key) or default)
        self.config.look(key)
        if not self.source.has(path):
            return []
        values = self._values(path)
        return [
            self.account.thing(kind, path, item, label=str(item.get("id") or number))
            for number, item in enumerate(values if isinstance(values, list) else (), 1)
            if isinstance(item, dict)
        ]

    # -- people ----------------------------------------------------------------------

    def read_people(self) -> None:
        supervised: list[tuple[str, str]] = []
        for fields in self._listed("people_file", "data/people.yaml", "people"):
            name = fields.text("name")
            if not name:
                fields.thing.leave("it has no name")
                continue
            data: dict[str, Any] = {"id": person_id(name), "name": name}
            data["aliases"] = fields.texts("aliases")
            data["email"] = fields.text("email")
            data["memberships"] = [self._membership(fields)]
            if site := fields.address("website"):
                data["links"] = person_links([("homepage", site)])
            self._photo(fields, data)
            old = str(fields.peek("id") or "")
            fields.look("id")
            added = self.moved.add("people", data, fields.thing)
            self.moved.call(old, added)
            if other := fields.text("co_advisor"):
                supervised.append((added, other))
        self._supervise(supervised)
        leads = [
            r.data["id"]
            for r in self.moved.records.get("people", ())
            if r.data["memberships"][0]["role"] == "lead" and not _is_former(r.data)
        ]
        if len(leads) == 1:
            self.moved.owner = leads[0]
            self.account.guess(
                self.config.thing.path, f"the site is that of `{leads[0]}`"
            )

    def _membership(self, fields: Fields) -> dict[str, Any]:
        written = fields.text("role")
        role = _ROLES.get(written.lower().replace(" ", "_").replace("-", "_"), "")
        if role:
            self.account.guess("", f"who is `{written}` has the role `{role}`")
        time: dict[str, Any] = {"role": role or written.replace("_", " ") or "member"}
        if start := fields.date("start_year"):
            time["from"] = start
        end = fields.date("end_year")
        if end and end >= time.get("from", ""):
            time["to"] = end
        former = fields.text("status").lower() in (
            "alumni",
            "alumnus",
            "alumna",
            "former",
        )
        if former and "to" not in time:
            time["status"] = "former"
        time["topic"] = fields.text("thesis_title")
        time["next"] = fields.text("current_position")
        time["note"] = fields.text("degree")
        return {key: value for key, value in time.items() if value}

    def _supervise(self, supervised: list[tuple[str, str]]) -> None:
        """Name advisors from elsewhere, by their ids if they are among the people."""
        for person, name in supervised:
            time = self.moved.the("people", person)["memberships"][0]
            known = self.moved.person(name)
            if known:
                time["supervisors"] = [known]
            else:
                note = f"Advised with {name}."
                time["note"] = f"{time['note']}. {note}" if "note" in time else note

    def _photo(self, fields: Fields, data: dict[str, Any]) -> None:
        value = fields.peek("photo")
        if not isinstance(value, str) or not value.strip():
            return
        found = self.linker.find(value) or self.linker.find(f"site/{value}")
        fault = self.linker.picture_fault(found) if found else "there is no such file"
        if fault:
            fields.leave("photo", fault)
            return
        fields.take("photo")
        placed = self.linker.picture(f"/{found}", f"group/{data['id']}")
        data["photo"] = posixpath.relpath(placed, "group")

    # -- papers -----------------------------------------------------------------------

    def read_papers(self) -> None:
        folder = str(self.config.peek("bib_dir") or "")
        self.config.look("bib_dir")
        paths = []
        for one in self.config.maps("bib_files"):
            path = posixpath.normpath(
                posixpath.join(folder, str(one.peek("name") or ""))
            )
            if self.source.has(path):
                one.look("name")
                paths.append(path)
            else:
                one.leave("name", "there is no such file")
            one.leave("category", "papers are grouped by what they are")
        more = [p for p in self.source.below(folder, ".bib") if p not in paths]
        read_papers(self.source, self.account, self.moved, paths + more)
        base = self.config.address("pdf_base_url")
        if not base:
            return
        for entry in self.moved.papers:
            key = entry.thing.label if entry.thing is not None else entry.key
            if "pdf" not in entry.fields and not re.search(r"[\s{}\\]", key):
                entry.fields["pdf"] = f"{base.rstrip('/')}/{key}.pdf"
        what = f"each paper has a PDF at {base}, as the old site says"
        self.account.guess(self.config.thing.path, what)

    # -- projects ----------------------------------------------------------------------

    def read_projects(self) -> None:
        papers: dict[str, list[str]] = {}
        for entry in self.moved.papers:
            for name in _NAME.split(entry.fields.get("project", "")):
                if name:
                    papers.setdefault(name, []).append(entry.key)
        known = set()
        for fields in self._listed("projects_file", "data/projects.yaml", "projects"):
            old = str(fields.peek("id") or "")
            fields.look("id")
            title = fields.text("title") or old
            if not title:
                fields.thing.leave("it has no title")
                continue
            known.add(old)
            status = fields.text("status").lower()
            data: dict[str, Any] = {
                "title": title,
                "summary": fields.text("description"),
                "links": {"Website": to} if (to := fields.address("website")) else {},
                "status": _STATUS.get(status, ""),
            }
            if status and status not in _STATUS:
                fields.leave("status", "no status of a project here")
            add_project(self.moved, self.linker, data, "", fields.thing, "")
            if old in papers:
                self.moved.records["projects"][-1].data["paper"] = papers[old]
        for entry in self.moved.papers:
            named = [n for n in _NAME.split(entry.fields.get("project", "")) if n]
            if named and all(name in known for name in named):
                del entry.fields["project"]

    # -- the lab -----------------------------------------------------------------------

    def read_lab(self) -> None:
        lab = self.config.map("lab")
        self.moved.name = lab.text("name")
        organization = {"name": self.moved.name}
        parent = [lab.text("department"), lab.text("university")]
        if any(parent):
            organization["parent"] = ", ".join(part for part in parent if part)
        links = [lab.address(key) for key in list(lab) if key not in ("name", "description", "university", "department")]  # fmt: skip
        links = [link for link in links if link]
        if self.moved.name and (any(parent) or links):
            settings: dict[str, Any] = dict(organization)
            if links:
                settings["same_as"] = links
            self.moved.settings["groupsite_organization"] = settings
        if text := lab.text("description"):
            self.moved.home = Page("index", "", text, thing=self.config.thing)


def _is_former(data: dict[str, Any]) -> bool:
    time = data["memberships"][0]
    return time.get("status") == "former" or "to" in time
