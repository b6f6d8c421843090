"""Papers: the records of the .bib files, how BibTeX is read, their lists."""
