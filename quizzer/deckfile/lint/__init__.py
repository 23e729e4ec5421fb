"""Findings about decks that read well: what a good deck avoids."""
