"""The documentation is complete, and what it shows works."""
