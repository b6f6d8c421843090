"""Writes into .bib files as a careful person would: in their style, and nothing else."""
