"""Old sites of each system, of people who do not exist, with something of everything."""

from __future__ import annotations

import json
from typing import Final

from tests.moving import PNG
from tests.moving.hugo_sites import LABDATA, NEW, OLD

AL_FOLIO: Final[dict[str, str | bytes]] = {
    "_config.yml": "title: blank\nfirst_name: Ana\nlast_name: Rivera\nurl: https://ana.example.org\nbaseurl: ''\n"
    "permalink: /blog/:year/:title/\nscholar:\n  last_name: [Rivera]\n",
    "Gemfile": "source 'https://rubygems.org'\n",
    "_layouts/page.liquid": "{{ content }}\n",
    "_data/socials.yml": "orcid_id: 0000-0002-1825-0097\ngithub_username: anarivera\nemail: ana@example.org\nx_username: @anaex\n",
    "_data/venues.yml": "'JEx':\n  url: https://journal.example.org\n  color: '#00369f'\n",
    "_data/coauthors.yml": "okafor:\n  - firstname: [Ben, B.]\n    url: https://ben.example.org\n",
    "_data/repositories.yml": "github_repos:\n  - anarivera/wavelib\n",
    "_data/cv.yml": """
- title: General Information
  type: map
  contents:
    - {name: Full Name, value: Ana Rivera}
- title: Education
  type: time_table
  contents:
    - {title: PhD in Waves, institution: Ex University, year: 2020, description: [On calm ones.]}
- title: Experience
  type: time_table
  contents:
    - {title: Fellow, institution: Ex College, year: 2020 - 2023}
- title: Honors and Awards
  type: time_table
  contents:
    - year: 2021
      items: [Medal for Waves]
""",
    "_bibliography/papers.bib": """---
---

@article{rivera2026calm,
  abbr = {JEx},
  title = {Calm Waves},
  author = {Rivera, Ana and Okafor, Ben},
  journal = {Journal of Examples},
  year = {2026},
  pdf = {calm.pdf},
  preview = {calm.png},
  selected = {true},
  bibtex_show = {true},
}

@misc{rivera2025calm,
  title = {Calm Waves},
  author = {Rivera, Ana and Okafor, Ben},
  year = {2025},
  eprint = {2501.01234},
  archiveprefix = {arXiv},
  abstract = {We calm waves.},
}
""",
    "assets/pdf/calm.pdf": b"%PDF-1.4 made up\n",
    "assets/img/publication_preview/calm.png": PNG,
    "assets/img/prof_pic.png": PNG,
    "assets/img/sea.png": PNG,
    "assets/img/unused.png": PNG,
    "assets/css/main.scss": "a {}\n",
    "_pages/about.md": """---
layout: about
title: about
permalink: /
subtitle: Lecturer in Waves
profile:
  align: right
  image: prof_pic.png
  more_info: >
    <p>Room 1.01</p>
selected_papers: true
---

I study waves; see my [projects](/projects/) and [the sea](/assets/img/sea.png).

{% include figure.liquid path="assets/img/sea.png" caption="The sea" %}
""",
    "_pages/publications.md": "---\nlayout: page\npermalink: /publications/\ntitle: publications\nnav: true\n---\n\n"
    '<!-- _pages/publications.md -->\n<div class="publications">\n{% bibliography %}\n</div>\n',
    "_pages/projects.md": "---\nlayout: page\npermalink: /projects/\ntitle: projects\nnav: true\n---\n\n{% for p in site.projects %}{{ p.title }}{% endfor %}\n",
    "_pages/join.md": "---\nlayout: page\npermalink: /join/\ntitle: Join us\nnav: true\n---\n\nWrite to me, or read [about calm](/projects/calm/).\n\n#### How\n\nBy letter.\n",
    "_news/fellow.md": "---\nlayout: post\ndate: 2026-03-04 16:11:00-0400\ninline: true\nrelated_posts: false\n---\n\nI have become a **fellow**! :tada:\n",
    "_news/long.md": "---\nlayout: post\ntitle: A long story\ndate: 2025-11-07\n---\n\nIt began.\n\n---\n\n#### Then\n\nIt ended.\n",
    "_posts/2026-01-05-on-waves.md": "---\nlayout: post\ntitle: On waves\ndate: 2026-01-05\ntags: [waves]\ndescription: A few words\n---\n\n## Words\n\nWaves are wet.\n",
    "_projects/calm.md": "---\nlayout: page\ntitle: Calming\ndescription: How waves become calm\nimg: assets/img/sea.png\nimportance: 1\ncategory: work\n---\n\nWe wait.\n",
    "_teachings/waves.md": "---\nlayout: course\ntitle: Waves for All\nyear: 2025\nterm: Fall\ncourse_id: W101\nschedule:\n  - {week: 1, date: 2025-09-01, topic: Water}\n---\n\nBring a towel.\n",
    "_news/announcement_1.md": "---\ndate: 2015-10-22\ninline: true\n---\n\nA simple inline announcement.\n",
}  # fmt: skip

