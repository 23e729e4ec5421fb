"""The memory after each answer counts days from the latest study day so far, whatever a clock was set back to."""

from __future__ import annotations

from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.store.caches.review_memory import compute_memories
from quizzer.study.collection.collection import Collection


def test_a_day_set_back_neither_counts_nor_is_counted_from(collection: Collection) -> None:
    model = collection.scheduler.model
    good = Rating.GOOD
    days = (100, 97, 102, 110)
    rows = [(1, n, 1_000 + n, day, LogKind.ANSWER, int(good), 2, 1, 2, 0) for n, day in enumerate(days)]
    memory = model.after(None, None, 0, good)
    expected: list[tuple[float | None, float, float]] = [(None, *memory)]
    for elapsed in (0, 2, 8):
        recall = model.retrievability(memory[0], elapsed)
        memory = model.after(*memory, elapsed, good)
        expected.append((recall, *memory))
    assert [row[6:9] for row in compute_memories(model, rows)] == expected


def test_after_a_reset_days_count_from_the_first_answer_since(collection: Collection) -> None:
    model = collection.scheduler.model
    rows = [
        (1, 1, 1_000, 100, LogKind.ANSWER, 3, 2, 1, 2, 0),
        (1, 2, 2_000, 100, LogKind.RESET, 0, 0, 0, 2, 0),
        (1, 3, 3_000, 90, LogKind.ANSWER, 3, 2, 1, 2, 0),
        (1, 4, 4_000, 95, LogKind.ANSWER, 3, 2, 1, 2, 0),
    ]
    first = model.after(None, None, 0, Rating.GOOD)
    found = list(compute_memories(model, rows))
    assert [row[3] for row in found] == [1, 2, 3, 4]
    assert found[1][5:9] == (None, None, None, None)
    assert found[2][6:9] == (None, *first)
    assert found[3][6:9] == (model.retrievability(first[0], 5), *model.after(*first, 5, Rating.GOOD))
