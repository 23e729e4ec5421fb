"""What `quizzer sync` reads from the database and writes to it."""
