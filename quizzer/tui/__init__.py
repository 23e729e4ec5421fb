"""The terminal application: its screens draw values and send actions, and never touch the store."""
