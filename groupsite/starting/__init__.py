"""How a site begins: the files of `groupsite new`, and how they are renewed. Pure."""
