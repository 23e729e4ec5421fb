"""Export and import in the app."""
