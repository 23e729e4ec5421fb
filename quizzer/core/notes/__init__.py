"""Notes and the cards they yield."""
