"""Mastery of axes and cards, and goals."""
