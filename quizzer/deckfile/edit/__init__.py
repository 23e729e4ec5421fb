"""Editing single notes in the text of a deck file: everything else stays, byte for byte."""
