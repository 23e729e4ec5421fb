"""A person's own data: every answer as a table, and taking a deck out for good."""
