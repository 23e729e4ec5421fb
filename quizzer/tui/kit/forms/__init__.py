"""Forms: fields of the terminal library in one look, and one button that says what will come of it."""
