"""A deck read from YAML nodes, with every finding at its line."""
