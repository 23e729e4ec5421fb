"""What is due today, within the limits of the day."""
