"""AnkiConnect: an Anki that runs on this machine is asked over HTTP, and what it answers is not trusted."""
