"""The tables, as SQLModel classes: the declaration of the schema, from which a new database is created.

Migrations bring older databases to the same schema; a test compares the two. Importing this module takes a third of a
second, so only the creation of a database does; everything else speaks SQL to the tables. All tables are STRICT.
Columns of ``card`` from ``queue`` on are a cache of the log: ``quizzer rebuild`` regenerates them.
"""

from sqlmodel import SQLModel

from quizzer.store.schema import card_tables, log_tables, record_tables, sync_tables

MODULES = (card_tables, log_tables, record_tables, sync_tables)
"""Where the tables are declared; importing them declares them."""

metadata = SQLModel.metadata
"""Every table declared there."""
