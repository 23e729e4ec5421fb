"""The database: tables, migrations, the catalogue of notes, the log, and the queries a session needs.

``tables`` declares the schema with SQLModel, and ``migrations`` build it. Everything on the way to a card speaks to the
same tables through the standard library's ``sqlite3``: importing SQLModel costs more than painting the first card.
"""
