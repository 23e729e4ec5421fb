"""quizzer: decks from a document, daily reviews in the terminal, mastery per axis."""

__version__ = "0.1.0"
