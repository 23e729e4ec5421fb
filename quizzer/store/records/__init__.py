"""What is stored beside the log: quizzes, goals, fitted parameters."""
