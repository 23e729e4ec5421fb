"""Taking in what other devices answered, and sending what was answered here, beside the screens."""
