"""What was given to a running Anki, and taken from it, in lines a person reads."""

from __future__ import annotations

from collections.abc import Sequence

from quizzer.core.safe_text import one_line
from quizzer.core.wording import plural
from quizzer.study.exchange.anki_connect.values import PullResult, PushResult
from quizzer.study.exchange.messages import EXAMPLES, import_messages

FSRS_ADVICE = "In Anki, switch FSRS on in the deck options, if it is off: its progress is FSRS's."


def push_messages(done: PushResult) -> list[str]:
    """Sentences about a push: what Anki has now, and what it did not take.

    For a dry run they say what Anki would be given.
    """
    if not done.notes:
        return ["There is nothing to give to Anki.", *map(one_line, done.remarks)]
    lines = [_notes(done), _cards(done)] if done.dry else [_notes(done), _cards(done), *_not_taken(done)]
    if done.retired:
        which = "One note is" if done.retired == 1 else f"{done.retired:,} notes are"
        lines.append(f"{which} no longer in any deck file: marked in Anki as retired, never deleted there.")
    lines += map(one_line, done.remarks)
    if done.new_cards and done.reviews:
        lines.append(FSRS_ADVICE)
    return lines


def pull_messages(done: PullResult) -> list[str]:
    """Sentences about a pull: the decks that were looked through, and what came of it, as for an import."""
    if not done.decks:
        return list(map(one_line, done.remarks))
    decks = ", ".join(f"“{one_line(deck)}”" for deck in done.decks)
    head, *lines = import_messages(done.imported._replace(origin=f"Anki, {decks}", samples=()))
    return [head, *lines, *map(one_line, done.remarks)]


def _notes(done: PushResult) -> str:
    parts = [f"{done.new:,} new"] if done.new else []
    if done.updated:
        parts.append(f"{done.updated:,} {'different' if done.dry else 'updated'}")
    if done.same:
        parts.append(f"{done.same:,} there already")
    if done.dry:
        end = "" if not done.updated else " Of those that are different, Anki takes what changed here later than there."
        return f"Anki would be given {plural(done.notes, 'note')}: {', '.join(parts)}; nothing is given yet.{end}"
    return f"Anki has {plural(done.notes, 'note')}: {', '.join(parts) or 'none as it is here'}."


def _cards(done: PushResult) -> str:
    lines = []
    if done.new_cards:
        one = done.new_cards == 1
        said = f"{plural(done.new_cards, 'card')} {'is' if one else 'are'} new in Anki"
        if done.reviews:
            said += f"{', and would go' if done.dry else ', and went'} with {'its' if one else 'their'} progress"
        lines.append(said)
    old = done.cards - done.new_cards
    if old > 0:
        its = "its" if old == 1 else "their"
        lines.append(
            f"{plural(old, 'card')} {'was' if old == 1 else 'were'} there already, and Anki leaves {its} schedule, "
            f"reviews, flags and {'deck' if old == 1 else 'decks'} as they are there"
        )
    return "; ".join(lines) + "."


def _not_taken(done: PushResult) -> list[str]:
    lines = []
    if done.kept:
        which = "1 note stays" if len(done.kept) == 1 else f"{len(done.kept):,} notes stay"
        lines.append(f"{which} in Anki as it was changed there, later than here: {_examples(done.kept)}.")
    if done.missing:
        which = "1 note was" if len(done.missing) == 1 else f"{len(done.missing):,} notes were"
        lines.append(
            f"{which} not taken by Anki: {_examples(done.missing)}. Its note type may have been changed there."
        )
    return lines


def _examples(ids: Sequence[str]) -> str:
    named = ", ".join(map(one_line, ids[:EXAMPLES]))
    return f"{named} and {len(ids) - EXAMPLES:,} more" if len(ids) > EXAMPLES else named
