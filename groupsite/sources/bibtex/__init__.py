"""Entries in .bib files, from whatever program."""
