"""Quizzes: drawing, taking, and their results."""
