"""What is due: the queries of new cards, steps and reviews, of the coming days, and of today."""
