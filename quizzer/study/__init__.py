"""Use cases: functions on an open collection. They are thin; the rules are in ``core``, the rows in ``store``.

The rooms and modules, each importing only those below it::

    report.py    the values of the report page
    exchange     browse     quiz     statistics     parameters     drafts
    mastery
    review
    decks
    due
    collection   the open collection: its files, settings, clock, connection, scheduler and backups
    filters.py   filters in words, and the rows they select
"""
