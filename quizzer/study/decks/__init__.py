"""Deck files: finding them, reading changed ones into the database, listing and editing them."""
