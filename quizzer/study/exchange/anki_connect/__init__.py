"""Decks to an Anki that runs, and its reviews back, without files that a person carries."""
