"""Mnemosyne: its export for sharing, its database, and the XML of Mnemosyne 1.

Front-to-back, both ways and vocabulary become questions, with the other direction where there is one; clozes and
sentences become clozes. Maps need their pictures and are left out. Of a type made by a person the first two fields are
question and answer.

**History.** Grades 0 and 1 mean forgotten: Again. Grades 2 and 3 are for answers that took “significant effort” after
an interval that was too long, and both lower the easiness as Hard does: Hard. Grade 4 (“the interval is just right”) is
Good, grade 5 is Easy. The interval a repetition led to is the day of the next one less its own day. Where the log lacks
a card's last repetition (a collection puts its older log away after a year, and exports have none), the one that the
card itself records is taken.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from quizzer.clock import Clock
from quizzer.core.exchange import MNEMOSYNE, Entry, Incoming, ProgressCallback
from quizzer.core.log import LogKind
from quizzer.core.notes.cards import REVERSE, card_key
from quizzer.core.notes.kinds import Basic, Cloze, Reverse
from quizzer.core.notes.notes import WRITTEN_ID
from quizzer.core.schedule.progress import Rating, State
from quizzer.core.schedule.study_days import DAY_SECONDS
from quizzer.errors import Problem
from quizzer.formats.common.clean_text import unreadable
from quizzer.formats.common.clozes import Hidden, Piece, cloze_of, is_cloze, questions_of
from quizzer.formats.common.html_text import plain_text
from quizzer.formats.common.incoming_notes import NoteCollector, Remarks, digest
from quizzer.formats.mnemosyne.files import UNTAGGED, Card, Fact, Repetition, read_database, read_export, read_xml

_RATINGS = (Rating.AGAIN, Rating.AGAIN, Rating.HARD, Rating.HARD, Rating.GOOD, Rating.EASY)
_LEARNING_STEP, _RELEARNING_STEP = -60, -600
_LONGEST_INTERVAL = 36_500
_LATEST = 4_102_444_800  # 2100
_LONGEST_TAKEN = 86_400
_SAME = 60  # seconds by which card and log may differ about one repetition
_DELETION = re.compile(r"\[([^\[\]]+)\]")
_OPEN, _CLOSE = "\ue000", "\ue001"  # replace the brackets while HTML becomes text
_PLAIN_NAMES = ("<default>", UNTAGGED, "")
_DEFAULT = "default"


def read_mnemosyne(path: Path, clock: Clock, rollover_hour: int, progress: ProgressCallback) -> Incoming:
    """Read a file of Mnemosyne's.

    Raises:
        Problem: It is none, is damaged, or holds no card that can be used.
    """
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    progress("Reading cards", 0, 0)
    if head.startswith(b"PK"):
        source, origin = read_export(path), "export of Mnemosyne’s"
    elif head.startswith(b"SQLite format 3"):
        source, origin = read_database(path), "Mnemosyne database"
    elif head.strip():
        source, origin = read_xml(path), "Mnemosyne XML"
    else:
        raise Problem(f"{path}: the file is empty.")
    collector = NoteCollector(path, "mnemosyne", progress)
    deck = source.name or ("Mnemosyne" if path.stem in (_DEFAULT, "cards") else path.stem)
    entries: list[Entry] = []
    for done, fact in enumerate(source.facts.values()):
        for card, key in _Notes(collector, deck, fact).taken():
            history = _history(source.repetitions.get(card.id, []), card.last)
            entries += _entries(key, history, clock, rollover_hour)
        if done % 1000 == 0:
            progress("Reading cards", done, len(source.facts))
    collector.media.update(dict.fromkeys(filter(None, source.media)))
    return collector.incoming(origin, entries)


class _Notes:
    """Makes the notes of a fact."""

    def __init__(self, collector: NoteCollector, deck: str, fact: Fact) -> None:
        self._collector = collector
        self._deck = deck
        self._fact = fact
        own = fact.id if WRITTEN_ID.fullmatch(fact.id) and len(fact.id) <= 100 else digest(fact.id)
        self._id = f"mnemosyne-{own}" if fact.id else ""
        self._media: tuple[str, ...] = ()
        self._tags = tuple(tag for tag in fact.tags if tag not in _PLAIN_NAMES)
        self._what = (
            plain_text(next((text[:400] for text in fact.fields.values() if text.strip()), "")).text
            or fact.id
            or "a card"
        )

    def taken(self) -> list[tuple[Card, str]]:
        """Add the notes, or note why they are left out.

        Returns:
            The cards whose notes were taken in, with their keys here.
        """
        fact = self._fact
        if fact.fault:
            self._collector.skip(self._what, fact.fault)
            return []
        kind = fact.cards[0].type.split("::")[0] if fact.cards else ""
        match kind:
            case "4":
                self._collector.skip(self._what, "is a map, which needs its pictures")
                return []
            case "5":
                return self._cloze(self._text("text", deletions=True), fact.cards, "", "")
            case "6":
                return self._sentence()
            case "2" | "3":
                return self._both_ways("m_1" if kind == "3" else "b")
            case "1":
                note_id = self._add(Basic(self._text("f"), self._text("b")), self._id)
                return [(card, note_id) for card in fact.cards if note_id]
            case _:
                return self._first_two()

    def _text(self, key: str, *, deletions: bool = False) -> str:
        html = self._fact.fields.get(key, "")
        if deletions:
            html = _DELETION.sub(rf"{_OPEN}\1{_CLOSE}", html)
        text, media = plain_text(html)
        self._media += media
        return text

    def _add(self, body: Basic | Cloze, note_id: str, extra: str = "") -> str:
        remarks = Remarks(tags=self._tags, extra=extra, media=self._media)
        # Without an id of its own, a note gets one from its deck and question.
        return self._collector.add(self._deck, self._what, body, remarks, note_id if self._id else "")

    def _both_ways(self, back: str) -> list[tuple[Card, str]]:
        ask, answer = self._text("f"), self._text(back)
        extra = _joined(self._text("p_1"), self._text("n"))
        note_id = self._add(Basic(ask, answer, (), Reverse(answer, ask)), self._id, extra)
        return [(card, card_key(note_id, REVERSE * card.view.endswith(".2"))) for card in self._fact.cards if note_id]

    def _sentence(self) -> list[tuple[Card, str]]:
        """A sentence to understand, and its deletions to produce."""
        marked, meaning = self._text("f", deletions=True), self._text("m_1")
        extra = _joined(self._text("p_1"), self._text("n"))
        sides = [card for card in self._fact.cards if card.view.endswith(".1")]
        found: list[tuple[Card, str]] = []
        if meaning:
            whole = "".join(piece if isinstance(piece, str) else piece.answer for piece in _pieces(marked))
            note_id = self._add(Basic(whole, meaning), self._id, extra)
            found += [(card, note_id) for card in sides if note_id]
        hidden = [card for card in self._fact.cards if card not in sides]
        if hidden or not meaning:
            found += self._cloze(marked, hidden, "-cloze", _joined(meaning, extra))
        return found

    def _cloze(self, marked: str, cards: list[Card], ending: str, extra: str) -> list[tuple[Card, str]]:
        pieces = _pieces(marked)
        if len(pieces) == 1:
            self._collector.skip(self._what, "is a cloze that hides nothing")
            return []
        cloze = cloze_of(pieces)
        if cloze is not None:
            note_id = self._add(cloze, self._id + ending, extra)
            count = len(pieces) // 2
            return [(card, card_key(note_id, str(card.place + 1))) for card in cards if note_id and card.place < count]
        keys = {
            index: self._add(question, f"{self._id}-{index + 1}", extra)
            for index, question in enumerate(questions_of(pieces))
        }
        return [(card, keys[card.place]) for card in cards if keys.get(card.place)]

    def _first_two(self) -> list[tuple[Card, str]]:
        """Of a type that is not known, the first two fields are question and answer."""
        texts = [text for text in map(self._text, self._fact.fields) if text]
        ask, answer, *more = (*texts, "", "")[: max(2, len(texts))]
        if is_cloze(ask) and "{{c" in ask:
            note_id = self._add(Cloze(ask), self._id, _joined(answer, *more))
            return [(card, card_key(note_id, str(card.place + 1))) for card in self._fact.cards if note_id]
        note_id = self._add(Basic(ask, answer), self._id, _joined(*more))
        if len(self._fact.cards) > 1 and note_id:
            self._collector.skip(self._what, "has further cards, whose questions and reviews have no place here")
        return [(card, note_id) for card in self._fact.cards[:1] if note_id]


def _pieces(marked: str) -> list[Piece]:
    """A text divided at its deletions; those are ``answer`` or ``answer:hint``."""
    pieces: list[Piece] = []
    for index, text in enumerate(re.split(f"[{_OPEN}{_CLOSE}]", marked)):
        if index % 2:
            answer, _, hint = text.partition(":")
            pieces.append(Hidden(answer, hint))
        else:
            pieces.append(text)
    return pieces


def _joined(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _history(logged: list[Repetition], last: Repetition | None) -> list[Repetition]:
    """The repetitions of a card, with the one that only the card itself records."""
    if last is not None and (not logged or last.at > logged[-1].at + _SAME):
        return [*logged, last]
    return logged


def _entries(key: str, history: list[Repetition], clock: Clock, rollover_hour: int) -> list[Entry]:
    """The log rows of a card."""
    entries: list[Entry] = []
    state, before = State.NEW, -1
    for repetition in history:
        if repetition.at >= _LATEST:
            continue
        at = max(repetition.at * 1000, before + 1)
        day = clock.day_of(at, rollover_hour)
        if repetition.grade >= 2:
            after, interval = State.REVIEW, min(max(repetition.next_at // DAY_SECONDS - day, 1), _LONGEST_INTERVAL)
        elif state in (State.REVIEW, State.RELEARNING):
            after, interval = State.RELEARNING, _RELEARNING_STEP
        else:
            after, interval = State.LEARNING, _LEARNING_STEP
        took = min(max(repetition.took, 0), _LONGEST_TAKEN) * 1000
        rating = _RATINGS[repetition.grade]
        entries.append(
            Entry(
                key, at, day, LogKind.ANSWER, int(rating), int(state), int(after), 0, interval, took, device=MNEMOSYNE
            )
        )
        state, before = after, at
    assert all(one.at < other.at for one, other in pairwise(entries))
    return entries
