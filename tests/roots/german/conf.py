extensions = ["groupsite"]
html_theme = "groupsite"
project = "Arbeitsgruppe Doe"
language = "de"
html_baseurl = "https://example.org/"
groupsite_owner = "doe-jane"
groupsite_organization = {"name": "Arbeitsgruppe Doe", "page": "gruppe/index"}
groupsite_topics = {"bild": "Bildgebung", "opt": "Optimierung"}
groupsite_people = "gruppe/people.yml"
groupsite_data = "forschung"
groupsite_paper_pages = "forschung/publikationen"
groupsite_person_pages = "gruppe/personen"
groupsite_cv = {
    "variants": {"full": {}, "short": {"pages": 1}, "recent": {}, "selected": {}, "narrative": {}}
}
redirects = {"alt": "lebenslauf"}
