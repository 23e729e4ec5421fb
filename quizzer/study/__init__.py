"""Use cases: functions on an open collection. They are thin; the rules are in ``core``, the rows in ``store``.

The rooms, each importing only those below it::

    exchange   browse   quiz   mastery   statistics   parameters   and report.py above them
    review
    decks
    due
    collection   the open collection: its files, settings, clock, connection, scheduler and backups
    filters.py   filters in words, and the rows they mean
"""
