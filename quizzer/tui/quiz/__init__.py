"""Choosing, taking and scoring a quiz."""
