"""The words of a note as lines that a person edits, and a note's body from those lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, assert_never

from quizzer.core.notes.cards import find_deletions
from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Sequence, Sort
from quizzer.errors import Problem

SEPARATOR = " | "
"""Between several texts on one line: rare in answers, and on every keyboard."""


class EditLine(NamedTuple):
    """A line of the form.

    Attributes:
        name: The field, as in a deck file.
        label: Its name on the screen.
        text: What it holds.
    """

    name: str
    label: str
    text: str


def edit_lines(body: Body) -> tuple[EditLine, ...]:
    """The lines of a note's words.

    Raises:
        Problem: The kind has too many parts for a line each.
    """
    match body:
        case Basic():
            also = SEPARATOR.join(body.accept)
            return (
                EditLine("ask", "Question", body.ask),
                EditLine("answer", "Answer", body.answer),
                EditLine("accept", "Also right", also),
            )
        case Cloze():
            lines = (EditLine("cloze", "Sentence", body.text),)
            single = len(find_deletions(body.text)) == 1
            return (
                (*lines, EditLine("accept", "Also right", SEPARATOR.join(*body.accept[:1] or [()])))
                if single
                else lines
            )
        case Choice():
            return (
                EditLine("ask", "Question", body.ask),
                EditLine("answer", "Right", SEPARATOR.join(body.answers)),
                EditLine("options", "Wrong", SEPARATOR.join(body.options)),
            )
        case Listing():
            return EditLine("ask", "Question", body.ask), EditLine("items", "Items", SEPARATOR.join(body.items))
        case Sequence():
            return EditLine("ask", "Question", body.ask), EditLine("steps", "Steps", SEPARATOR.join(body.steps))
        case Sort():
            raise Problem("The groups of a sort are edited in the deck file; accept it and press e in a review.")
        case _:
            assert_never(body)


def option_lines(body: Body) -> tuple[EditLine, ...]:
    """The lines of a question with options: those of a choice, or of a question that becomes one.

    Raises:
        Problem: The note is of a kind that has no options.
    """
    match body:
        case Choice():
            return edit_lines(body)
        case Basic():
            return edit_lines(Choice(body.ask, (body.answer,), ()))
        case _:
            raise Problem("Only a question can have options; c asks the draft as another kind.")


def body_of(texts: Mapping[str, str], before: Body | None = None) -> Body:
    """A note's body from the lines of the form.

    Args:
        texts: The text of each field; a question with gaps in it, ``{{...}}``, needs no answer.
        before: The note as it was; what the form does not show stays as it is there.

    Raises:
        Problem: Something is missing; the sentence says what.
    """
    values = {name: text.strip() for name, text in texts.items()}
    if "cloze" in values or "{{" in values.get("ask", ""):
        return _cloze(values.get("cloze", values.get("ask", "")), _texts(values.get("accept", "")), before)
    ask = values.get("ask", "")
    if not ask:
        raise Problem("A question is wanted.")
    for name, least, wanted in (("options", 1, "wrong answer"), ("items", 2, "item"), ("steps", 2, "step")):
        if name in values and len(_texts(values[name])) < least:
            raise Problem(f"At least {least} {wanted}{'s' if least > 1 else ''} are wanted, with | between them.")
    if "items" in values:
        return Listing(ask, _texts(values["items"]))
    if "steps" in values:
        return Sequence(ask, _texts(values["steps"]))
    if not values.get("answer"):
        raise Problem("An answer is wanted.")
    if "options" in values:
        return Choice(ask, _texts(values["answer"]), _texts(values["options"]))
    basic = before if isinstance(before, Basic) else Basic(ask, values["answer"])
    return replace(basic, ask=ask, answer=values["answer"], accept=_texts(values.get("accept", "")))


def _cloze(text: str, accept: tuple[str, ...], before: Body | None) -> Cloze:
    deletions = find_deletions(text)
    if not deletions:
        raise Problem("A sentence with a gap is wanted: write {{ and }} around the hidden words.")
    if len(deletions) == 1:
        return Cloze(text, (accept,) if accept else ())
    kept = before.accept if isinstance(before, Cloze) else ()
    return Cloze(text, kept if len(kept) <= len(deletions) else ())


def _texts(line: str) -> tuple[str, ...]:
    return tuple(text.strip() for text in line.split("|") if text.strip())
