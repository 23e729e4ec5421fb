"""Questions to the database that only read."""
