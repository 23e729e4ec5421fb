"""What changed in the decks, as a page."""
