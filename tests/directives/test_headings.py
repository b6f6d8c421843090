"""Ids of headings and records: what HTML allows, each once, whatever authors write."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from lxml import html

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Site

ROLES = (
    "Lab manager",
    "PhD  student",
    "visiting\tscholar",
    "博士 后",
    "guest",
    "host",
    "aide",
)
PEOPLE = "".join(
    f"- {{id: p-{n}, name: Jane N{n}, memberships: [{{role: {json.dumps(role)}, from: 2020}}]}}\n"
    for n, role in enumerate(ROLES)
)
KEYS = (
    "doe:2024/x",
    "DOE",
    "do'e",
    "dö<e>&",
    "a|b^c`d",
    "x?y",
    "d.o.e",
    "D.O.E2",
    "-",
    "list-doe",
)
BIB = "\n".join(
    f"@book{{{key}, author = {{Jane N0}}, title = {{On {n}}}, year = {{20{n + 10}}}}}"
    for n, key in enumerate(KEYS)
)


def fragments(built: Built) -> tuple[dict[str, list[str]], set[str]]:
    """The ids of each page, and the links to ids within the site."""
    ids: dict[str, list[str]] = {}
    links = set()
    for path in built.outdir.rglob("*.html"):
        name = path.relative_to(built.outdir).as_posix()
        page = html.document_fromstring(path.read_bytes())
        ids[name] = page.xpath("//@id")
        for link in page.cssselect("a[href]"):
            target = urljoin(f"https://x.org/{name}", link.get("href"))
            if target.startswith("https://x.org/") and "#" in target:
                links.add(unquote(target.removeprefix("https://x.org/")))
    return ids, links


def test_ids_have_no_blanks_and_links_find_them(
    make_site: Callable[..., Site],
) -> None:
    """Roles of several words and odd keys make ids without blanks, unlike each other."""
    everything = (
        "# Home\n\n:::{people}\n:group-by: role\n:::\n\n"
        ":::{publications}\n:group-by: year\n:::\n\n"
        "```{toctree}\nnews\n```\n"
    )
    # those that the syntax of roles takes
    cited = (key for key in KEYS if not {*"<>`"} & {*key})
    links = " ".join(f"{{paper}}`On it <{key}>`" for key in cited)
    site = make_site(files={"people.yml": PEOPLE, "publications.bib": BIB})
    site.write("index.md", everything)
    site.write("news.md", f"# News\n\n{links}\n")
    site.remove("people.md")
    site.remove("publications.md")
    site.edit("conf.py", 'groupsite_owner = "doe-jane"\n', "")
    ids, links_found = fragments(site.build())

    for found in ids.values():
        assert [i for i in found if re.search(r"\s", i) or not i] == []
        assert len(set(found)) == len(found)
    known = {f"{name}#{i}" for name, found in ids.items() for i in found}
    assert [
        link for link in links_found if link not in known and not link.endswith("#")
    ] == []
    assert {f"index.html#paper-{key}" for key in KEYS} <= known
    assert {
        f"index.html#people-{role}" for role in ("Lab-manager", "visiting-scholar")
    } <= known


def test_a_record_whose_id_a_heading_has_can_be_linked_to(
    make_site: Callable[..., Site],
) -> None:
    """A heading above that is called like a record takes neither its place nor its links."""
    site = make_site()
    site.write(
        "publications.md",
        "# Paper doe2024fast\n\n:::{publications}\n:::\n\n"
        ":::{publications}\n:group-by: none\n:::\n",
    )
    site.edit("news.md", "# News", "# News workshop")
    site.write("links.md", "---\norphan: true\n---\n# L\n\n{paper}`it <doe2024fast>`\n")
    built = site.build()

    (link,) = built.main("links").cssselect("p a")
    assert link.get("href") == "publications.html#list-paper-doe2024fast"
    (entry,) = built.main("publications").cssselect("#list-paper-doe2024fast")
    assert "paper" in entry.classes
    (news,) = [
        li
        for li in built.main("news").cssselect("li")
        if li.get("data-id") == "workshop"
    ]
    assert news.get("id")
    assert (
        built.page("publications").xpath("count(//*[contains(@id, 'doe2024fast')])")
        == 2
    )
