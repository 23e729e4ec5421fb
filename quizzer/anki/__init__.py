"""The same decks and progress in Anki: packages written, and packages and collections read."""
