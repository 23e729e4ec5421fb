"""The server where the devices of many learners meet: a database of PostgreSQL, and who may see what in it.

Everything lies in the schema ``quizzer`` of that database. SQLite stays the store of each device; the server holds the
files that devices send each other (:mod:`quizzer.sync.carrier`) and what a teacher sees of each learner's memory.
"""
