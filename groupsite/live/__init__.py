"""`make live`: builds a site at every change, and shows it in a browser that reloads."""
