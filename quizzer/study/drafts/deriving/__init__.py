"""Drafts from a document: made, composed into a deck, and renewed when the document changed."""
