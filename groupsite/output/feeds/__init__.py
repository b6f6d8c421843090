"""Feeds: the latest news and papers for feed readers."""
