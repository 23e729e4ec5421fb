"""quizzer: daily reviews of question decks in the terminal, scheduled by FSRS, with mastery per axis.

The map of the package, from the screen down to the rules; each folder imports only from those below it:

* ``cli``: the command line, one file a command, and line mode;
* ``tui``: the terminal app, one folder a screen;
* ``study``: the use cases, functions of an open collection;
* ``store``: SQLite: the review log, what is computed from it, and all SQL;
* ``anki``: packages for Anki, and packages and collections read;
* ``formats``: the archive, Markdown, Mnemosyne and tables, a row each in ``formats.registry``;
* ``hub``: a server of PostgreSQL as a place for the devices of many learners, and for their teacher;
* ``sync``: what devices exchange, as files that are written once, and the folder they meet in;
* ``deckfile``: the text of a deck file to notes and back, and its lint;
* ``derive``: documents, their passages, and the notes that cover them;
* ``config``: where things are kept, and ``config.toml``;
* ``plots``, ``report``: figures as text, figures as a page;
* ``clock``, ``files``, ``keys``: the only reader of the clock, files written whole, actions and their keys;
* ``core``: notes, schedule, grading, search, mastery: pure rules;
* ``errors``: what a person did not want to happen, as a sentence.
"""

__version__ = "0.1.0"
