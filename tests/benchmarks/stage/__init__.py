"""What the benchmarks are run on: collections of any size, the same in Anki, a terminal, and a minimal app."""
