"""What a record is, and how records hang together. Knows neither Sphinx nor docutils."""
