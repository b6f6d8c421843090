"""Entries of .bib files as papers, whoever wrote them."""
