"""The table of all cards, and the page of one card."""
