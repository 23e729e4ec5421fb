"""The declared tables, the creation of a new database from them, and the migrations of older ones."""
