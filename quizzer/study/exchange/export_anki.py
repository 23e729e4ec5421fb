"""Writes a package for Anki, and records which notes went into it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from quizzer.anki.deck_head import DeckHead, describe
from quizzer.anki.package import FIELDS_SINCE, Learner, deck_id, write_package
from quizzer.core.exchange import ProgressCallback
from quizzer.core.notes.notes import Retirement
from quizzer.garbage import no_search_for_cycles
from quizzer.store.exchange import export_rows
from quizzer.store.exchange.anki_rows import AxisRules, CopyPlan, copy_cards
from quizzer.store.lock import InUse
from quizzer.store.notes import names
from quizzer.store.notes.deck_files import load_deck_heads
from quizzer.store.scope import Scope
from quizzer.study.collection import opening
from quizzer.study.exchange.anki_notes import sort_notes, with_earlier
from quizzer.study.exchange.plan import ExportPlan, ExportResult

if TYPE_CHECKING:
    from quizzer.core.schedule.settings import Scheduling
    from quizzer.study.collection.collection import Collection

CONTENT_ADVICE = (
    "In Anki: File > Import. Leave “Import any learning progress” and “Import any deck presets” off: there are none.",
    "Importing a later export updates the notes that changed and leaves the schedule in Anki alone.",
)
PROGRESS_ADVICE = (
    "In Anki: File > Import, and tick “Import any learning progress” and “Import any deck presets”; both are off at "
    "first.",
    "Then switch FSRS on in the deck options, if it is off.",
    "Anki takes progress for cards it does not have yet; cards that are there already keep their schedule. Bring "
    "Anki's answers back with `quizzer import`, and export again into a profile without these cards.",
)


def export_package(collection: Collection, plan: ExportPlan, scope: Scope, progress: ProgressCallback) -> ExportResult:
    """Write a package for Anki, and remember which notes went into it.

    Raises:
        Problem: It cannot be written; what was there before is untouched.
    """
    done, remember = write_for_anki(collection, plan, scope, progress)
    remember()
    return done


def write_for_anki(
    collection: Collection, plan: ExportPlan, scope: Scope, progress: ProgressCallback
) -> tuple[ExportResult, Callable[[], None]]:
    """Write a package for Anki.

    Returns:
        The result, and what remembers which notes Anki was given, to be called once it has them.

    Raises:
        Problem: It cannot be written; what was there before is untouched.
    """
    connection, moment = collection.connection, collection.moment()
    decks = {row: deck_id(name) for row, name in names.load_all_deck_names(connection)}
    going = sort_notes(connection, scope, decks, foreign=plan.foreign)
    axes = {row: axis.id for row, axis in names.load_axes(connection)}
    rules = {axis: collection.scheduler.of(axis).settings for axis in axes.values()}
    wanted = CopyPlan(
        scope=going.cards,
        first=moment.at,
        today=moment.day,
        since=FIELDS_SINCE,
        decks=decks,
        axes={
            row: AxisRules(
                rules[axis].retention_of(axis),
                rules[axis].parameters[-1],
                len(rules[axis].learning_steps),
                len(rules[axis].relearning_steps),
                rules[axis].bury_siblings,
            )
            for row, axis in axes.items()
        },
        progress=plan.progress,
        originals=going.places,
    )
    with no_search_for_cycles():
        packed = write_package(
            plan.path,
            with_earlier(export_rows.stream_notes_for_anki(connection, going.own, quotes=plan.quotes), going.earlier),
            lambda target: copy_cards(collection.paths.database, target, wanted),
            moment,
            _learner(collection, rules) if plan.progress else None,
            progress,
            going.originals,
            _descriptions(connection),
        )
    advice = PROGRESS_ADVICE if plan.progress else CONTENT_ADVICE
    retired = packed.retired - sum(map(len, going.earlier.values()))
    done = ExportResult(plan.path, packed.notes, packed.cards, packed.entries, retired, advice, going.remarks)
    return done, partial(_remember_export, collection, going.own, decks)


def _descriptions(connection: sqlite3.Connection) -> dict[str, str]:
    """The descriptions of the decks in Anki, by name; several deck files may share one."""
    heads: dict[str, list[DeckHead]] = {}
    for head in load_deck_heads(connection):
        found = DeckHead(*head[:5], tuple(Retirement(one, tuple(heirs)) for one, heirs in head[5].items()))
        heads.setdefault(found.deck, []).append(found)
    return {name: text for name, alike in heads.items() if (text := describe(alike))}


def _learner(collection: Collection, rules: Mapping[str, Scheduling]) -> Learner:
    began = _day_start(collection)
    ahead = collection.clock.local(began) - (datetime(1970, 1, 1) + timedelta(milliseconds=began))  # noqa: DTZ001
    return Learner(rules, began // 1000, -ahead // timedelta(minutes=1))


def _day_start(collection: Collection) -> int:
    """The instant in milliseconds at which today's study day began."""
    hour = collection.settings.scheduling.rollover_hour
    moment = collection.moment()
    at = moment.at
    while collection.clock.day_of(at, hour) == moment.day:
        at -= 3_600_000
    return collection.clock.day_end(at, hour)


def _remember_export(collection: Collection, scope: Scope, decks: Mapping[int, int]) -> None:
    """Remember which notes Anki was given; when another program has the collection, the next export will."""
    try:
        if collection.exclusive:
            export_rows.mark_exported(collection.connection, scope, decks)
        else:
            with opening.hold(collection.paths, collection.clock):
                export_rows.mark_exported(collection.connection, scope, decks)
    except InUse:
        return
