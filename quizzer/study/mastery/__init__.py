"""How well each axis and card is known, and goals."""
