"""Records in .yml files."""
