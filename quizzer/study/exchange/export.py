"""Writes decks and progress to a file, in the format that the ending of its name chooses."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from quizzer.core.exchange import ProgressCallback
from quizzer.errors import Problem, WrongUse
from quizzer.formats import registry
from quizzer.store.connection import explain_errors
from quizzer.store.exchange import export_rows
from quizzer.study.exchange.anki_notes import count_left_out
from quizzer.study.exchange.plan import ExportPlan, ExportResult
from quizzer.study.filters import scope_of

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def export(collection: Collection, plan: ExportPlan, progress: ProgressCallback) -> ExportResult:
    """Carry out an export plan; the file appears whole or not at all.

    Raises:
        WrongUse: The ending is unknown, or the filter names what does not exist.
        Problem: The file cannot be written; what was there before is untouched.
    """
    choice = registry.export_choices().get(plan.path.suffix.lower())
    if choice is None:
        endings = ", ".join(registry.export_endings())
        raise WrongUse(f"{plan.path}: the ending decides the format; it is one of {endings}.")
    if plan.path.is_dir() or not plan.path.parent.is_dir():
        what = "is a folder" if plan.path.is_dir() else "its folder does not exist"
        raise Problem(f"{plan.path}: {what}; name a file in a folder that is there.")
    scope = scope_of(collection.connection, plan.filter)
    writer = load_reference(choice.writer)
    with explain_errors(collection.paths.database):
        if choice.whole:
            result: ExportResult = writer(collection, plan, scope, progress)
            return result
        notes = export_rows.stream_notes(collection.connection, scope, retired=False, quotes=plan.quotes)
        written = writer(plan.path, notes, progress)
        return ExportResult(plan.path, written.notes, written.cards, written.entries)


def count_notes(collection: Collection, plan: ExportPlan) -> int:
    """Count the notes in use that an export would write.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    scope = scope_of(collection.connection, plan.filter)
    notes = export_rows.count_notes(collection.connection, scope)
    if plan.path.suffix.lower() != ".apkg":
        return notes
    return notes - count_left_out(collection.connection, scope, foreign=plan.foreign)


def load_reference(reference: str) -> Any:
    """The function that a reference (``module:function``) of the registry names, its module imported only now."""
    module, _, function = reference.partition(":")
    return getattr(import_module(module), function)
