"""The cards a note yields, and the question and answer of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, assert_never

from quizzer.core.notes.kinds import BODIES, Basic, Choice, Cloze, Kind, Listing, Sequence, Sort
from quizzer.core.notes.notes import Note

REVERSE = "reverse"
BLANK = "[...]"
TYPED_WORDS = 5
TYPED_LENGTH = 40

DELETION = re.compile(r"\{\{(?:c(?P<number>[1-9][0-9]*)::)?(?P<answer>[^{}]+?)(?:::(?P<hint>[^{}]*))?\}\}")


@dataclass(frozen=True, slots=True)
class Deletion:
    """One deletion of a cloze text.

    Attributes:
        number: The card it belongs to; the written number, else its place among the deletions, from 1.
        index: Its place among all deletions of the text, from 0.
        is_written: Its number is written.
    """

    number: int
    index: int
    answer: str
    hint: str
    start: int
    end: int
    is_written: bool


class Gap(NamedTuple):
    """A blank of a cloze's question.

    Attributes:
        start: Where its opening bracket stands in the prompt.
        end: Where the text goes on behind its closing bracket.
        answer: The words it stands for.
    """

    start: int
    end: int
    answer: str


class Face(NamedTuple):
    """The question of one card, and its accepted answers.

    Attributes:
        kind: How it is asked; a reversed basic note is basic here.
        prompt: The question, as text.
        answer: The answer to show, as text; several lines where there are several items.
        accept: For a typed answer, everything accepted, the shown one first.
        typed: Whether the answer is short enough to be typed.
        options: For a choice, right and wrong ones in the order of the file (right first).
        answers: For a choice the right options; for a list the items; for a sequence the steps in order.
        accepts: For a list, everything accepted for each item, the shown one first.
        groups: For a sort, each group and its items.
        whole: For a cloze, the full sentence.
        gaps: For a cloze, the blanks of the prompt.
    """

    kind: Kind
    prompt: str
    answer: str
    accept: tuple[str, ...] = ()
    typed: bool = False
    options: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    accepts: tuple[tuple[str, ...], ...] = ()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    whole: str = ""
    gaps: tuple[Gap, ...] = ()

    @property
    def is_single(self) -> bool:
        """Whether there is one answer, which is typed and graded, or else judged by the learner."""
        return BODIES[self.kind].is_single

    @property
    def is_open(self) -> bool:
        """Whether the question alone says what is wanted: no options, steps or groups show it."""
        return BODIES[self.kind].is_open

    @property
    def is_ordered(self) -> bool:
        """Whether the order of the answers counts."""
        return BODIES[self.kind].is_ordered

    @property
    def has_blanks(self) -> bool:
        """Whether the question is a sentence with blanks."""
        return BODIES[self.kind].has_blanks

    @property
    def offered(self) -> tuple[str, ...]:
        """The options, steps or items that the question offers; empty where the answer is recalled."""
        if self.is_ordered:
            return self.answers
        return self.options or tuple(item for _, items in self.groups for item in items)


@lru_cache(maxsize=64)  # a note's cards are looked at one after the other
def find_deletions(text: str) -> tuple[Deletion, ...]:
    """The deletions of a cloze text, in the order of the text."""
    found = []
    for index, match in enumerate(DELETION.finditer(text)):
        found.append(
            Deletion(
                number=int(match["number"] or index + 1),
                index=index,
                answer=match["answer"].strip(),
                hint=(match["hint"] or "").strip(),
                start=match.start(),
                end=match.end(),
                is_written=match["number"] is not None,
            )
        )
    return tuple(found)


def parts_of(note: Note) -> tuple[str, ...]:
    """The part names of a note's cards, in the order they are learnt; empty for a note of a single card."""
    match note.body:
        case Basic(reverse=reverse) if reverse is not None:
            return ("", REVERSE)
        case Cloze(text=text):
            return tuple(str(number) for number in sorted({d.number for d in find_deletions(text)}))
        case Basic() | Choice() | Listing() | Sequence() | Sort():
            return ("",)
        case _:
            assert_never(note.body)


def card_key(note_id: str, part: str) -> str:
    """The key of a card: ``id`` or ``id#part``."""
    return f"{note_id}#{part}" if part else note_id


def face_of(note: Note, part: str) -> Face:
    """The question and answer of the card with this part.

    Raises:
        KeyError: The note has no such part.
    """
    if part not in parts_of(note):
        raise KeyError(card_key(note.id, part))
    match note.body:
        case Basic() as basic:
            return _basic_face(basic, part, note.typed)
        case Cloze() as cloze:
            return _cloze_face(cloze, int(part), note.typed)
        case Choice() as choice:
            options = choice.answers + choice.options
            return Face("choice", choice.ask, "\n".join(choice.answers), options=options, answers=choice.answers)
        case Listing() as listing:
            accepts = tuple(
                (item, *(listing.accept[i] if i < len(listing.accept) else ())) for i, item in enumerate(listing.items)
            )
            return Face("list", listing.ask, "\n".join(listing.items), answers=listing.items, accepts=accepts)
        case Sequence() as sequence:
            return Face("sequence", sequence.ask, "\n".join(sequence.steps), answers=sequence.steps)
        case Sort() as sort:
            answer = "\n".join(f"{name}: {', '.join(items)}" for name, items in sort.groups)
            return Face("sort", sort.ask, answer, groups=sort.groups)
        case _:
            assert_never(note.body)


def _basic_face(basic: Basic, part: str, typed: bool | None) -> Face:
    if part == REVERSE:
        assert basic.reverse is not None
        ask, answer, accept = basic.reverse.ask, basic.reverse.answer, basic.reverse.accept
    else:
        ask, answer, accept = basic.ask, basic.answer, basic.accept
    return Face("basic", ask, answer, accept=(answer, *accept), typed=_is_typed(answer, typed))


def _cloze_face(cloze: Cloze, number: int, typed: bool | None) -> Face:
    text, prompt, whole, end = cloze.text, "", [], 0
    blanked, gaps = [], []
    for deletion in find_deletions(text):
        before = text[end : deletion.start]
        hidden = deletion.number == number
        blank = f"[{deletion.hint}]" if deletion.hint else BLANK
        prompt += before
        if hidden:
            blanked.append(deletion)
            gaps.append(Gap(len(prompt), len(prompt) + len(blank), deletion.answer))
        prompt += blank if hidden else deletion.answer
        whole += [before, deletion.answer]
        end = deletion.end
    answer = " / ".join(d.answer for d in blanked)
    accept: tuple[str, ...] = (answer,)
    if len(blanked) == 1 and blanked[0].index < len(cloze.accept):
        accept += cloze.accept[blanked[0].index]
    return Face(
        "cloze",
        prompt + text[end:],
        answer,
        accept=accept,
        typed=len(blanked) == 1 and _is_typed(answer, typed),
        whole="".join(whole) + text[end:],
        gaps=tuple(gaps),
    )


def _is_typed(answer: str, said: bool | None) -> bool:
    """Whether to ask for typing: as the note says, else when the answer is a few words on one line."""
    if said is not None:
        return said
    return "\n" not in answer and len(answer) <= TYPED_LENGTH and len(answer.split()) <= TYPED_WORDS
