"""News: the `{news}` directive, its composed sentence, the timeline."""
