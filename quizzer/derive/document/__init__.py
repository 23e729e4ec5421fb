"""A document read into blocks, and these placed as passages."""
