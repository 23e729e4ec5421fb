"""An open collection and what keeps it current."""
