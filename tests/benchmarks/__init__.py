"""Benchmarks: run by hand, never collected by pytest, judged by ratios within one run.

* ``python -m tests.benchmarks.against_anki``: the store and the sessions against the real ``anki`` library;
* ``python -m tests.benchmarks.at_the_keys``: whole programs in a terminal of 80x24 against a minimal Textual app;
* ``python -m tests.benchmarks.deck_files``: reading and checking deck files, and syncing 10,000 notes.

Collections are made once a day for each size and kept in the system's folder for temporary files. Unset
``PYTHONDONTWRITEBYTECODE`` before timing anything.
"""
