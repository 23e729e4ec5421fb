"""Sessions and quizzes line by line."""
