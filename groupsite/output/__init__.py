"""What the head of a page says to machines."""
