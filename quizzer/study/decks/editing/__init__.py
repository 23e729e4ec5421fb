"""Notes that a person adds or changes, and where their text is kept."""
