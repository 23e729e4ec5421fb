"""Cards due today within the daily limits."""
