"""Feeds: the newest news and papers for those who read them elsewhere."""
