"""The order of a session: its queue, cards kept apart, and which new cards come on one day."""