LAB: Final[dict[str, str | bytes]] = {
    "_config.yaml": "title: Wave Lab\nsubtitle: At Ex University\ndescription: A lab that does not exist\nlinks:\n  email: lab@example.org\n  github: wavelab\n  instagram: wavelabpictures\nplugins: [jekyll-feed]\n",
    "_cite/cite.py": "print()\n",
    "_data/types.yaml": "pi:\n  description: Principal Investigator\nprogrammer:\n  description: Programmer\n",
    "_members/ana-rivera.md": "---\nname: Ana Rivera\nimage: images/ana.png\nrole: pi\naffiliation: Ex University\naliases: [A. Rivera]\nlinks:\n  orcid: 0000-0002-1825-0097\n  home-page: https://ana.example.org\n---\n\nAna likes [waves](https://waves.example.org).\n",
    "_members/ben-okafor.md": "---\nname: Ben Okafor\nrole: phd\ngroup: alum\ndescription: Now elsewhere\nlinks:\n  email: ben@example.org\n---\n",
    "_members/cy-ex.md": "---\nname: Cy Ex\nrole: programmer\nfavourite-wave: the third\n---\n",
    "_data/sources.yaml": "- id: doi:10.5555/ab.1\n  image: images/w.png\n  buttons:\n    - {type: source, text: Code, link: https://example.org/c}\n- title: A Report on Water\n  authors: [Ben Okafor]\n  publisher: Ex Press\n  date: 2024-05-06\n  link: https://example.org/r\n",
    "_data/citations.yaml": "- id: doi:10.5555/ab.1\n  title: Calm <i>Waves</i>\n  authors: [Ana Rivera, Ben Okafor]\n  publisher: Journal of Examples &amp; More\n  date: '2026-03-02'\n  link: https://doi.org/g5xbkk\n  plugin: sources.py\n  file: sources.yaml\n",
    "_data/orcid.yaml": "- orcid: 0000-0002-1825-0097\n",
    "_data/projects.yaml": "- title: Calm\n  subtitle: a study\n  group: featured\n  image: images/w.png\n  link: https://calm.example.org\n  description: How waves **calm**.\n  repo: wavelab/calm\n  tags: [water]\n",
    "_posts/2026-01-05-hello.md": "---\ntitle: Hello\nauthor: ana-rivera\ntags: [first]\n---\n\nHello, says [Ben](/members/ben-okafor.html).\n",
    "images/ana.png": PNG,
    "images/w.png": PNG,
    "index.md": '---\n---\n\n# Wave Lab\n\n{% include section.html %}\n\nWe calm waves.\n\n{% include button.html link="team" text="Our team" %}\n',
    "team/index.md": '---\ntitle: Team\nnav:\n  order: 1\n---\n\n# Team\n\nThese are we.\n\n{% include list.html data="members" component="portrait" filters="role: ^pi$" %}\n\n{% include list.html data="members" component="portrait" filters="role: ^(?!pi$)" %}\n',
    "contact/index.md": "---\ntitle: Contact\nnav:\n  order: 3\n---\n\n# Contact\n\nCome by, see the [team](team).\n",
}  # fmt: skip

ACADEMIC: Final[dict[str, str | bytes]] = {
    "_config.yml": "title: Ana Rivera\nurl: https://ana.example.org\nauthor:\n  name: Ana Rivera\n  avatar: ana.png\n  bio: Lecturer in Waves\n  location: Exville\n  employer: Ex University\n  email: ana@example.org\n  orcid: https://orcid.org/0000-0002-1825-0097\n  googlescholar: https://scholar.google.com/citations?user=exampleAAAAJ\n  github: anarivera\n",
    "images/ana.png": PNG,
    "files/calm.pdf": b"%PDF-1.4 made up\n",
    "_pages/about.md": "---\npermalink: /\ntitle: Welcome\nauthor_profile: true\nredirect_from:\n  - /about/\n---\n\nI study waves.\n\nMore\n======\n\nSee my [talk](/talks/talk-1), or [more](#more).\n",
    "_pages/publications.html": "---\nlayout: archive\ntitle: Publications\npermalink: /publications/\n---\n\n{% for post in site.publications %}{% include archive-single.html %}{% endfor %}\n",
    "_publications/2026-03-05-calm-waves.md": "---\ntitle: \"Calm Waves\"\ncollection: publications\ncategory: manuscripts\npermalink: /publication/2026-03-05-calm-waves\nexcerpt: 'How waves calm.'\ndate: 2026-03-05\nvenue: 'Journal of Examples'\npaperurl: '/files/calm.pdf'\ncitation: 'Rivera, A., &amp; Okafor, B. (2026). &quot;Calm Waves.&quot; <i>Journal of Examples</i>. 7(2).'\n---\n\nWe wait until they are calm.\n",
    "_talks/talk-1.md": '---\ntitle: "On Waiting"\ncollection: talks\ntype: "Invited talk"\npermalink: /talks/talk-1\nvenue: "Ex Days"\ndate: 2025-06-07\nlocation: "Exville"\n---\n\nIt took long. [Slides](/files/calm.pdf)\n',
    "_teaching/waves.md": '---\ntitle: "Waves for All"\ncollection: teaching\ntype: "Undergraduate course"\nvenue: "Ex University"\ndate: 2024-01-01\nlocation: "Exville"\n---\n\nBring a towel.\n',
    "_portfolio/calm.md": '---\ntitle: "Calming"\nexcerpt: "Waves become calm"\ncollection: portfolio\n---\n\nWe wait.\n',
    "_posts/2026-01-05-on-waves.md": "---\ntitle: 'On waves'\ndate: 2026-01-05\npermalink: /posts/2026/01/on-waves/\ntags:\n  - waves\n---\n\nWaves are wet.\n",
    "_posts/2012-08-14-blog-post-1.md": "---\ntitle: 'Blog Post number 1'\ndate: 2012-08-14\n---\n\nThis is a sample blog post.\n",
}  # fmt: skip

