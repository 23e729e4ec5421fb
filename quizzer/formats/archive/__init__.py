"""The archive: everything in one JSON file, written and read."""
