"""Files of other programs, and this program's own archive: detection, readers and writers.

``registry`` has a row a format, and everything that speaks of formats derives from it; ``detect`` finds the row of a
file. Each format has its folder (``archive``, ``markdown``, ``mnemosyne``, ``table``; Anki's lies above, in
``quizzer.anki``), and ``common`` holds what several of them need.

Readers are called alike, with a path, the clock, the rollover hour and a ``ProgressCallback``, and return an
``Incoming``; they raise a ``Problem`` of one sentence when nothing of the file can be used. Writers take the notes one
by one, write beside the target and rename, and return how much they wrote.
"""
