"""Results of quizzes, on their way to other devices and from there, without what was written in them.

A quiz is known by its instant and its device. Answers to cards that no deck here has are noted beside it and become
part of it when their deck comes; until then its score is that of the others.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quizzer.store import key_values
from quizzer.store.card_keys import load_present_keys
from quizzer.store.log.forgotten import load_marks
from quizzer.store.sync.keys import IS_QUIZ_WAITING, QUIZ_WAITING
from quizzer.sync.segment import QuizAnswer, QuizResult

_LOAD = "SELECT id, at, device, day, took, plan FROM quiz"
_ADD = """
    INSERT INTO quiz (at, day, took, plan, device, sent)
    VALUES (:at, :day, :took, :plan, :device, 1)
    RETURNING id
"""
_MARK = "UPDATE quiz SET sent = 1 WHERE at = :at AND device = :device"
_LONGEST_PLAN = 100_000
_WORDS = ("axes", "decks", "levels", "tags")
_FOLDERS = re.compile(r".*[/\\]", re.DOTALL)


def load_unsent(connection: sqlite3.Connection) -> list[QuizResult]:
    """The quizzes that no sync has sent or brought."""
    return _load(connection, f"{_LOAD} WHERE NOT sent ORDER BY id")


def load_all(connection: sqlite3.Connection) -> list[QuizResult]:
    """Every quiz there is."""
    return _load(connection, f"{_LOAD} ORDER BY id")


def mark_sent(connection: sqlite3.Connection, quizzes: Iterable[QuizResult]) -> None:
    """Note that quizzes were sent; inside the caller's transaction."""
    connection.executemany(_MARK, [{"at": quiz.at, "device": quiz.device} for quiz in quizzes])


def send_again(connection: sqlite3.Connection) -> None:
    """Have every quiz sent once more, to another place; inside the caller's transaction."""
    connection.execute("UPDATE quiz SET sent = 0")


def apply(connection: sqlite3.Connection, quizzes: Iterable[QuizResult]) -> int:
    """Add the quizzes that are not here; inside the caller's transaction.

    Returns:
        How many they were.
    """
    added, forgotten = 0, dict(load_marks(connection))
    paths = _load_deck_paths(connection)
    for quiz in quizzes:
        plan = _read_plan(quiz.plan, paths)
        if connection.execute(_MARK, {"at": quiz.at, "device": quiz.device}).rowcount or plan is None:
            continue
        (quiz_id,) = connection.execute(_ADD, {**quiz._asdict(), "plan": plan}).fetchone()
        remembered = [answer for answer in quiz.answers if forgotten.get(answer.card, quiz.at - 1) < quiz.at]
        _store_answers(connection, quiz_id, {answer.place: answer for answer in remembered}.values())
        added += 1
    return added


def take_in_waiting(connection: sqlite3.Connection) -> None:
    """Make the answers part of their quizzes whose cards have come; inside the caller's transaction."""
    for quiz_id, answers in _load_waiting(connection):
        _store_answers(connection, quiz_id, answers)


def _load(connection: sqlite3.Connection, query: str) -> list[QuizResult]:
    waiting = dict(_load_waiting(connection))
    return [
        QuizResult(
            at, device, day, took, _without_folders(plan),
            tuple(sorted([*_load_answers(connection, quiz_id), *waiting.get(quiz_id, ())])),
        )
        for quiz_id, at, device, day, took, plan in connection.execute(query).fetchall()
    ]  # fmt: skip


def _load_answers(connection: sqlite3.Connection, quiz_id: int) -> list[QuizAnswer]:
    rows = connection.execute(
        """
        SELECT place, card.key, score, took
        FROM quiz_answer
        JOIN card ON card.id = card_id
        WHERE quiz_id = :quiz
        """,
        {"quiz": quiz_id},
    )
    return [QuizAnswer(*row) for row in rows]


def _load_waiting(connection: sqlite3.Connection) -> Iterator[tuple[int, list[QuizAnswer]]]:
    rows = connection.execute(f"SELECT key, value FROM setting WHERE {IS_QUIZ_WAITING} ORDER BY key")
    for key, value in rows.fetchall():
        yield int(key.removeprefix(QUIZ_WAITING)), [QuizAnswer(*answer) for answer in json.loads(value)]


def _store_answers(connection: sqlite3.Connection, quiz_id: int, answers: Iterable[QuizAnswer]) -> None:
    """Store answers of a quiz, or note those whose cards are not here in place of what was noted."""
    present, waiting = load_present_keys(connection), []
    for answer in answers:
        added = connection.execute(
            """
            INSERT INTO quiz_answer (quiz_id, place, card_id, score, took, given)
            SELECT :quiz, :place, id, :score, :took, ''
            FROM card
            WHERE key = :card
            """,
            {**answer._asdict(), "quiz": quiz_id, "card": present.get(answer.card, answer.card)},
        )
        if not added.rowcount:
            waiting.append(answer)
    key = f"{QUIZ_WAITING}{quiz_id}"
    if waiting:
        key_values.put(connection, key, json.dumps(waiting))
    else:
        connection.execute("DELETE FROM setting WHERE key = :key", {"key": key})


def _load_deck_paths(connection: sqlite3.Connection) -> dict[str, str]:
    """The path of each deck's file by the file's name, of names that one deck alone has."""
    paths: dict[str, list[str]] = {}
    for (path,) in connection.execute("SELECT path FROM deck"):
        paths.setdefault(_FOLDERS.sub("", path), []).append(path)
    return {name: found[0] for name, found in paths.items() if len(found) == 1}


def _without_folders(plan: str) -> str:
    """A plan that names files, but not where they are on this machine."""
    found = json.loads(plan)
    return json.dumps({**found, "decks": [_FOLDERS.sub("", path) for path in found.get("decks", ())]})


def _read_plan(text: str, paths: dict[str, str]) -> str | None:
    """A plan as another device wrote it, with the paths of the decks here; None where it cannot be one."""
    if len(text) > _LONGEST_PLAN:
        return None
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not all(_are_words(found.get(word)) for word in _WORDS):
        return None
    sound = (
        isinstance(found.get("drawn"), int)
        and found.get("ended") in ("done", "time", "stopped")
        and found.get("feedback") in ("each", "end")
        and isinstance(found.get("limit", ""), int | None)
        and all(isinstance(found.get(word), bool) for word in ("as_reviews", "only_seen"))
    )
    if not sound:
        return None
    return json.dumps({**found, "decks": [paths.get(name, name) for name in found["decks"]]}, ensure_ascii=False)


def _are_words(words: object) -> bool:
    return isinstance(words, Sequence) and not isinstance(words, str) and all(isinstance(word, str) for word in words)
