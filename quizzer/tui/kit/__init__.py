"""What screens are made of: keys, pages, painting, line editing, themes."""
