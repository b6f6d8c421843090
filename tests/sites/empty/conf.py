"""A site that has begun: a name, and nothing of what a site may have."""

extensions = ["groupsite"]
html_theme = "groupsite"

project = "New Group"
