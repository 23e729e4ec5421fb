"""The axes and how well each is known."""
