"""From YAML nodes to a deck, with every finding at its line."""
