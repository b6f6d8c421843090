"""Pages that combine several kinds of records, and thus may import all of them."""
