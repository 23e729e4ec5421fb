"""Typed and chosen answers against the right ones: verdicts and suggested ratings."""
