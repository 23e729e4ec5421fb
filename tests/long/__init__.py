"""Long runs that are scripts; the suite runs each of them small."""
