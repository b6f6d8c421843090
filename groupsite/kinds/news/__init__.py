"""News: the `{news}` directive, the sentence it composes, the timeline."""
