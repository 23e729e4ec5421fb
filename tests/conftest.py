"""What every test starts from: its own home, a clock that stands still, a small deck of every kind."""

from __future__ import annotations

import gc
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from quizzer.clock import FixedClock
from quizzer.config import Paths, Settings, load_settings
from quizzer.files import replacing
from quizzer.store.schema import upgrade
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks

if TYPE_CHECKING:
    from tests.postgres import Database

# Compiled modules are kept, whatever the environment says. Without them every worker rewrites the assertions of all
# tests, and every program that a test starts compiles all of quizzer.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# The same code gets the same verdict, so no change is refused for another's fault, or because the machine is busy.
# New examples are sought before a release: --hypothesis-profile=explore. The number is for properties that name none.
hypothesis_settings.register_profile(
    "suite", max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile("explore", max_examples=100)
hypothesis_settings.load_profile("suite")

IN_MEMORY = Path("/dev/shm")
MEMORY = 4 << 30  # a run leaves a few hundred MiB there; its largest collections come and go


def _use_memory() -> None:
    """Let temporary files lie in memory where the system offers it, and children find it as ``TMPDIR``.

    A run syncs a hundred thousand times, and waits each time as long as a disk takes. Nothing here needs that: a killed
    process leaves its files as they are, and whether a file is synced in time is tested by itself.
    """
    if "TMPDIR" in os.environ or os.name != "posix" or not os.access(IN_MEMORY, os.W_OK):
        return
    there = os.statvfs(IN_MEMORY)
    if there.f_bavail * there.f_frsize >= MEMORY and not there.f_flag & getattr(os, "ST_NOEXEC", 0):
        os.environ["TMPDIR"] = str(IN_MEMORY)
        tempfile.tempdir = None  # pytest has looked before


_use_memory()

LONGEST = (
    "test_long_runs.py",
    "test_long.py",
    "test_benchmarks.py",
    "test_every_screen.py",
    "test_simulated_learner.py",
)


# Eight thousand tests and what they import stay to the end. Looking through them for garbage took the fourth part of
# the time in which they are found, and a tenth of the time in which they run: it waits until they are there, and is
# done seldom. They are not frozen: hypothesis looks among what the collector knows for who holds a source of chance.
gc.disable()


def pytest_collection_finish() -> None:
    """Look for garbage from here on."""
    gc.enable()
    gc.set_threshold(20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest tests: at the end, no process is to wait for one of them in another."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Give the memory back at the end of a run in which nothing failed."""
    gc.collect()
    gc.freeze()  # pytest looks five times more, and Python at its end, through all that is left
    base = session.config._tmp_path_factory._basetemp  # type: ignore[attr-defined]
    if exitstatus == 0 and not hasattr(session.config, "workerinput") and base and base.is_relative_to(IN_MEMORY):
        shutil.rmtree(base, ignore_errors=True)


START = 1_772_359_200_000  # 2026-03-01 10:00 UTC

DECK = """\
deck: Small axis
axis: {id: SML, name: Small axis}
notes:
  - id: gland
    ask: Which gland releases LH?
    answer: pituitary
    accept: [pituitary gland]
    level: fundamentals
    tags: [gland]
    caveat: The article does not say which lobe.
    cite: {section: Glands, paragraph: 2}
  - id: acronym
    ask: What does LH stand for?
    answer: luteinizing hormone
    reverse: {ask: Which acronym stands for luteinizing hormone?, answer: LH}
    level: fundamentals
  - id: aromatase
    cloze: Aromatase converts {{testosterone}} into {{estradiol}}.
    level: intermediate
  - id: direction
    ask: What does aromatase do to testosterone?
    answer: lowers it
    options: [raises it]
    level: intermediate
  - id: signs
    ask: Which three signs are named? (3)
    items: [fatigue, low libido, less muscle]
    level: academic
  - id: chain
    ask: Put the axis in order.
    steps: [hypothalamus, pituitary, gonad]
    level: academic
  - id: sexes
    ask: Sort by sex.
    groups: {Women: [irregular cycles, hirsutism], Men: [fewer sperm]}
    level: academic
"""


_numbers = count(1)


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the test's own; pytest's own fixture looks through the folders of all tests before."""
    name = re.sub(r"\W", "_", request.node.name[:30])
    path = tmp_path_factory.getbasetemp() / f"{name}-{next(_numbers)}"
    path.mkdir(mode=0o700)
    return path


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the person's own collection, configuration, editor, or the bundled decks."""
    bundled = tmp_path / "bundled"
    bundled.mkdir()
    monkeypatch.setenv("QUIZZER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("EDITOR", "VISUAL", "NO_COLOR", "QUIZZER_SYNC_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("quizzer.study.decks.sync.bundled_decks", lambda: bundled)
    monkeypatch.setattr("quizzer.study.collection.opening.upgrade", BUILT_ONCE)


@cache
def _empty_database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quizzer.db"
        upgrade.create(path)
        return path.read_bytes()


def _create(path: Path) -> None:
    """Put a new database there, as the tables are declared."""
    with replacing(path, "the database", private=True) as unfinished:
        unfinished.write_bytes(_empty_database())


BUILT_ONCE = SimpleNamespace(create=_create, is_current=upgrade.is_current, upgrade=upgrade.upgrade)
"""Building the tables takes longer than most tests; so a collection that is opened here gets a copy of the first one's.

What builds them is tested by itself, and wherever a test starts the program.
"""


@pytest.fixture
def clock() -> FixedClock:
    """A Sunday morning."""
    return FixedClock(START)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A home with the small deck in it."""
    paths = Paths(tmp_path / "home")
    paths.decks.mkdir(parents=True)
    (paths.decks / "small.yaml").write_text(DECK, encoding="utf-8")
    return paths


Opener = Callable[..., Collection]


@pytest.fixture
def open_collection(paths: Paths, clock: FixedClock) -> Iterator[Opener]:
    """Opens the collection in the home, synced; with settings or with lines for its configuration."""
    opened: list[Collection] = []

    def opener(config: str = "", *, settings: Settings | None = None, exclusive: bool = True) -> Collection:
        if config:
            paths.config.write_text(config, encoding="utf-8")
        collection = Collection.open(paths, settings or load_settings(paths), clock, exclusive=exclusive)
        opened.append(collection)
        sync_decks(collection)
        return collection

    yield opener
    for collection in opened:
        collection.close()


@pytest.fixture
def collection(open_collection: Opener) -> Collection:
    """An open collection with the small deck."""
    return open_collection()


@pytest.fixture
def postgres() -> Iterator[Database]:
    """A database of a real server, with a teacher who may set quizzer up in it; skipped where there is none."""
    from tests.postgres import new_database

    with new_database() as database:
        yield database
