"""Figures over the log and the cards, and their sections as text."""
