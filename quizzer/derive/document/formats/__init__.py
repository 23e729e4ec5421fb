"""One reader for each format of documents: its text or bytes to blocks."""
