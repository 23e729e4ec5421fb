"""Reads Anki's files: the archive, the database in it, its notes and their templates, its history."""
