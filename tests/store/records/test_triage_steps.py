"""The steps of triage, file by file, the last one first."""

from __future__ import annotations

from pathlib import Path

from quizzer.store.records.triage_steps import TriageStep, count_steps, delete_step, load_last_step, save_step
from quizzer.study.collection.collection import Collection


def test_steps_are_stored_by_file_and_come_back_from_the_last(collection: Collection) -> None:
    connection, one, other = collection.connection, Path("/decks/one.yaml"), Path("/decks/n\udce9.yaml")
    first = TriageStep(0, 5, "accept", "a", "h0", "h1", ((3, "draft: …\n", ""), (0, "", "\u2028")))
    second = TriageStep(0, 6, "reject", "b", "h1", "h2", ())
    ids = [save_step(connection, path, step) for path, step in ((one, first), (other, second), (one, second))]
    assert load_last_step(connection, one) == second._replace(id=ids[2])
    assert count_steps(connection, one) == {"accept": 1, "reject": 1}
    delete_step(connection, ids[2])
    assert load_last_step(connection, one) == first._replace(id=ids[0])
    delete_step(connection, ids[0])
    assert load_last_step(connection, one) is None
    assert load_last_step(connection, other) == second._replace(id=ids[1])
