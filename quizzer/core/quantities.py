"""Names for the numbers that signatures speak of: every one is a plain ``int``, and the name says what it counts."""

StudyDay = int
"""Days since 1970-01-01, cut at the local rollover (see :mod:`quizzer.core.schedule.study_days`)."""

Millis = int
"""An instant: milliseconds since 1970-01-01 UTC."""

Seconds = int
"""A length of time."""

Interval = int
"""From an answer to the next due date: days when positive, seconds when negative (Anki's way), 0 for none."""

CardId = int
"""Row id of a card in this database; elsewhere a card is known by its key."""

NoteId = int
"""Row id of a note in this database; elsewhere a note is known by the id in its deck file."""
