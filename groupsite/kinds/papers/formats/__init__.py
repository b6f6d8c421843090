"""Papers for programs: reference managers, search engines."""
