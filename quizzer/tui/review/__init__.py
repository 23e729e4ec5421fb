"""The review session and its summary."""
