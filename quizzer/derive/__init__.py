"""From a document to its passages, each with its place, and what the notes cover of them."""
