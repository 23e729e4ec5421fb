"""Find notes that can be read but ask badly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from quizzer.core.notes.cards import BLANK, TYPED_LENGTH, Face, face_of, find_deletions, parts_of
from quizzer.core.notes.identity.similarity import fold_lightly, reveals
from quizzer.core.notes.kinds import Basic, Choice, Cloze, Listing, Sequence, Sort
from quizzer.core.notes.notes import Deck, Note
from quizzer.deckfile.findings import Finding, Level, quote, suggest
from quizzer.deckfile.lint.notes.options import find_form_giveaway, find_length_giveaway
from quizzer.deckfile.lint.texts import list_texts
from quizzer.deckfile.read.deck import DeckReading
from quizzer.deckfile.yaml.characters import TURNING, describe_character, find_invisible

LONG = 5_000
LONGEST_TYPED = TYPED_LENGTH  # where the note asks for typing; other answers above this length are not typed
LONGEST_ITEM = 80  # of a list, whose items are typed
LONGEST_ANSWER = 160  # two lines of a terminal

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WRITTEN_COUNT = re.compile(r"\((\d{1,3})\)")
_SPOKEN_COUNT = re.compile(rf"\b({'|'.join(_NUMBERS)}|both|pair)\b", re.I)
_DIGITS = re.compile(r"(?<![\w.,/-])\d{1,3}(?![\w/%]|[.,-]\d)")
_OTHER_WORDS = {"both": 2, "pair": 2}

# Key of the note, message, name of the rule, level of the finding.
_Flaw = tuple[str, str, str, Level]


def check_header(deck: Deck, reading: DeckReading) -> Iterator[Finding]:
    """Check the texts above the notes: the names of deck, axes and source."""
    texts = [("deck", deck.name), ("axis", deck.axis.name), *(("axes", axis.name) for axis in deck.axes[1:])]
    if deck.source is not None:
        texts.append(("source", deck.source.title))
    yield from _at_lines(_check_texts(texts), reading, "", 1)


def check_note(note: Note, reading: DeckReading) -> Iterator[Finding]:
    """Check one note of a reading; each finding has the line of its key."""
    yield from _at_lines(_check_body(note, reading), reading, note.id, note.line)


def _at_lines(flaws: Iterable[_Flaw], reading: DeckReading, note_id: str, line: int) -> Iterator[Finding]:
    lines = reading.lines.get(note_id, {})
    for key, message, name, level in flaws:
        yield Finding(reading.path, lines.get(key, line), message, name, level)


def _check_body(note: Note, reading: DeckReading) -> Iterator[_Flaw]:
    if note.level and note.level not in reading.levels:
        near = suggest(note.level, reading.levels) or f"; they are {', '.join(reading.levels)}"
        message = f"{quote(note.level)} is no level of this deck{near} (others are declared under 'levels:')"
        yield "level", message, "unknown-level", "error"
    yield from _check_texts(list_texts(note))
    yield from _check_answer_lengths(note)
    match note.body:
        case Basic() as basic:
            yield from _check_basic(basic)
        case Cloze():
            yield from _check_cloze(note)
        case Choice() as choice:
            yield from _check_choice(choice)
        case Listing() as listing:
            yield from _check_listing(listing)
        case Sequence() as sequence:
            yield from _check_sequence(sequence)
        case Sort() as sort:
            yield from _check_sort(sort)
        case _:
            assert_never(note.body)


def _check_texts(texts: Iterable[tuple[str, str]]) -> Iterator[_Flaw]:
    for key, text in texts:
        if not text.isascii():
            for character in dict.fromkeys(TURNING.findall(text)):
                message = f"{describe_character(character)} turns the order of the text around; take it out"
                yield key, message, "turning-character", "error"
            for character in find_invisible(text):
                message = f"{describe_character(character)} can not be seen; take it out unless the spelling needs it"
                yield key, message, "invisible-character", "warning"
        if len(text) > LONG:
            message = f"{len(text):,} characters are too many for one card; one idea a note"
            yield key, message, "long-text", "warning"


def _check_basic(basic: Basic) -> Iterator[_Flaw]:
    if reveals(basic.ask, basic.answer):
        yield "ask", _explain_visible(basic.answer), "answer-visible", "warning"
    reverse = basic.reverse
    if reverse is not None and reveals(reverse.ask, reverse.answer):
        yield "reverse", f"asked in reverse: {_explain_visible(reverse.answer)}", "answer-visible", "warning"


def _explain_visible(answer: str) -> str:
    return f"the answer {quote(answer)} can be read in the question"


def _check_cloze(note: Note) -> Iterator[_Flaw]:
    assert isinstance(note.body, Cloze)
    every = find_deletions(note.body.text)
    seen = set()
    for part in parts_of(note):
        prompt = _hide_hints(face_of(note, part))
        for deletion in every:
            folded = fold_lightly(deletion.answer)
            if str(deletion.number) != part or folded in seen or not reveals(prompt, deletion.answer):
                continue
            seen.add(folded)
            message = _explain_visible(deletion.answer)
            if any(other.number != deletion.number and fold_lightly(other.answer) == folded for other in every):
                message += ", where another deletion holds it; hide both at once: {{c1::...}} twice"
            yield "cloze", message, "answer-visible", "warning"


def _hide_hints(face: Face) -> str:
    """The sentence of a cloze without the hints in its gaps; they have rules of their own."""
    prompt = face.prompt
    for gap in reversed(face.gaps):
        prompt = prompt[: gap.start] + BLANK + prompt[gap.end :]
    return prompt


def _check_choice(choice: Choice) -> Iterator[_Flaw]:
    right = {fold_lightly(answer) for answer in choice.answers}
    for option in choice.options:
        if fold_lightly(option) in right:
            message = f"the option {quote(option)} is also the answer; options are wrong ones only"
            yield "options", message, "option-is-answer", "error"
    yield from _find_repeated("options", choice.options, "option")
    yield from _find_repeated("answer", choice.answers, "option")
    if (giveaway := find_length_giveaway(choice)) is not None:
        yield "options", giveaway, "option-length", "warning"
    if (giveaway := find_form_giveaway(choice)) is not None:
        yield "options", giveaway, "option-form", "warning"
    if not any(reveals(choice.ask, option) for option in choice.options):
        for answer in choice.answers:
            if reveals(choice.ask, answer):
                yield "ask", _explain_visible(answer), "answer-visible", "warning"


def _check_listing(listing: Listing) -> Iterator[_Flaw]:
    yield from _find_repeated("items", listing.items, "item")
    if len(listing.items) == 1:
        yield "items", "a list of one item is better asked with 'answer'", "single-item", "warning"
    else:
        yield from _check_count(listing)
    for item in listing.items:
        if reveals(listing.ask, item):
            yield "ask", _explain_visible(item), "answer-visible", "warning"


def _check_count(listing: Listing) -> Iterator[_Flaw]:
    """Check that the question says how many items there are; a number in brackets outranks any other."""
    items, question = len(listing.items), listing.ask
    written = [int(number) for number in _WRITTEN_COUNT.findall(question)]
    if written and items not in written:
        yield "ask", f"the question says ({written[-1]}) and the list has {items} items", "wrong-count", "warning"
    elif not written and items not in _find_counts(question):
        yield "ask", f"the question does not say how many items there are; end it with ({items})", "no-count", "warning"


def _find_counts(text: str) -> set[int]:
    spoken = (word.lower() for word in _SPOKEN_COUNT.findall(text))
    counts = {_OTHER_WORDS[word] if word in _OTHER_WORDS else _NUMBERS.index(word) + 2 for word in spoken}
    return counts | {int(number) for number in _DIGITS.findall(text)}


def _check_answer_lengths(note: Note) -> Iterator[_Flaw]:
    for key, text, most in _list_answers(note):
        if len(text) > most:
            message = f"{quote(text, 30)} is {len(text)} characters long, too long to be "
            message += f"typed (at most {most})" if most < LONGEST_ANSWER else f"recalled (at most {most})"
            yield key, f"{message}; one idea a note", "long-answer", "warning"


def _list_answers(note: Note) -> Iterator[tuple[str, str, int]]:
    """Yield each answer of a note: its key, its text, and the most characters it should have."""
    most = LONGEST_TYPED if note.typed else LONGEST_ANSWER
    match note.body:
        case Basic(_, answer, _, reverse):
            yield "answer", answer, most
            if reverse is not None:
                yield "reverse", reverse.answer, most
        case Cloze(text):
            yield from (("cloze", deletion.answer, most) for deletion in find_deletions(text))
        case Choice(_, answers, options):
            yield from (("answer", answer, LONGEST_ANSWER) for answer in answers)
            yield from (("options", option, LONGEST_ANSWER) for option in options)
        case Listing(_, items):
            yield from (("items", item, LONGEST_ITEM) for item in items)
        case Sequence(_, steps):
            yield from (("steps", step, LONGEST_ANSWER) for step in steps)
        case Sort(_, groups):
            yield from (("groups", item, LONGEST_ANSWER) for _, items in groups for item in items)
        case _:
            assert_never(note.body)


def _check_sequence(sequence: Sequence) -> Iterator[_Flaw]:
    yield from _find_repeated("steps", sequence.steps, "step")
    if len(sequence.steps) == 2:
        yield "steps", "two steps make a coin toss; three or more are worth ordering", "few-steps", "warning"


def _check_sort(sort: Sort) -> Iterator[_Flaw]:
    group_of: dict[str, str] = {}
    names: dict[str, str] = {}
    for name, items in sort.groups:
        if (other := names.setdefault(fold_lightly(name), name)) != name:
            yield "groups", f"the groups {quote(other)} and {quote(name)} are the same", "duplicate-group", "error"
        yield from _find_repeated("groups", items, "item")
        for item in dict.fromkeys(map(fold_lightly, items)):
            if (first := group_of.setdefault(item, name)) != name:
                message = f"{quote(item)} is in two groups, {quote(first)} and {quote(name)}; it fits one"
                yield "groups", message, "two-groups", "error"


def _find_repeated(key: str, texts: Iterable[str], what: str) -> Iterator[_Flaw]:
    seen: set[str] = set()
    for text in texts:
        folded = fold_lightly(text)
        if folded in seen:
            yield key, f"the {what} {quote(text)} is given twice", f"duplicate-{what}", "error"
        seen.add(folded)
