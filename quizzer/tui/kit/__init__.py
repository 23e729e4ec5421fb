"""The parts of every screen: keys, pages, painting, line editing, forms and themes."""
