"""Benchmarks: run by hand, never collected by pytest, judged by ratios within one run.

* ``python -m tests.benchmarks.against_anki``: the store and the sessions against the real ``anki`` library;
* ``python -m tests.benchmarks.anki_export``: exporting with history against Anki's own export, and its memory;
* ``python -m tests.benchmarks.at_the_keys``: whole programs in a terminal of 80x24 against a minimal Textual app;
* ``python -m tests.benchmarks.browse``: searching, sorting and marking among all cards, against ``anki``'s search;
* ``python -m tests.benchmarks.deck_files``: reading and checking deck files, and syncing 10,000 notes;
* ``python -m tests.benchmarks.mastery``: how well every axis is known, over 100,000 cards;
* ``python -m tests.benchmarks.statistics``: all statistics over a million answers against Anki's graphs.

Collections are made once a day for each size and kept in the system's folder for temporary files. Unset
``PYTHONDONTWRITEBYTECODE`` before timing anything.
"""
