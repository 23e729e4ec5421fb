"""Findings about one note: what it asks, how, and when its facts were looked up."""
