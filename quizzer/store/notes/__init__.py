"""Decks, notes and cards as rows."""
