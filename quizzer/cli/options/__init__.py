"""The options that commands share, and the completion of their values."""
