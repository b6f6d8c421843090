"""The facts of a group that does not exist, which has of everything that a site may have."""

extensions = ["groupsite"]
html_theme = "groupsite"

project = "Example Lab"
author = "Jane Doe and the Example Lab"
html_baseurl = "https://lab.example.org/"
groupsite_owner = "doe-jane"
groupsite_organization = {"name": "Example Lab", "page": "group/index"}
groupsite_feed_authority = "lab.example.org,2026"
groupsite_image_alt = "The name of a lab that does not exist"
groupsite_footer = ["statement"]
redirects = {"papers.html": "research/publications", "team": "group/index"}
groupsite_topics = {
    "imaging": "Imaging",
    "learning": "Learning",
    "sampling": "Sampling",
    "pet": "PET",
    "mri": "MRI",
    "open-data": "Open data",
    "bilevel-learning": "Bilevel learning",
}
