"""What each screen shows, painted from plain values."""
