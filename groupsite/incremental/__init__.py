"""Decides what has to be read or written again."""
