"""A web page: what its elements are, its tables, and its blocks."""
