"""Records and how they are linked. Independent of Sphinx and docutils."""
