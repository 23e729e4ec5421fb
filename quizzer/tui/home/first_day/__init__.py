"""The first screen of an empty collection: where to begin."""
