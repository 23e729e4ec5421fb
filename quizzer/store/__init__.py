"""The database: its schema, the notes and cards in it, the review log, and the queries over both.

``schema`` declares the tables, creates a new database and upgrades an older one; it alone imports SQLModel and Alembic,
and only when it has to create or upgrade, since the import takes longer than painting the first card. Everything else
speaks SQL to the tables through the standard library's ``sqlite3``. ``log`` is the truth of all progress; the cached
columns of ``card``, and the tables in ``caches``, follow from it, and ``rebuild`` regenerates them.
"""
