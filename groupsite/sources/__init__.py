"""How files are read. Knows neither Sphinx nor docutils."""
