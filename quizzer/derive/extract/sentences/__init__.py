"""Candidates from sentences: one file a family."""
