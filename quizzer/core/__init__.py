"""Pure values and rules: no files, no SQL, no terminal, no clock."""
