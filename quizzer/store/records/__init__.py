"""The records stored beside the log: quizzes, goals, fitted parameters."""
