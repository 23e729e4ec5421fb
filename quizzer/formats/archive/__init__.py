"""The archive: everything a person owns here in one file, as JSON that people and other programs can read too.

The file is JSON Lines, an object a line. The first line is the header, and the last one says that the file is whole;
each line between them has a ``type``::

    {"format": "quizzer archive", "version": 2, "written": "2026-03-01T10:00:00Z"}
    {"type": "setting", "name", "value"}
    {"type": "deck", "file", "name", "bundled"?: true, "axes": [{"id", "name", "short"?, "spans"?}],
     "source"?: {"id", "title"?, "sha256"?}, "course"?: number, "primer"?,
     "synonyms"?: [[term]], "retired"?: {id: [id]},
     "rejected"?: [{"key", "why"?, "kind"?, "fingerprint"?}]}
    {"type": "note", "id", "file", "deck", "axis", "kind", "body", "level"?, "tags"?, "extra"?, "caveat"?,
     "cite"?: {"section", "place"?, "fingerprint"?, "quote"?}, "typed"?: bool, "silence"?, "derived"?: {"key", "made"?},
     "after"?: [id], "priority"?: core or detail, "checked"?: month,
     "changed"?: epoch seconds, "retired"?: true, "cards": [...]}
    {"type": "log", "card", "at", "day", "kind", "value", "before"?, "state"?, "step"?, "interval"?, "took"?, "undone"?}
    {"type": "end"}

``?`` marks what is left out when it is empty. ``kind`` of a note is basic, cloze, choice, list, sequence or sort, and
``body`` has the keys of the class in ``quizzer.core.notes.kinds``. ``file`` and ``deck`` name one of the decks, whose
first axis is its own. Retired notes are those no deck file holds any more; bundled decks came with the program,
unchanged. Drafts are in no archive; what was rejected is, so that it is not proposed again. ``synonyms`` are sets of
terms that may stand for each other in the deck's answers; ``retired`` of a deck has ids that it never uses again, each
with those of the notes that ask it now.

A log row names its ``card`` by key; ``at`` and ``undone`` are milliseconds since 1970-01-01 UTC, the study ``day``
counts from 1970-01-01, and ``kind`` is answer (``value`` 1 again, 2 hard, 3 good, 4 easy), suspend, unsuspend, bury
(the day), flag (0..7), reset or reschedule (the day). ``before`` and ``state`` are new (when left out), learning,
review or relearning; ``interval`` counts days, or seconds when negative; ``took`` counts milliseconds.

A note's ``cards`` say where each stands: ``key``, ``state``, ``due`` (a date, or an instant in UTC), ``stability`` in
days and ``difficulty`` 1..10 of FSRS, ``interval``, ``reps``, ``lapses``, ``last`` (an instant), ``suspended``,
``flag``, ``leech``, ``retired``. They are for people and other programs, and are not read back: all of it follows from
the log.
"""
