"""Spoilt files for every reader, and spoilt arguments for the command line."""
