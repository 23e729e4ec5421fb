"""Families that read the structure of a document: tables, list items, glossaries, lead-ins, orders."""
