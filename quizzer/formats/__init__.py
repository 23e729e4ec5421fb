"""Other ways to write decks and progress down: CSV, plain-text Markdown, JSON, and the files of Mnemosyne.

``detect.detect(path) -> Format`` names what a file is: ``anki``, ``archive``, ``markdown``, ``mnemosyne`` or ``table``.

Readers are all called alike, with ``(path: Path, clock: Clock, rollover_hour: int, tell: Tell)``, and give an
``Incoming``; they raise a ``Problem`` with one sentence when nothing of the file can be used:

* ``tables.read_table``: CSV, TSV and Anki's text export;
* ``markdown.read_markdown``: ``Q:``/``A:``/``C:`` text, one file or a folder of them;
* ``mnemosyne.read_mnemosyne``: an export of cards, a whole database, or the XML of Mnemosyne 1;
* ``archive.read_archive``: this program's own JSON, the only one that tells retired notes and bundled decks.

Writers take notes one by one, write beside the target and rename, and give a ``Written`` that counts:

* ``tables.write_table(path: Path, notes: Iterable[Outgoing], tell: Tell)``, with ``,`` or, for ``.tsv``, a tab;
* ``markdown.write_markdown(path: Path, notes: Iterable[Outgoing], tell: Tell)``, deck by deck;
* ``archive.write_archive(path: Path, notes: Iterable[Outgoing], entries: Iterable[Entry], *,
  decks: Iterable[OutgoingDeck], settings: Iterable[tuple[str, str]], written: int, tell: Tell)``, where ``written`` is
  the instant in milliseconds and ``OutgoingDeck(name, file, axes, source, bundled)`` stands in ``archive``.

The first two leave out what is retired; the archive holds everything.
"""
