"""What is done with a collection of years, each operation measured: what grows with its cards and answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.store.caches import calibration
from quizzer.store.caches.watermarks import COUNTS_KEY, invalidate_memory
from quizzer.study.browse.table import Browser
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import quiet, refresh_memory
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.lines import load_deck_lines
from quizzer.study.due.home import load_due, load_home
from quizzer.study.exchange.export import export
from quizzer.study.exchange.merge import merge_log
from quizzer.study.exchange.plan import ExportPlan
from quizzer.study.filters import Filter
from quizzer.study.mastery.cards import load_cards
from quizzer.study.mastery.groups import load_mastery
from quizzer.study.parameters.optimize import optimize
from quizzer.study.report import build_report
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.study.statistics.compute import compute_statistics
from tests.benchmarks.stage.learner import copy_of, open_collection
from tests.benchmarks.stage.stopwatch import Stopwatch

AXIS = Filter(axes=("HPA",))
ANSWERS = 30
NEWS = 20
ROUNDS = 7


Operation = Callable[[Collection, Stopwatch], None]


def forget_counts(collection: Collection) -> None:
    """Empty the caches of statistics, as they are before the first look at them."""
    for key in (COUNTS_KEY, calibration.KEY):
        collection.connection.execute("DELETE FROM setting WHERE key = ?", (key,))


def run_alone(operation: Operation, made: Paths, watch: Stopwatch) -> None:
    """Measure an operation in a copy of a collection."""
    with TemporaryDirectory() as folder, open_collection(copy_of(made, Path(folder) / "home")) as collection:
        operation(collection, watch)


def time_day(collection: Collection, watch: Stopwatch) -> None:
    """What is done every day: the first screen, a session, practice."""
    watch.time("open and close", lambda: _look(collection), ROUNDS)
    watch.time("first card of a session", lambda: Session(collection, Plan()).counts, ROUNDS)
    session = Session(collection, Plan())
    session.previews()
    answers = min(ANSWERS, session.planned)
    watch.time_each("answer and next card", lambda: session.answer(Rating.GOOD, 5_000), answers)
    watch.time_each("undo in a session", session.undo, ANSWERS)
    watch.time("due counts", lambda: load_due(collection), ROUNDS)
    watch.time("home", lambda: load_home(collection), ROUNDS)
    watch.time("list of decks", lambda: load_deck_lines(collection), ROUNDS)
    watch.time("first card of practice", lambda: Session(collection, Plan(practice=True)).counts, ROUNDS)


def _look(collection: Collection) -> None:
    """Open it once more, not to be changed."""
    Collection.open(collection.paths, collection.settings, collection.clock, exclusive=False).close()


def time_mastery(collection: Collection, watch: Stopwatch) -> None:
    """How well the axes are known."""
    month_ago = collection.moment().day - 30
    watch.time("mastery now", lambda: load_mastery(collection, trend=False), ROUNDS)
    watch.time("mastery with its trend", lambda: load_mastery(collection), ROUNDS)
    watch.time("mastery as of 30 days ago", lambda: load_mastery(collection, at=month_ago, trend=False))
    watch.time("20 weakest of an axis", lambda: load_cards(collection, AXIS, seen=True, limit=20), ROUNDS)


def time_statistics(collection: Collection, watch: Stopwatch) -> None:
    """All statistics, with calibration."""
    forget_counts(collection)
    watch.time("statistics, the first time ever", lambda: compute_statistics(collection))
    watch.time("statistics", lambda: compute_statistics(collection), ROUNDS)
    watch.time("statistics of 30 days", lambda: compute_statistics(collection, days=30), ROUNDS)
    watch.time("statistics of an axis", lambda: compute_statistics(collection, AXIS), ROUNDS)


def time_memory(collection: Collection, watch: Stopwatch) -> None:
    """The memory of every answer, once the cache is empty."""
    invalidate_memory(collection.connection)
    watch.time("memory from nothing", lambda: refresh_memory(collection))


def time_rebuild(collection: Collection, watch: Stopwatch) -> None:
    """All that follows from the log."""
    watch.time("rebuild", lambda: rebuild_collection(collection))


def time_merge(collection: Collection, watch: Stopwatch) -> None:
    """The log of the same collection, and with answers that were given elsewhere."""
    with TemporaryDirectory() as folder:
        elsewhere = copy_of(collection.paths, Path(folder) / "elsewhere")
        watch.time("merge, nothing new", lambda: merge_log(collection, elsewhere.database))
        with open_collection(elsewhere) as other:
            session = Session(other, Plan())
            for _ in range(NEWS):
                if session.current is not None:
                    session.answer(Rating.GOOD, 5_000)
        watch.time(f"merge, {NEWS} new answers", lambda: merge_log(collection, elsewhere.database))


def time_backup(collection: Collection, watch: Stopwatch) -> None:
    """A backup by hand."""
    watch.time("backup", collection.back_up, 3)


def time_report(collection: Collection, watch: Stopwatch) -> None:
    """The report of everything."""
    forget_counts(collection)
    watch.time("report, first", lambda: build_report(collection))
    watch.time("report, again", lambda: build_report(collection), 3)


def _exporting(ending: str) -> Operation:
    def time_export(collection: Collection, watch: Stopwatch) -> None:
        plan = ExportPlan(collection.paths.home / f"all.{ending}", progress=ending == "apkg")
        watch.time(f"export as {ending}", lambda: export(collection, plan, quiet))

    return time_export


def time_optimize(collection: Collection, watch: Stopwatch) -> None:
    """Parameters fitted in a process, whose memory counts."""
    name = "optimize, the memory that of its process"
    with watch.watching_children(name):
        watch.time(name, lambda: optimize(collection, per_axis=False, dry=True, progress=quiet))


def time_browser(collection: Collection, watch: Stopwatch) -> None:
    """The table of all cards."""
    watch.time("open the table of all cards", lambda: Browser(collection), 3)


OPERATIONS: tuple[Operation, ...] = (
    time_day,
    time_mastery,
    time_statistics,
    time_memory,
    time_rebuild,
    time_merge,
    time_backup,
    time_report,
    _exporting("apkg"),
    _exporting("json"),
    _exporting("csv"),
    time_optimize,
    time_browser,
)
"""Each is measured in a process and in a copy of its own."""
