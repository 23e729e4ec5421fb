"""Questions and answers in good English."""
