"""Pages that show several kinds of records: they sit on top of all kinds."""
