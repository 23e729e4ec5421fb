"""Deck files found, read into the store, and edited."""
