"""Papers on pages and in feeds."""
