"""Deck files: read, written and linted as text; nothing here knows the database."""
