"""The cards of a session: its queue, its limits, and how far it has come."""
