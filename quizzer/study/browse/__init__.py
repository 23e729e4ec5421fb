"""All cards as a table, and one card in detail."""
