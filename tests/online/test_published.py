"""The entry of a preprint that has appeared: what changes, what stays, what is added."""

from __future__ import annotations

from dataclasses import replace
from difflib import ndiff
from pathlib import Path
from typing import Any, Final

import pytest

from groupsite.model.dates import PartialDate
from groupsite.online.library import Library
from groupsite.online.published import amendment
from groupsite.online.work import Contributor, Work
from groupsite.sources.bibtex.writing.amending import amend

BIB: Final = Path("publications.bib")
ANA: Final = Contributor("Rivera", "Ana")
BEN: Final = Contributor("Okafor", "Ben")
PAPER: Final = Work(
    source="Crossref",
    type="article",
    title="Calm waves in MRI",
    authors=(ANA, BEN),
    journal="Journal of Examples",
    volume="7",
    pages="11--19",
    date=PartialDate(2026, 3),
    doi="10.5555/calm.1",
    arxiv="2501.00001",
)


def published(entry: str, **changes: Any) -> list[str]:
    """The lines that change in *entry* once it has appeared, and what is said."""
    listed = Library({BIB: entry}).entries[0]
    assert listed.work.is_preprint
    made = amendment(listed, replace(PAPER, **changes))
    after = amend(entry, listed.key, made.fields, made.type).text
    again = Library({BIB: after}).entries[0]
    assert not again.work.is_preprint
    assert again.key == listed.key
    lines = ndiff(entry.splitlines(), after.splitlines())
    return [line for line in lines if line[:2] in ("- ", "+ ")] + [*made.notes]


CASES: Final = {
    "as arXiv exports it": (
        """\
@misc{rivera2025calm,
  title={Calm Waves in {MRI}},
  author={Ana Rivera and Ben Okafor},
  year={2025},
  eprint={2501.00001},
  archivePrefix={arXiv},
  primaryClass={math.NA},
  url={https://arxiv.org/abs/2501.00001},
  keywords={waves},
}
""",
        """\
- @misc{rivera2025calm,
+ @article{rivera2025calm,
-   year={2025},
+   year={2026},
+   journal={Journal of Examples},
+   volume={7},
+   pages={11--19},
+   doi={10.5555/calm.1},
""",
    ),
    "as Google Scholar exports it": (
        """\
@article{rivera2025calm,
  title={Calm waves in MRI},
  author={Rivera, Ana and Okafor, Ben},
  journal={arXiv preprint arXiv:2501.00001},
  year={2025}
}
""",
        """\
-   journal={arXiv preprint arXiv:2501.00001},
+   journal={Journal of Examples},
+   doi={10.5555/calm.1},
+   eprint={2501.00001},
+   archiveprefix={arXiv},
+   volume={7},
+   pages={11--19},
-   year={2025}
+   year={2026}
""",
    ),
    "as DBLP exports it": (
        """\
@article{DBLP:journals/corr/abs-2501-00001,
  author       = {Ana Rivera and
                  Ben Okafor},
  title        = {Calm Waves in {MRI}},
  journal      = {CoRR},
  volume       = {abs/2501.00001},
  year         = {2025},
  eprinttype   = {arXiv},
  eprint       = {2501.00001},
  timestamp    = {Wed, 01 Jan 2025 00:00:00 +0100},
}
""",
        """\
-   journal      = {CoRR},
-   volume       = {abs/2501.00001},
+   journal      = {Journal of Examples},
+   volume       = {7},
+   pages        = {11--19},
-   year         = {2025},
+   year         = {2026},
+   doi          = {10.5555/calm.1},
""",
    ),
    "with the DOI of another server": (
        """\
@misc{rivera2025calm,
  author = {Ana Rivera and Ben Okafor},
  title = {Calm waves in {MRI}},
  howpublished = {bioRxiv},
  doi = {10.1101/2025.01.02.123456},
  year = {2025},
}
""",
        """\
- @misc{rivera2025calm,
+ @article{rivera2025calm,
+   doi = {10.5555/calm.1},
-   howpublished = {bioRxiv},
-   doi = {10.1101/2025.01.02.123456},
-   year = {2025},
+   year = {2026},
+   journal = {Journal of Examples},
+   volume = {7},
+   pages = {11--19},
+   eprint = {2501.00001},
+   archiveprefix = {arXiv},
+   url_preprint = {https://doi.org/10.1101/2025.01.02.123456},
""",
    ),
    "with biblatex": (
        """\
@online{rivera2025calm,
  author = {Rivera, Ana and Okafor, Ben},
  title = {Calm Seas in {MRI}},
  subtitle = {A Study},
  date = {2025-01-02},
  eprint = {2501.00001},
  eprinttype = {arXiv},
  pubstate = {submitted},
  note = {Submitted to the Journal of Examples},
}
""",
        """\
- @online{rivera2025calm,
+ @article{rivera2025calm,
-   title = {Calm Seas in {MRI}},
+   title = {Calm waves in {MRI}},
-   subtitle = {A Study},
+   journaltitle = {Journal of Examples},
+   volume = {7},
+   pages = {11--19},
-   date = {2025-01-02},
+   date = {2026},
+   doi = {10.5555/calm.1},
+   preprint_title = {Calm Seas in {MRI}: A Study},
-   pubstate = {submitted},
-   note = {Submitted to the Journal of Examples},
""",
    ),
    "submitted, and noted for oneself": (
        """\
@unpublished{rivera2025calm,
  author = {Rivera, Ana* and Okafor, Ben},
  title = {Calm waves in {MRI}},
  note = {Winner of the best talk at the Example Days},
  pubstate = {submitted},
  month = jan,
  year = 2025,
  abstract = {Own words.},
  grant = {waves}
}
""",
        """\
- @unpublished{rivera2025calm,
+ @article{rivera2025calm,
-   pubstate = {submitted},
-   month = jan,
+   month = mar,
-   year = 2025,
+   year = 2026,
+   journal = {Journal of Examples},
+   volume = 7,
+   pages = {11--19},
+   doi = {10.5555/calm.1},
+   eprint = {2501.00001},
+   archiveprefix = {arXiv},
""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_changes(name: str) -> None:
    """Line by line, in the files of many programs."""
    entry, expected = CASES[name]
    assert published(entry) == expected.splitlines()


def test_other_authors_are_taken_over() -> None:
    """Somebody has joined: the names are those of the paper, and that is said."""
    entry, _ = CASES["as arXiv exports it"]
    changes = published(entry, authors=(ANA, BEN, Contributor("Poe", "Ed")))

    assert "+   author={Ana Rivera and Ben Okafor and Ed Poe}," in changes
    assert changes[-1] == "its authors have changed: check what you note of them"


def test_a_title_of_before_is_kept() -> None:
    """The title that is `preprint_title` already was the first one."""
    entry, _ = CASES["as arXiv exports it"]
    entry = entry.replace("  year", "  preprint_title={First},\n  year")
    changes = published(entry, title="Calm seas in MRI")

    assert "+   title={Calm seas in {MRI}}," in changes
    assert not [line for line in changes if "preprint_title" in line]
