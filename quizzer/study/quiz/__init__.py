"""Quizzes: drawing questions, taking them, and results."""
