"""What an answer does: the new day of its card, with balance over days and the pull of goals."""
