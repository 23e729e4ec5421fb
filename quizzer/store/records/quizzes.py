"""Quizzes: the cards one may ask, and the results of those that were taken. Log and schedule are not touched."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from quizzer.core.groups import GROUPINGS, Group, Grouping, fold_tag
from quizzer.core.log import CardQueue
from quizzer.core.quiz import Candidate
from quizzer.store.connection import transaction
from quizzer.store.device import THIS_DEVICE
from quizzer.store.grouping import GROUP_SQL, keys_in, load_groups, name_groups
from quizzer.store.log.marks import THESE, ids_of
from quizzer.store.scope import Scope

# A note's content begins with its kind (see quizzer.core.notes.json_content); reading that far is quicker than parsing.
_KIND_AT = len('{"kind":"') + 1
_KIND = f"substr(content, {_KIND_AT}, instr(substr(content, {_KIND_AT}), '\"') - 1)"
_ASKED = f"c.queue >= {CardQueue.NEW:d}"
_SEEN = "AND c.reps > 0"


class StoredAnswer(NamedTuple):
    """One question of a quiz.

    Attributes:
        place: Its place in the quiz, from 0.
        score: Percent, 0..100.
        took: Milliseconds.
        given: The text the learner wrote or chose.
    """

    place: int
    card_id: int
    score: int
    took: int
    given: str


class StoredQuiz(NamedTuple):
    """A quiz that was taken.

    Attributes:
        at: Milliseconds at which it began.
        day: Study day on which it began.
        took: Milliseconds.
        plan: Its plan, as a JSON object.
        by: What its questions were drawn evenly over.
        scores: For each of its questions, in order: its axis, its deck or its tags, and percent.
    """

    id: int
    at: int
    day: int
    took: int
    plan: Mapping[str, Any]
    by: Grouping
    scores: tuple[tuple[tuple[Group, ...], int], ...]


def load_candidates(
    connection: sqlite3.Connection, scope: Scope, *, only_seen: bool, by: Grouping = "axis"
) -> list[Candidate]:
    """The cards that may be asked: neither retired nor suspended.

    Args:
        scope: The cards to choose from.
        only_seen: Only those answered before.
        by: What they are drawn evenly over.
    """
    rows = connection.execute(
        f"""
        SELECT c.id, c.key, c.note_id, {GROUP_SQL[by]}, c.level, {_KIND}
        FROM card c
        JOIN note ON note.id = c.note_id
        WHERE {_ASKED}
            {_SEEN if only_seen else ""}
            {scope.sql}
        ORDER BY c.id
        """,
        scope.args,
    )
    return [
        Candidate(card_id, key, note_id, keys_in(value), level, kind)
        for card_id, key, note_id, value, level, kind in rows
    ]


def count_notes(connection: sqlite3.Connection, scope: Scope, *, only_seen: bool) -> int:
    """Count the questions a quiz can have at most: one for each note."""
    row = connection.execute(
        f"""
        SELECT count(DISTINCT c.note_id)
        FROM card c
        WHERE {_ASKED}
            {_SEEN if only_seen else ""}
            {scope.sql}
        """,
        scope.args,
    ).fetchone()
    return int(row[0])


def describe_scope(connection: sqlite3.Connection, scope: Scope) -> dict[str, list[str]]:
    """Describe a scope in words that keep their meaning: axis ids, deck files, levels and tags, each sorted."""
    return {
        "axes": _words(connection, "SELECT key FROM axis", scope.axes),
        "decks": _words(connection, "SELECT path FROM deck", scope.decks),
        "levels": sorted(set(scope.levels)),
        "tags": sorted({fold_tag(tag): tag for tag in sorted(scope.tags)}.values()),
    }


def _words(connection: sqlite3.Connection, what: str, ids: Sequence[int]) -> list[str]:
    rows = connection.execute(f"{what} WHERE id IN {THESE} ORDER BY 1", {"ids": ids_of(ids)})
    return [word for (word,) in rows]


def save_quiz(
    connection: sqlite3.Connection,
    *,
    at: int,
    day: int,
    took: int,
    plan: Mapping[str, Any],
    answers: Sequence[StoredAnswer],
) -> int:
    """Write a quiz; durable when this returns.

    Returns:
        Its id.
    """
    with transaction(connection):
        quiz_id = connection.execute(
            f"""
            INSERT INTO quiz (at, day, took, plan, device)
            VALUES (:at, :day, :took, :plan, {THIS_DEVICE})
            RETURNING id
            """,
            {"at": at, "day": day, "took": took, "plan": json.dumps(plan, ensure_ascii=False)},
        ).fetchone()[0]
        connection.executemany(
            """
            INSERT INTO quiz_answer (quiz_id, place, card_id, score, took, given)
            VALUES (:quiz, :place, :card_id, :score, :took, :given)
            """,
            [{"quiz": quiz_id, **answer._asdict()} for answer in answers],
        )
    return int(quiz_id)


def load_quizzes(connection: sqlite3.Connection) -> list[StoredQuiz]:
    """Every quiz, in the order they were taken."""
    quizzes = connection.execute("SELECT id, at, day, took, plan FROM quiz ORDER BY at, id").fetchall()
    plans = {quiz_id: json.loads(plan) for quiz_id, _, _, _, plan in quizzes}
    by = {quiz_id: _grouping(plan) for quiz_id, plan in plans.items()}
    named = {grouping: load_groups(connection, grouping) for grouping in set(by.values())}
    scores: dict[int, list[tuple[tuple[Group, ...], int]]] = {quiz_id: [] for quiz_id in plans}
    rows = connection.execute(
        """
        SELECT quiz_id, c.axis_id, note.deck_id, note.tags, score
        FROM quiz_answer
        JOIN card c ON c.id = card_id
        JOIN note ON note.id = c.note_id
        ORDER BY quiz_id, place
        """
    )
    for quiz_id, axis_id, deck_id, tags, score in rows:
        values = {"axis": axis_id, "deck": deck_id, "tag": tags}
        groups = name_groups(named[by[quiz_id]], values[by[quiz_id]])
        scores[quiz_id].append((groups, score))
    return [
        StoredQuiz(quiz_id, at, day, took, plans[quiz_id], by[quiz_id], tuple(scores[quiz_id]))
        for quiz_id, at, day, took, _ in quizzes
    ]


def _grouping(plan: Mapping[str, Any]) -> Grouping:
    """What a quiz was drawn evenly over; the oldest plans do not say so, and knew axes alone."""
    return next((grouping for grouping in GROUPINGS if grouping == plan.get("by")), "axis")
