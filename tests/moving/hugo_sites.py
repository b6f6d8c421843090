"""Old sites of HugoBlox, before and after 2026, and of labdata, of people who do not exist."""

from __future__ import annotations

from typing import Final

from tests.moving import PNG

#: As of 2020 to 2025: pages of authors, widgets, .bib files beside papers.
OLD: Final[dict[str, str | bytes]] = {
    "config/_default/config.yaml": "title: Wave Group\nbaseurl: https://waves.example.org/\n",
    "config/_default/params.toml": "color_theme = 'ocean'\n[contact]\nphone = ''\n",
    "config/_default/menus.yaml": "main:\n  - {name: Join, url: join, weight: 1}\n  - {name: People, url: people, weight: 2}\n",
    "content/authors/admin/_index.md": """---
title: Ana Rivera, Ph.D.
authors: [admin]
superuser: true
role: Professor of Waves
organizations:
  - {name: Ex University, url: ''}
bio: Ana calms waves.
interests: [Water, Wind]
education:
  courses:
    - {course: PhD in Waves, institution: Ex University, year: 2012}
social:
  - {icon: envelope, icon_pack: fas, link: 'mailto:ana@example.org'}
  - {icon: orcid, icon_pack: ai, link: 'https://orcid.org/0000-0002-1825-0097'}
  - {icon: cv, icon_pack: ai, link: uploads/cv.pdf}
user_groups: [Principal Investigators]
---

She has a [page on the sea](/research/) and likes {{< icon name="fish" >}} fish.
""",
    "content/authors/admin/avatar.png": PNG,
    "content/authors/ben/_index.md": "---\ntitle: Ben Okafor\nrole: PhD Student\nsuperuser: false\nuser_groups: [Graduate Students]\n---\n",
    "content/authors/cy/_index.md": "+++\ntitle = 'Cy Ex'\nuser_groups = ['Alumni']\nsuperuser = false\n+++\n\nCy was here.\n",
    "content/publication/calm/index.md": """---
title: Calm Waves
authors: [admin, Ben Okafor]
date: '2026-03-01T00:00:00Z'
publishDate: '2026-04-01T00:00:00Z'
publication_types: ['2']
publication: '*Journal of Examples*'
publication_short: '*JEx*'
abstract: We calm waves.
summary: We calm waves.
tags: [Water]
featured: true
doi: 10.5555/ab.1
url_pdf: calm.pdf
url_code: https://code.example.org/calm
url_poster: ''
projects: [calm]
image: {caption: A calm sea, focal_point: Center, preview_only: false}
---
""",
    "content/publication/calm/cite.bib": "@article{rivera2026calm,\n  title = {Calm Waves},\n  author = {Rivera, Ana and Okafor, Ben},\n  journal = {Journal of Examples},\n  year = {2026},\n  volume = {7}\n}\n",
    "content/publication/calm/featured.png": PNG,
    "content/publication/calm/calm.pdf": b"%PDF-1.4 made up\n",
    "content/publication/storm/index.md": """+++
title = "Storms"
authors = ["Ben Okafor", "admin"]
author_notes = ["Equal contribution", "Equal contribution"]
date = 2025-05-04T00:00:00Z
publication_types = ["1"]
publication = "In *Proceedings of Storms*"
url_preprint = "https://arxiv.org/abs/2501.01234v2"
+++

More than an abstract: see {{< cite page="/publication/calm" view="4" >}}
""",
    "content/publication/conference-paper/index.md": "---\ntitle: An example conference paper\nauthors: [admin]\n---\nLorem ipsum\n",
    "content/event/oslo/index.md": """---
title: On Calm
event: Nordic Seminar
event_url: https://seminar.example.org
location: Oslo
address: {street: 1 Ex Road, city: Oslo, country: Norway}
abstract: How to calm.
date: '2026-02-03T13:00:00Z'
all_day: false
authors: [admin]
url_slides: https://slides.example.org/oslo
url_video: ''
---
""",
    "content/post/_index.md": "---\ntitle: Latest News\n---\n",
    "content/post/prize/index.md": '---\ntitle: A prize\ndate: 2026-01-05\nauthors: [admin]\n---\n\nCongratulations to {{% mention "ben" %}}: ![ben](ben.png)\n',
    "content/post/prize/ben.png": PNG,
    "content/project/calm/index.md": "---\ntitle: The Calm Project\nsummary: How waves calm.\nauthors: [admin]\ntags: [Water]\nexternal_link: https://calm.example.org\n---\n\nWe wait.\n",
    "content/home/index.md": "---\ntype: widget_page\nheadless: true\n---\n",
    "content/home/welcome.md": "---\nwidget: blank\nheadless: true\nactive: true\nweight: 10\ntitle: Welcome\ndesign: {columns: '1'}\n---\n\nWe calm waves; [join us](join/).\n",
    "content/home/hidden.md": "---\nwidget: blank\nactive: false\nweight: 5\ntitle: Hidden words\n---\n\nNobody saw these.\n",
    "content/home/contact.md": "---\nwidget: contact\nactive: true\nweight: 90\ntitle: Contact\ncontent:\n  email: waves@example.org\n  address: {street: 1 Ex Road, city: Exton}\n---\n",
    "content/people/index.md": "---\ntitle: Team\ntype: widget_page\n---\n",
    "content/people/people.md": "---\nwidget: people\nheadless: true\ncontent:\n  user_groups: [Principal Investigators, Graduate Students, Alumni]\n---\n",
    "content/join.md": "---\ntitle: Join us\n---\n\n{{% callout note %}}\nWrite to [Ana](/author/admin/).\n{{% /callout %}}\n\n#### How\n\nBy letter.\n",
    "content/research/index.md": '---\ntitle: The Sea\ndate: 2020-01-01\n---\n\n{{< figure src="sea.png" caption="The sea" >}}\n\n{{< youtube aaaaaaaaaaa >}}\n',
    "content/research/sea.png": PNG,
    "static/uploads/cv.pdf": b"%PDF-1.4 made up\n",
    "assets/scss/custom.scss": "a {}\n",
    "go.mod": "module example\n",
}  # fmt: skip
#: As of 2026: files of data for authors, landing pages of blocks.
NEW: Final[dict[str, str | bytes]] = {
    "config/_default/hugo.yaml": "title: Wave Group\nbaseURL: https://waves.example.org/\n",
    "config/_default/params.yaml": "hugoblox:\n  schema: '2.0'\n  identity: {organization: Wave Group, type: organization}\n",
    "config/_default/menus.yaml": "main:\n  - {name: Join, url: join}\n",
    "data/authors/me.yaml": """schema: hugoblox/author/v1
slug: me
is_owner: true
name: {display: Ana Rivera, given: Ana, family: Rivera, alternate: A. M. Rivera}
role: Professor of Waves
bio: |
  Ana calms **waves**.
affiliations:
  - {name: Ex University}
links:
  - {icon: at-symbol, url: 'mailto:ana@example.org', label: E-mail}
  - {icon: academicons/orcid, url: 'https://orcid.org/0000-0002-1825-0097'}
  - {icon: brands/github, url: 'https://github.com/anarivera'}
interests: [Water]
education:
  - {degree: PhD in Waves, institution: Ex University, start: 2008-09-01, end: 2012-06-30, summary: On calm ones.}
experience:
  - {role: Professor, org: Ex University, start: 2015-01-01}
skills:
  - name: Technical
    items:
      - {label: Python, level: 5}
languages:
  - {name: Waluigish, label: Native, level: 5}
awards:
  - {title: Medal for Waves, awarder: Ex Society, date: '2021-12-01', summary: For calming.}
""",
    "content/authors/me/_index.md": "---\ntitle: Ana Rivera\n---\n",
    "assets/media/authors/me.png": PNG,
    "content/_index.md": """---
title: ''
type: landing
sections:
  - block: resume-biography-3
    content: {username: me, text: ''}
    design: {spacing: {padding: [0, 0, 0, 0]}}
  - block: markdown
    content:
      title: What we do
      subtitle: ''
      text: |-
        We calm waves; see [us](join/).
  - block: collection
    content:
      title: Recent Publications
      filters: {folders: [publications], exclude_featured: false}
    design: {view: citation}
  - block: cta-card
    content:
      title: Come and see
      button: {text: Join, url: /join/}
---
""",
    "content/publications/calm/index.md": """---
title: Calm Waves
authors: [me, Ben Okafor]
date: '2026-03-05T00:00:00Z'
publication_types: [article-journal]
publication: {name: Journal of Examples, volume: 7, issue: 2, short_name: JEx}
awards:
  - {name: Prize for Calm, date: '2026-09'}
abstract: We calm waves.
tags: [Water]
featured: true
hugoblox:
  ids: {doi: 10.5555/ab.1}
links:
  - {type: code, url: 'https://code.example.org/calm'}
  - {type: preprint, provider: arxiv, id: 2501.01234v1}
  - {type: poster, url: '#'}
---
""",
    "content/publications/calm/featured.png": PNG,
    "content/events/oslo/index.md": "---\ntitle: On Calm\ndate: '2026-01-01T00:00:00Z'\nevent_name: Nordic Seminar\nevent_start: '2026-02-03T13:00:00Z'\nevent_all_day: true\nlocation: Oslo, Norway\nauthors: [me]\nlinks:\n  - {type: slides, url: 'https://slides.example.org/oslo'}\n---\n",
    "content/blog/waves/index.md": "---\ntitle: On waves\ndate: 2026-01-05\nsummary: A few words\nauthors: [me]\ntags: [waves]\n---\n\n"
     "## Words\n\n" + "Waves are wet. " * 40 + "\n\n> [!NOTE]\n> Bring a towel.\n\n```python\ncalm()\n```\n",
    "content/projects/calm/index.md": "---\ntitle: The Calm Project\nlinks:\n  - {type: site, url: 'https://calm.example.org'}\ntags: [Water]\n---\n\nWe wait.\n",
    "content/join.md": '---\ntitle: Join us\n---\n\n{{< spoiler text="How?" >}}\nBy letter.\n{{< /spoiler >}}\n',
    "content/slides/example/index.md": "---\ntitle: Slides\n---\n\nWelcome to HugoBlox slides\n",
    "hugoblox.yaml": "hugo_version: '0.1'\n",
}  # fmt: skip
LABDATA: Final[dict[str, str | bytes]] = {
    "lab.yaml": "lab:\n  name: Wave Lab\n  description: A lab that does not exist.\n  university: Ex University\n  website: https://waves.example.org\n"
    "bib_dir: data/bib\nbib_files:\n  - {name: papers.bib, category: Papers}\n"
    "pdf_base_url: https://pdf.example.org/waves\npeople_file: data/people.yaml\nprojects_file: data/projects.yaml\n",
    "data/people.yaml": """
- {id: arivera, name: Ana Rivera, aliases: [A. M. Rivera], role: pi, status: current, website: 'https://ana.example.org'}
- {id: bokafor, name: Ben Okafor, role: phd_student, status: current, start_year: 2024, co_advisor: Ana Rivera}
- {id: cex, name: Cy Ex, role: ms_student, status: alumni, end_year: 2020, degree: MSc, thesis_title: On foam, current_position: Foam Inc, co_advisor: Dee Elsewhere}
- {id: dold, name: Dan Old, role: postdoc, status: alumni}
""",
    "data/projects.yaml": "- {id: calm, title: The Calm Project, description: How waves calm., website: 'https://calm.example.org', status: archived}\n",
    "data/bib/papers.bib": "@article{rivera2026calm,\n  title = {Calm Waves},\n  author = {Rivera, Ana and Okafor, Ben},\n  journal = {Journal of Examples},\n  year = {2026},\n  project = {calm},\n}\n",
    "labdata/config.py": "print()\n",
    "site/_config.yml": "title: x\n",
    "README.md": "# labdata\n",
}  # fmt: skip
