"""The table of all cards, and one card in detail."""
