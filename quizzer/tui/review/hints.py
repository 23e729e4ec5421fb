"""The hints of the review screen: the keys that have an effect now, the first of them Enter, the last the help."""

from __future__ import annotations

from quizzer.core.schedule.progress import Rating
from quizzer.tui.answering.base import AnswerInput
from quizzer.tui.answering.card_view import RATING_NAMES
from quizzer.tui.kit.keymap import Keymap

Hint = tuple[str, str, str]
"""Key as shown, its effect, and the target of a click on it."""
_WITH_MORE = 110
"""Cells from which on the hints name what is less often wanted."""
_FEW = 4


def question_hints(keymap: Keymap, answer_input: AnswerInput, width: int) -> tuple[Hint, ...]:
    """List the keys while a question is asked."""
    typing = answer_input.takes_text
    busy = typing or answer_input.takes_digits
    hints = [(keymap.shown("review.reveal", typing=busy), answer_input.enter, "do:review.reveal")]
    hints += [(key, label, "") for key, label in answer_input.keys]
    rest = [("review.undo", "undo")]
    if len(hints) < _FEW or width >= _WITH_MORE:
        rest.append(("review.skip", "later"))
    return (*hints, *_named(keymap, *rest, ("review.leave", "leave"), ("app.help", "all keys"), typing=typing))


def answer_hints(keymap: Keymap, chosen: Rating | None, width: int) -> tuple[Hint, ...]:
    """List the keys while the answer is shown."""
    if chosen is None:
        keys = [keymap.shown(f"review.{name.lower()}") for name in RATING_NAMES.values()]
        first: Hint = ("1-4" if keys == ["1", "2", "3", "4"] else " ".join(keys), "rate", "")
    else:
        first = (keymap.shown("review.accept"), RATING_NAMES[chosen], "do:review.accept")
    more = (("review.flag", "flag"),) if width >= _WITH_MORE else ()
    rest = (("review.undo", "undo"), ("review.edit", "edit"), *more, ("review.copy", "copy"), ("app.help", "all keys"))
    return (first, ("← →", "choose", ""), *_named(keymap, *rest))


def waiting_hints(keymap: Keymap) -> tuple[Hint, ...]:
    """List the keys while every card left waits on a step."""
    actions = (("review.reveal", "take it now"), ("review.undo", "undo"), ("review.leave", "leave"))
    return _named(keymap, *actions, ("app.help", "all keys"))


def primer_hints(keymap: Keymap) -> tuple[Hint, ...]:
    """List the keys while a primer is shown."""
    return _named(keymap, ("review.reveal", "go on"), ("review.leave", "leave"), ("app.help", "all keys"))


def _named(keymap: Keymap, *actions: tuple[str, str], typing: bool = False) -> tuple[Hint, ...]:
    """List the hints of actions, without those that have no key."""
    keys = [(keymap.shown(action, typing=typing), label, f"do:{action}") for action, label in actions]
    return tuple(hint for hint in keys if hint[0])
