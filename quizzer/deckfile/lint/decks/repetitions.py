"""Find answers and caveats that stand in too many notes of the decks of one source.

Decks without a source are looked at one by one. Drafts do not count, since nobody is asked them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from quizzer.core.grading.directions import direction_form
from quizzer.core.notes.cards import Face
from quizzer.core.notes.notes import split_id
from quizzer.core.notes.telling_words import Word, find_telling_words, telling_forms
from quizzer.deckfile.findings import Finding, quote
from quizzer.deckfile.lint.card_lines import CardLine
from quizzer.deckfile.lint.decks.acronyms import asks_for_name
from quizzer.deckfile.lint.suppress import NoteRef, Remark
from quizzer.deckfile.read.deck import DeckReading

ANSWERS, CAVEATS = 5, 3
"""Notes that may not have one answer, and one run of words in their caveats."""
RUN = 4  # telling words in a row

_SHARE = 100  # one answer in a hundred notes is not given without reading
_REPLIES = frozenset({"yes", "no", "true", "false", "right", "wrong", "none", "both", "neither", "all"})
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+")
_NAMED = 6  # notes that a message names


@dataclass(frozen=True, slots=True)
class _Answer:
    text: str
    notes: dict[NoteRef, CardLine] = field(default_factory=dict)


def check_answers(decks: Iterable[tuple[DeckReading, Sequence[CardLine]]]) -> Iterator[Remark]:
    """Warn of each answer that five notes have, at the first of them; any of them may silence it.

    Cards that ask for an acronym or its long form do not count, nor do numbers, directions (``it falls``) and replies
    such as ``yes``. In a deck that sorts things into a few classes most notes share an answer with others, and none is
    given without reading; so nothing is said where several answers make up more than half of the notes.
    """
    for group in _group(decks):
        answers: dict[str, _Answer] = {}
        notes = {card.note for card in group}
        for card in group:
            for text in () if asks_for_name(card.face) else _list_answers(card.face):
                if key := _answer_key(text):
                    answers.setdefault(key, _Answer(text)).notes.setdefault(card.note, card)
        needed = max(ANSWERS, len(notes) // _SHARE)
        repeated = [answer for answer in answers.values() if len(answer.notes) >= needed]
        if len(repeated) > 1 and 2 * sum(len(answer.notes) for answer in repeated) > len(notes):
            continue
        for answer in repeated:
            first = next(iter(answer.notes.values()))
            message = (
                f"{quote(answer.text)} is the answer of {_name_notes(answer.notes)}; it will be given without reading. "
                "Turn some of them round"
            )
            yield Remark(Finding(first.path, first.line, message, "same-answer", "warning"), tuple(answer.notes))


def _group(decks: Iterable[tuple[DeckReading, Sequence[CardLine]]]) -> Iterable[list[CardLine]]:
    groups: dict[object, list[CardLine]] = {}
    for reading, cards in decks:
        drafts = {note.id for note in reading.notes if note.draft is not None}
        groups.setdefault(_source_of(reading), []).extend(card for card in cards if card.note_id not in drafts)
    return groups.values()


def _source_of(reading: DeckReading) -> object:
    deck = reading.deck
    return reading.path if deck is None or deck.source is None else (deck.namespace, deck.source.id)


def _list_answers(face: Face) -> Iterable[str]:
    """The answers that a card wants to be given or picked; what is only put in order or sorted is on the screen."""
    if face.gaps:
        return [gap.answer for gap in face.gaps]
    if face.kind in ("list", "choice"):
        return face.answers
    return () if face.kind in ("sequence", "sort") else (face.answer,)


def _answer_key(text: str) -> str:
    forms = telling_forms(text)
    key = " ".join(forms)
    return "" if key in _REPLIES or not _LETTER.search(key) or all(map(direction_form, forms)) else key


def check_caveats(readings: Iterable[DeckReading]) -> Iterator[Remark]:
    """Warn at each note whose caveat has four telling words in a row that stand in the caveats of two others."""
    groups: dict[object, list[_Caveat]] = {}
    for reading in readings:
        for note in reading.notes:
            if note.caveat and note.draft is None:
                line = reading.lines.get(note.id, {}).get("caveat", note.line)
                groups.setdefault(_source_of(reading), []).append(_Caveat((reading.path, note.id), line, note.caveat))
    for group in groups.values():
        yield from _check_group(group)


class _Caveat:
    """A caveat and its runs of telling words, each within a sentence, with the place where it stands."""

    def __init__(self, note: NoteRef, line: int, text: str) -> None:
        self.note, self.line, self.text = note, line, text
        self.runs: dict[tuple[str, ...], tuple[int, int]] = {}
        end = 0
        for sentence in _SENTENCE.split(text):
            start = text.index(sentence, end)
            end = start + len(sentence)
            words = list(find_telling_words(sentence))
            for at in range(len(words) - RUN + 1):
                run = words[at : at + RUN]
                self.runs.setdefault(_forms(run), (start + run[0].start, start + run[-1].end))


def _forms(words: Iterable[Word]) -> tuple[str, ...]:
    return tuple(word.form for word in words)


def _check_group(caveats: Sequence[_Caveat]) -> Iterator[Remark]:
    holders: dict[tuple[str, ...], list[NoteRef]] = {}
    for caveat in caveats:
        for run in caveat.runs:
            holders.setdefault(run, []).append(caveat.note)
    for caveat in caveats:
        most = max((len(holders[run]) for run in caveat.runs), default=0)
        if most < CAVEATS:
            continue
        phrase, notes = _longest_phrase(caveat, holders, most)
        message = (
            f"{quote(phrase)} stands below {_name_notes(notes)}; ask it once in a note of its own and shorten it here"
        )
        yield Remark(Finding(caveat.note[0], caveat.line, message, "same-caveat", "warning"), (caveat.note,))


def _longest_phrase(
    caveat: _Caveat, holders: dict[tuple[str, ...], list[NoteRef]], most: int
) -> tuple[str, list[NoteRef]]:
    """Find the first words that most notes share, as far as the same notes share them, and these notes."""
    runs = iter(caveat.runs.items())
    notes, (start, end) = next((holders[run], place) for run, place in runs if len(holders[run]) == most)
    for run, place in runs:
        if len(holders[run]) != most or place[0] > end:
            break
        end = place[1]
    return caveat.text[start:end], notes


def _name_notes(notes: Collection[NoteRef]) -> str:
    """Count notes and name the first of them: ``7 notes (a, b, c, d, e, f, ...)``."""
    ids = [split_id(note_id)[1] for _, note_id in islice(notes, _NAMED)]
    return f"{len(notes)} notes ({', '.join(ids)}{', ...' if len(notes) > _NAMED else ''})"
