"""Export to other programs, import from them, and merging of logs."""
