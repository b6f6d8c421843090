"""Entries in .bib files, whoever wrote them."""
