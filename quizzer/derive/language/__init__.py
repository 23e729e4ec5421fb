"""The English of a document: sentences, words, clauses and what they state."""
