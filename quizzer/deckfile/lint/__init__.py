"""What a good deck avoids, found by reading it."""
