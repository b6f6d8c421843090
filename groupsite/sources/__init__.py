"""Readers for source files. Independent of Sphinx and docutils."""
