"""Rules broken on purpose, to see whether a test turns red."""
