"""Other ways to write decks and progress down: CSV, plain-text Markdown, JSON, and the files of Mnemosyne."""