RESUME: Final[dict[str, str | bytes]] = {
    "resume.json": json.dumps({
        "basics": {
            "name": "Ana Rivera", "label": "Lecturer", "email": "ana@example.org", "url": "https://ana.example.org",
            "summary": "Ana studies waves.", "location": {"city": "Exville", "countryCode": "EX"},
            "profiles": [{"network": "GitHub", "username": "anarivera", "url": "https://github.com/anarivera"}, {"network": "LinkedIn", "username": "anarivera"}],
        },
        "work": [{"name": "Ex University", "position": "Lecturer", "startDate": "2023-10", "summary": "Waves.", "highlights": ["Calm ones."]}],
        "volunteer": [{"organization": "Ex Society", "position": "Treasurer", "startDate": "2020", "endDate": "2021-05"}],
        "education": [{"institution": "Ex College", "area": "Waves", "studyType": "PhD", "startDate": "2016", "endDate": "2020", "score": "1.0", "courses": ["Water"]}],
        "awards": [{"title": "Medal for Waves", "date": "2021-06-01", "awarder": "Ex Society", "summary": "For calm."}],
        "publications": [{"name": "Calm Waves", "publisher": "Journal of Examples", "releaseDate": "2026-03-01", "url": "https://journal.example.org/1"}],
        "projects": [{"name": "WaveLib", "description": "A library", "startDate": "2022", "url": "https://code.example.org"}],
        "skills": [{"name": "Waiting", "level": "master", "keywords": ["patience"]}],
        "languages": [{"language": "English", "fluency": "good"}],
    }),
}  # fmt: skip

RENDERCV: Final[dict[str, str | bytes]] = {
    "ana_cv.yaml": """
cv:
  name: Ana Rivera
  headline: Lecturer
  email: ana@example.org
  website: https://ana.example.org
  social_networks:
    - {network: GitHub, username: anarivera}
    - {network: LinkedIn, username: ana-rivera-ex}
  sections:
    education:
      - {institution: Ex College, area: Waves, degree: PhD, start_date: 2016-09, end_date: 2020-06, highlights: [On calm ones]}
    experience:
      - {company: Ex University, position: Lecturer, start_date: 2023-10, end_date: present, location: Exville}
    publications:
      - {title: Calm Waves, authors: ["*Ana Rivera*", B. Okafor], journal: Journal of Examples, doi: 10.5555/ab.1, date: 2026-03}
    selected_honors:
      - {bullet: Medal for Waves}
    invited_talks:
      - {name: On Waiting, date: 2025-06, location: Exville}
    other words:
      - {label: Waiting, details: good at it}
design: {theme: classic}
""",
}

BIB: Final[dict[str, str | bytes]] = {
    "one.bib": "% the first one\n@article{calm, title={Calm Waves}, author={Ana Rivera}, journal={J. Ex.}, year=2026, doi={10.5555/ab.1}}\n",
    "more/two.bib": "@article{calm, title={Wild Waves}, author={Ana Rivera}, journal={J. Ex.}, year=2025, mendeley-tags={x}}\n"
    "@article{again, title={Calm Waves}, author={Ana Rivera}, journal={J. Ex.}, year=2026, doi={10.5555/ab.1}}\n",
}

SITES: Final = {
    "al-folio": AL_FOLIO,
    "lab-website-template": LAB,
    "academicpages": ACADEMIC,
    "json-resume": RESUME,
    "rendercv": RENDERCV,
    "hugoblox": NEW,
    "hugoblox before 2026": OLD,
    "labdata": LABDATA,
    "bib": BIB,
}
