"""Export to other programs and import from them."""
