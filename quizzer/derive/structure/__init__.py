"""What tables and nested lists say by the way they are set: rows, labels, and what stands above an item."""
