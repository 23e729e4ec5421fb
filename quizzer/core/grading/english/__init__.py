"""What the grader knows of English: closed classes of words, and sets of words that point one way."""
