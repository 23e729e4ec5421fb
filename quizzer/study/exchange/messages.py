"""The result of an export or import in lines a person reads; the command line and the app show the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from quizzer.core.exchange import Omission
from quizzer.core.safe_text import one_line
from quizzer.core.wording import plural
from quizzer.study.exchange.plan import DeckFileChange, ExportResult, ImportResult

EXAMPLES = 3
"""The most names given of one kind."""

DECKS = 12
"""The most deck files named."""

LONGEST = 60
"""The most characters shown of a text taken from a file."""

REASONS = 10
"""The most reasons given for omissions."""


def progress_message(what: str, done: int, of: int) -> str:
    """The progress of long work in words: ``Writing notes: 1,200 of 10,000``.

    Args:
        what: The work, such as ``Writing notes``.
        done: The amount done.
        of: The whole amount; 0 for unknown.
    """
    if of > 0:
        return f"{one_line(what)}: {done:,} of {of:,}"
    return f"{one_line(what)}: {done:,}" if done else one_line(what)


def export_messages(done: ExportResult) -> list[str]:
    """Sentences about an export: the files written, then the next steps."""
    parts = [plural(done.notes, "note"), plural(done.cards, "card")]
    if done.reviews:
        parts.append(plural(done.reviews, "review"))
    lines = [f"{_joined(parts)} written to {_path(done.path)}."]
    if done.retired:
        which = "One note is" if done.retired == 1 else f"{done.retired:,} notes are"
        lines.append(f"{which} no longer in any deck file: marked in Anki as retired, never deleted there.")
    return [*lines, *map(one_line, done.remarks), *map(one_line, done.advice)]


def import_messages(done: ImportResult) -> list[str]:
    """Sentences about an import: the file read, the notes and answers added, and the omissions with their reasons.

    For a dry run they say what an import would do.
    """
    lines = [*_decks(done.files, dry=done.dry), *_known(done), *_log(done)]
    if not lines:
        lines = ["There is nothing in it to take in."]
    elif not (done.files or done.reviews or done.marks):
        lines.append("Nothing would change." if done.dry else "Nothing was changed.")
    if done.dry:
        lines += map(one_line, filter(None, (done.columns, *done.samples)))
    lines += [*_skipped(done.skipped), *map(one_line, done.notices), *_media(done.media), *_lacking(done.lacking)]
    if done.backup is not None:
        lines.append(f"The database as it was before is kept in {_path(done.backup)}.")
    origin = one_line(done.origin)
    return [
        f"{origin[:1].upper()}{origin[1:]}{', looked through; nothing is written yet' if done.dry else ''}.",
        *lines,
    ]


def _decks(files: Sequence[DeckFileChange], *, dry: bool) -> list[str]:
    lines = []
    for file in files[:DECKS]:
        notes = plural(file.notes, "note")
        if file.made:
            lines.append(f"{_made(file, dry=dry)} {_path(file.path)}: {notes}.")
        else:
            lines.append(f"{'Would add' if dry else 'Added'} {notes} to {_path(file.path)}.")
    rest = files[DECKS:]
    if rest:
        lines.append(f"And {plural(len(rest), 'more deck')} with {plural(sum(f.notes for f in rest), 'note')}.")
    return lines


def _made(file: DeckFileChange, *, dry: bool) -> str:
    if not dry or not file.naming.deck:
        return "Would make the deck" if dry else "Made the deck"
    name, axis = (_shortened(text) for text in file.naming)
    return f"Would make the deck “{name}” with the axis “{axis}”,"


def _known(done: ImportResult) -> list[str]:
    if not done.known:
        return []
    sentence = f"{plural(done.known, 'note')} {'is' if done.known == 1 else 'are'} here already"
    if not done.differing:
        return [f"{sentence}; what the deck files say stays."]
    which = "it says" if done.known == 1 else f"{done.differing:,} of them {'says' if done.differing == 1 else 'say'}"
    return [f"{sentence}; {which} something else in the file, and what the deck files say stays."]


def _log(done: ImportResult) -> list[str]:
    lines = []
    parts = []
    if done.reviews:
        parts.append(plural(done.reviews, "review"))
    if done.marks:
        parts.append(plural(done.marks, "mark") + " (suspended, buried, flagged, set back)")
    if parts:
        how = "would join" if done.dry else "joined"
        lines.append(f"{_joined(parts)} {how} your history.")
    if done.already:
        what = "One review or mark" if done.already == 1 else f"{done.already:,} reviews and marks"
        lines.append(f"{what} in it {'was' if done.already == 1 else 'were'} here already.")
    if done.strangers:
        lines.append(f"{plural(done.strangers, 'review')} left out: of cards that no deck here holds.")
    return lines


def _skipped(skipped: Iterable[Omission]) -> list[str]:
    """What was left out, reason by reason, the most frequent first."""
    reasons: dict[str, list[str]] = {}
    for one in skipped:
        reasons.setdefault(_shortened(one.why, 2 * LONGEST), []).append(one.what)
    lines = []
    ordered = sorted(reasons.items(), key=lambda reason: -len(reason[1]))
    for why, whats in ordered[:REASONS]:
        often = f", {len(whats):,} times" if len(whats) > 1 else ""
        lines.append(f"Left out because it {why}{often}: {_examples([f'“{_shortened(what)}”' for what in whats])}.")
    rest = ordered[REASONS:]
    if rest:
        lines.append(f"Left out for other reasons: {sum(len(whats) for _, whats in rest):,} more.")
    return lines


def _lacking(questions: int) -> list[str]:
    if not questions:
        return []
    verb = "lacks its" if questions == 1 else "lack their"
    return [f"{plural(questions, 'question')} {verb} picture or sound; the card says which it was."]


def _media(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    sentence = "1 picture or sound is" if len(names) == 1 else f"{len(names):,} pictures and sounds are"
    return [f"{sentence} left out: {_examples([_shortened(name) for name in names])}."]


def _examples(texts: Sequence[str]) -> str:
    named = ", ".join(texts[:EXAMPLES])
    rest = len(texts) - EXAMPLES
    return f"{named} and {rest:,} more" if rest > 0 else named


def _shortened(text: str, longest: int = LONGEST) -> str:
    line = one_line(text[: 4 * longest])
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _path(path: Path) -> str:
    return one_line(str(path))


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
