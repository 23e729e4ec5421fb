"""The declared tables, and upgrades from earlier schemas."""
