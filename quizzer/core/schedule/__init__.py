"""When a card comes back: memory, steps, intervals and study days."""
