"""A glance says what a full look says, or nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating, State
from quizzer.store.connection import SCHEMA
from quizzer.study.collection.collection import Collection
from quizzer.study.due import limits, prompt
from quizzer.study.due.home import load_due
from quizzer.study.due.prompt import glance
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK, Opener

DAY = 86_400_000


def seen(paths: Paths, clock: FixedClock) -> tuple[dict[str, tuple[int, ...]], int | None] | None:
    """The glance, by axis."""
    found = glance(str(paths.home), clock)
    return found and ({axis: tuple(counts) for axis, *counts in found[0]}, found[1])


def in_full(collection: Collection) -> tuple[dict[str, tuple[int, ...]], int | None]:
    """The same from the collection."""
    due = load_due(collection)
    return {axis.id: (counts.new, counts.learning, counts.review) for axis, counts in due.axes}, due.next_due


@pytest.mark.parametrize(
    "config",
    [
        "",
        "[scheduling]\nnew_per_day = 2\nreviews_per_day = 1\nrollover_hour = 11\n",
        '[scheduling]\nbury_siblings = false\nlearn_ahead = "0s"\nnew_per_day = 0\n',
    ],
)
def test_a_glance_says_what_a_full_look_says(
    config: str, paths: Paths, open_collection: Opener, clock: FixedClock
) -> None:
    collection = open_collection(config)
    assert seen(paths, clock) == in_full(collection)
    for _ in range(8):
        session = Session(collection, Plan(new=3))
        while session.current is not None and session.done < 4:
            session.answer(Rating.AGAIN if session.done == 1 else Rating.GOOD, 1_000)
            assert seen(paths, clock) == in_full(collection)
            clock.at += 150_000
        clock.at += DAY // 2
        assert seen(paths, clock) == in_full(collection)


def test_a_glance_tells_when_the_next_card_comes(collection: Collection, paths: Paths, clock: FixedClock) -> None:
    session = Session(collection, Plan())
    while session.current is not None:
        session.answer(Rating.EASY, 1_000)
    found = seen(paths, clock)
    assert found == in_full(collection)
    assert found == ({"SML": (0, 0, 0)}, collection.moment().day_end)


def edit_a_deck(paths: Paths) -> None:
    text = DECK.replace("Which gland releases LH?", "What gland releases LH??")
    (paths.decks / "small.yaml").write_text(text, encoding="utf-8")


def edit_a_deck_and_hide_it(paths: Paths) -> None:
    file = paths.decks / "small.yaml"
    before = file.stat()
    file.write_text(DECK.replace("gland releases", "glind releases"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size


def add_a_deck_in_a_folder_of_its_own(paths: Paths) -> None:
    (paths.decks / "more" / "of" / "them").mkdir(parents=True)
    (paths.decks / "more" / "of" / "them" / "new.yml").write_text("deck: New\nnotes: []\n", encoding="utf-8")


def remove_the_deck(paths: Paths) -> None:
    (paths.decks / "small.yaml").unlink()


def remove_the_folder(paths: Paths) -> None:
    shutil.rmtree(paths.decks)


def write_a_configuration(paths: Paths) -> None:
    paths.config.write_text("[scheduling]\nnew_per_day = 1\n", encoding="utf-8")


def damage_the_database(paths: Paths) -> None:
    for file in paths.home.glob("quizzer.db*"):
        file.write_bytes(b"no database" * 100)


def remove_the_database(paths: Paths) -> None:
    for file in paths.home.glob("quizzer.db*"):
        file.unlink()


@pytest.mark.parametrize(
    "change",
    [
        edit_a_deck,
        pytest.param(
            edit_a_deck_and_hide_it,
            marks=pytest.mark.skipif(sys.platform == "win32", reason="ctime is the creation there"),
        ),
        add_a_deck_in_a_folder_of_its_own,
        remove_the_deck,
        remove_the_folder,
        write_a_configuration,
        damage_the_database,
        remove_the_database,
    ],
    ids=lambda change: change.__name__,
)
def test_after_a_change_there_is_no_glance_until_the_next_full_look(
    change: object, paths: Paths, open_collection: Opener, clock: FixedClock
) -> None:
    open_collection().close()
    assert seen(paths, clock) is not None
    assert callable(change)
    change(paths)
    assert seen(paths, clock) is None
    assert (paths.home / "quizzer.db").exists() == (change is not remove_the_database)
    if change is not damage_the_database:
        collection = open_collection()
        assert seen(paths, clock) == in_full(collection)


def test_a_deck_with_errors_does_not_keep_a_glance_away(
    paths: Paths, open_collection: Opener, clock: FixedClock
) -> None:
    (paths.decks / "bad.yaml").write_text("deck: Bad\nnotes:\n  - id: x\n    ask: Why\n", encoding="utf-8")
    collection = open_collection()
    assert seen(paths, clock) == in_full(collection)


def test_a_copy_is_looked_at_in_full_first(
    tmp_path: Path, paths: Paths, open_collection: Opener, clock: FixedClock
) -> None:
    open_collection().close()
    copy = Paths(tmp_path / "copy")
    shutil.copytree(paths.home, copy.home)
    assert seen(copy, clock) is None


def test_what_a_glance_takes_for_granted(collection: Collection) -> None:
    assert prompt.SCHEMA == SCHEMA
    assert (limits._NEW, limits._REVIEW) == (State.NEW, State.REVIEW)
    assert collection.paths.database == collection.paths.home / "quizzer.db"


def test_a_glance_imports_nothing_that_takes_longer_than_counting(paths: Paths, open_collection: Opener) -> None:
    open_collection().close()
    slow = "click contextlib dataclasses heapq inspect json pathlib typing enum hashlib tomllib quizzer.config "
    slow += "quizzer.study.collection.collection"
    code = (
        "import sys; before = set(sys.modules); from quizzer.cli.main import _run; _run(['due']);"
        f"print([name for name in {slow.split()!r} if name in sys.modules and name not in before])"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={
            "QUIZZER_HOME": str(paths.home),
            "XDG_CONFIG_HOME": os.environ["XDG_CONFIG_HOME"],
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
    )
    assert done.stdout.splitlines() == ["7 new", "[]"]


def test_a_glance_notices_the_configuration_for_all_homes(
    paths: Paths, open_collection: Opener, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_collection().close()
    assert seen(paths, clock) == ({"SML": (7, 0, 0)}, None)
    shared = tmp_path / "config" / "quizzer" / "config.toml"
    shared.parent.mkdir(parents=True)
    shared.write_text("[scheduling]\nnew_per_day = 2\n", "utf-8")
    assert seen(paths, clock) is None, "it is there now"
    open_collection().close()
    assert seen(paths, clock) == ({"SML": (2, 0, 0)}, None)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "elsewhere"))
    assert seen(paths, clock) is None, "it is another one now"
    open_collection().close()
    paths.config.write_text("[scheduling]\nnew_per_day = 3\n", "utf-8")
    assert seen(paths, clock) is None, "the home's own goes before it"
