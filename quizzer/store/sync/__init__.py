"""What a sync sends from this collection, and what it takes in."""
