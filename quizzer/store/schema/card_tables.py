"""The tables of decks, notes and cards."""

from sqlalchemy import REAL, Index, Text
from sqlmodel import Field, SQLModel

from quizzer.store.schema.columns import EMPTY, STRICT, ZERO


class Setting(SQLModel, table=True):
    """A remembered value, such as the theme."""

    __tablename__ = "setting"
    __table_args__ = (STRICT,)

    key: str = Field(primary_key=True, sa_type=Text)
    value: str = Field(sa_type=Text)


class AxisRow(SQLModel, table=True):
    """An axis; its key is the id written in the deck files, ``short`` and ``spans`` are what they say of it."""

    __tablename__ = "axis"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_type=Text, unique=True)
    name: str = Field(sa_type=Text)
    short: str = Field(default="", sa_type=Text, sa_column_kwargs=EMPTY)
    spans: str = Field(default="", sa_type=Text, sa_column_kwargs=EMPTY)


class DeckRow(SQLModel, table=True):
    """A deck file as it was last read.

    ``digest`` is empty while the file has errors, so that it is read again once any file has changed.
    ``problems`` is a JSON list of ``[line, level, message, name]``; ``drafts`` the number of drafts in the file.
    ``course``: its number in the order of the decks, 0 for none; ``primer``: shown once before its first new card.
    ``levels``: a JSON list of those its notes may have, in the order they are learnt.
    ``synonyms``: a JSON list of lists of terms.
    ``heirs``: JSON, each id that is never used again with those of the notes that ask it now.
    """

    __tablename__ = "deck"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    path: str = Field(sa_type=Text, unique=True)
    name: str = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)
    axis_id: int | None = Field(default=None, foreign_key="axis.id")
    bundled: int = 0
    problems: str = Field(default="[]", sa_type=Text)
    drafts: int = Field(default=0, sa_column_kwargs=ZERO)
    course: int = Field(default=0, sa_column_kwargs=ZERO)
    primer: str = Field(default="", sa_type=Text, sa_column_kwargs=EMPTY)
    levels: str = Field(default="[]", sa_type=Text, sa_column_kwargs={"server_default": "[]"})
    synonyms: str = Field(default="[]", sa_type=Text, sa_column_kwargs={"server_default": "[]"})
    heirs: str = Field(default="{}", sa_type=Text, sa_column_kwargs={"server_default": "{}"})


class NoteRow(SQLModel, table=True):
    """A note; its key is the id written in the deck file. Retired notes stay, with their history.

    ``content`` is the note's body as JSON (see ``quizzer.core.notes.json_content``).
    ``tags``: with a blank before and after each.
    ``changed``: epoch seconds of the last change of anything that other programs get of it; 0 for unknown.
    ``exported``: Anki's id of the deck that it was last exported into; 0 for never, 1 for a deck that was not kept.
    ``priority``: 0 core, 1 more, 2 detail. ``checked``: the month in which its facts were last checked, or empty.
    """

    __tablename__ = "note"
    __table_args__ = (Index("note_deck", "deck_id"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_type=Text, unique=True)
    deck_id: int = Field(foreign_key="deck.id")
    axis_id: int = Field(foreign_key="axis.id")
    level: str = Field(sa_type=Text)
    tags: str = Field(sa_type=Text)
    content: str = Field(sa_type=Text)
    line: int
    retired: int = 0
    changed: int = Field(default=0, sa_column_kwargs=ZERO)
    exported: int = Field(default=0, sa_column_kwargs=ZERO)
    priority: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    checked: str = Field(default="", sa_type=Text, sa_column_kwargs=EMPTY)


class PrerequisiteRow(SQLModel, table=True):
    """A note that is new only after another was answered; ``needs`` is that one's key, whether it is here or not."""

    __tablename__ = "prerequisite"
    __table_args__ = (STRICT,)

    note_id: int = Field(primary_key=True, foreign_key="note.id")
    needs: str = Field(primary_key=True, sa_type=Text)


class CardRow(SQLModel, table=True):
    """A card and, from ``queue`` on, the cache of what its log says.

    ``queue``, and what ``due`` is in each: see :class:`quizzer.core.log.CardQueue`.
    ``sibling_day``: last study day on which another card of the note was answered.
    ``reviews``, ``passes``: answers that count for retention, and how many of them were not Again.
    ``picked``: answered by picking an option, see :mod:`quizzer.store.recognition`. ``level``: the note's.
    """

    __tablename__ = "card"
    __table_args__ = (
        Index("card_queue", "queue", "due", "shuffle", "axis_id", "note_id", "sibling_day", "buried_day"),
        Index("card_note", "note_id"),
        STRICT,
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_type=Text, unique=True)
    note_id: int = Field(foreign_key="note.id")
    part: str = Field(sa_type=Text)
    axis_id: int = Field(foreign_key="axis.id")
    position: int
    shuffle: int
    retired: int = 0
    queue: int = 0
    due: int = 0
    state: int = 0
    step: int = 0
    stability: float | None = Field(default=None, sa_type=REAL)
    difficulty: float | None = Field(default=None, sa_type=REAL)
    interval: int = 0
    last_at: int | None = None
    last_day: int | None = None
    reps: int = 0
    lapses: int = 0
    leech: int = 0
    suspended: int = 0
    flag: int = 0
    buried_day: int = 0
    sibling_day: int = 0
    reviews: int = Field(default=0, sa_column_kwargs=ZERO)
    passes: int = Field(default=0, sa_column_kwargs=ZERO)
    picked: int = Field(default=0, sa_column_kwargs=ZERO)
    level: str = Field(default="", sa_type=Text, sa_column_kwargs=EMPTY)
