"""What leaves for Anki and for files, and what came from Anki as it was there."""
