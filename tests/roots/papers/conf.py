extensions = ["myst_parser", "groupsite"]
groupsite_whole_project = True
html_theme = "basic"
myst_enable_extensions = ["colon_fence", "dollarmath"]
html_math_renderer = "mathml"
bibtex_bibfiles = ["papers.bib"]
groupsite_paper_pages = "papers"
groupsite_feeds = False
