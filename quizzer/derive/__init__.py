"""A document's passages, each with its place, and the notes that cover them."""
