"""When a card comes back: memory, steps, intervals, study days and the order of a session."""
