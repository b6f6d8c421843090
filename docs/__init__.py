"""The documentation for authors: `make docs` builds it."""
