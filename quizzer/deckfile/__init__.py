"""Deck files: found, read, linted and written; nothing here knows the database."""
