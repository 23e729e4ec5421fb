"""Renewing the drafts of a deck from its document, changed or not: what a person did is never touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from quizzer.core.notes.cards import face_of, parts_of
from quizzer.core.notes.drafts import Rejections
from quizzer.core.notes.identity.signatures import SignatureIndex, sign
from quizzer.core.notes.json_content import hash_as_generated
from quizzer.core.notes.notes import Note
from quizzer.deckfile.edit.deck_text import DeckText
from quizzer.derive.ask_model.hold import relation_of
from quizzer.derive.candidate import key_of
from quizzer.derive.check.faces import answers_of
from quizzer.derive.coverage import measure_coverage
from quizzer.derive.document.passages import Document
from quizzer.derive.library import KeptPassage
from quizzer.study.drafts.deriving.compose import FreshNote


class LostNote(NamedTuple):
    """A note a person accepted or edited whose passage reads otherwise now, or is gone.

    Attributes:
        state: ``changed`` or ``gone``.
        old: The words it was made from; empty where they are not known.
        new: The sentence that is nearest to them now; empty where there is none.
    """

    id: str
    line: int
    state: str
    old: str
    new: str


class UpdateReport(NamedTuple):
    """What an update did.

    Attributes:
        added: Ids of the drafts that are new.
        refreshed: Ids of the drafts that were made anew.
        removed: Ids of the drafts that the document no longer gives.
        lost: Notes of a person's that lost their passage; they stay.
    """

    added: tuple[str, ...]
    refreshed: tuple[str, ...]
    removed: tuple[str, ...]
    lost: tuple[LostNote, ...]


class KeysBefore:
    """The keys that candidates had on the passages of the document as it was before it changed."""

    def __init__(self, before: Iterable[KeptPassage], now: Document) -> None:
        """Compare the copy that was kept with the document."""
        self._present = {passage.fingerprint for passage in now.passages}
        self._lost = [passage for passage in before if passage.states and passage.fingerprint not in self._present]

    def prints(self, fresh: FreshNote) -> tuple[str, ...]:
        """The fingerprints of passages that are gone and held the same sentence."""
        words = fresh.draft.candidate.quote.text
        return tuple(passage.fingerprint for passage in self._lost if words in passage.text)

    def keys(self, fresh: FreshNote) -> tuple[str, ...]:
        """The key of a note, and those it had before."""
        candidate = fresh.draft.candidate
        return (candidate.key, *map(candidate.key_on, self.prints(fresh)))

    def holds(self, note: Note) -> bool:
        """Whether a language model proposed a draft, which it may not do again, on a passage that is still there."""
        cite, derived = note.cite, note.derived
        if cite is None or derived is None or cite.fingerprint.lower() not in self._present:
            return False
        return any(
            key_of(cite.fingerprint.lower(), "relation", relation_of(cite.quote), answer) == derived.key
            for answer in answers_of(note.body)
        )

    def is_rejected(self, fresh: FreshNote, rejections: Rejections) -> bool:
        """Whether a note was rejected, on its passage or on one that is gone."""
        candidate = fresh.draft.candidate
        marks = (candidate.quote.passage.fingerprint, *self.prints(fresh))
        return any(rejections(candidate.key_on(mark), candidate.body.kind, mark) for mark in marks)


def update_drafts(
    text: DeckText,
    fresh: Sequence[FreshNote],
    before: KeysBefore,
    may_add: Callable[[FreshNote], bool] = lambda _one: True,
) -> UpdateReport:
    """Bring the drafts of a deck up to date, in its text.

    Args:
        text: The deck; changed here.
        fresh: All that the document gives now, in rank order.
        before: The keys that these had before the document changed.
        may_add: Whether a draft that is new is wanted; drafts that are in the deck stay while the document gives them.

    Raises:
        Problem: The deck has a form in which notes cannot be edited; ``text`` is to be thrown away.
    """
    rejections = Rejections(text.rejected)
    wanted = [one for one in fresh if not before.is_rejected(one, rejections)]
    matched, unmatched = _match(text, wanted, before)
    asked = _index_cards(text)
    refreshed, removed = _renew_untouched(text, matched, before)
    added = [one for one in unmatched if may_add(one) and not _is_asked(one.note, asked)]
    _insert(text, added, wanted, matched)
    return UpdateReport(tuple(one.note.id for one in added), refreshed, removed, ())


def _match(
    text: DeckText, wanted: Iterable[FreshNote], before: KeysBefore
) -> tuple[dict[str, FreshNote], list[FreshNote]]:
    """Find what the notes of the deck would be now, by their ids, and what the deck has no note for.

    Of several notes with one key, those of a person's count, else the first: the others are drafts of one thing.
    """
    here: dict[str, list[Note]] = {}
    for note in text.notes.values():
        if note.derived is not None:
            here.setdefault(note.derived.key, []).append(note)
    matched: dict[str, FreshNote] = {}
    unmatched = []
    for one in wanted:
        notes = [note for key in before.keys(one) for note in here.get(key, ())]
        theirs = [note for note in notes if not is_untouched(text, note)]
        matched.update({note.id: one for note in theirs or notes[:1] if note.id not in matched})
        if not notes:
            unmatched.append(one)
    return matched, unmatched


def _renew_untouched(
    text: DeckText, matched: Mapping[str, FreshNote], before: KeysBefore
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the drafts that nobody edited as they are now.

    Returns:
        Ids of those that were made anew, and of those the document no longer gives, which are taken out.
    """
    refreshed, removed = [], []
    for note in [note for note in text.notes.values() if is_untouched(text, note)]:
        match = matched.get(note.id)
        if match is None:
            if not before.holds(note):
                text.remove(note.id)
                removed.append(note.id)
        elif (renewed := replace(match.note, id=note.id)) != note:
            text.rewrite(renewed)
            refreshed.append(note.id)
    return tuple(refreshed), tuple(removed)


