"""Deciding the drafts of a deck, sentence by sentence."""
