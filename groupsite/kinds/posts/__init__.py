"""Posts: dated pages in the folder `groupsite_posts`, by people of the group."""
