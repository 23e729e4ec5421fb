"""The server where the devices of many learners meet: a database of PostgreSQL, and who may see what in it.

Everything lies in the schema ``quizzer`` of that database. SQLite stays the store of each device; the server holds the
files that devices send each other (:mod:`quizzer.sync.carrier`) and what a teacher sees of each learner's memory.
"""

VARIABLE = "QUIZZER_SYNC_URL"
"""The variable of the environment that may hold the address of a server with its password."""
_SERVER = "postgres"
"""What the address of a server begins with; the rest is looked at by :mod:`quizzer.hub.address`."""


def is_server(address: str) -> bool:
    """Whether an address is that of a server, and no folder."""
    return address.startswith(_SERVER) and "://" in address
