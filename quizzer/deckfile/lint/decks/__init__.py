"""Findings that take several notes, of one deck or of several."""