def _index_cards(text: DeckText) -> SignatureIndex[str]:
    """The cards of the notes that a person accepted, edited or wrote."""
    index = SignatureIndex[str]()
    for note in text.notes.values():
        if not is_untouched(text, note):
            for part in parts_of(note):
                index.add(sign(face_of(note, part)), note.id)
    return index


def _is_asked(note: Note, asked: SignatureIndex[str]) -> bool:
    """Whether a note of a person's asks what a card of this one would."""
    return any(asked.find_same(sign(face_of(note, part))) for part in parts_of(note))


def is_untouched(text: DeckText, note: Note) -> bool:
    """Whether a note is a draft that nobody edited, remarks beside its lines included."""
    if note.draft is None or note.derived is None or not note.derived.made:
        return False
    if hash_as_generated(note, text.deck.axis.id) != note.derived.made:
        return False
    return "#" not in text.lines_of(note.id) or text.is_as_written(note.id)


def _insert(
    text: DeckText, added: Sequence[FreshNote], wanted: Sequence[FreshNote], matched: Mapping[str, FreshNote]
) -> None:
    """Put new drafts where their rank is among those that are in the deck."""
    rank = {id(one): place for place, one in enumerate(wanted)}
    order = [
        (rank[id(matched[note.id])], note.id, matched[note.id].draft.above)
        for note in text.notes.values()
        if note.draft is not None and note.id in matched
    ]
    places: list[tuple[Note, str | None, bool]] = []
    for one in added:
        behind = next(((name, above) for place, name, above in order if place > rank[id(one)]), None)
        last_above = next((name for _, name, above in reversed(order) if above), None)
        if behind is not None and behind[1] == one.draft.above:
            places.append((one.note, behind[0], False))
        elif one.draft.above and last_above is not None:
            places.append((one.note, last_above, True))
        else:
            places.append((one.note, behind[0] if behind and one.draft.above else None, False))
    if places:
        text.insert(places)


def find_lost(text: DeckText, document: Document, before: Sequence[KeptPassage]) -> tuple[LostNote, ...]:
    """Find the notes of a person's whose passage changed or is gone, with the words before and now."""
    notes = [
        note for note in text.notes.values()
        if note.cite is not None and not is_untouched(text, note)
    ]  # fmt: skip
    coverage = measure_coverage(document, [(text.path, note) for note in notes])
    old_texts = {passage.fingerprint: passage.text for passage in before}
    lost = []
    for stray in coverage.lost:
        cite = stray.note.cite
        assert cite is not None
        old = cite.quote or old_texts.get(cite.fingerprint.lower(), "")
        new = _nearest_sentence(old, stray.nearest.text) if stray.nearest is not None else ""
        lost.append(LostNote(stray.note.id, stray.line, stray.state, old, new))
    return tuple(lost)


def _nearest_sentence(old: str, passage: str) -> str:
    from rapidfuzz import fuzz

    from quizzer.derive.language.sentences import split_sentences

    sentences = [passage[start:end] for start, end in split_sentences(passage)]
    score: Callable[[str], float] = lambda sentence: fuzz.ratio(old, sentence)  # noqa: E731
    return max(sentences, key=score, default=passage) if old else passage
