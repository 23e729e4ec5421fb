"""Two collections that people made: those in the source distribution of ankipandas, fetched once."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from itertools import groupby
from pathlib import Path

import pytest

from quizzer.anki.read import read_anki
from quizzer.core.exchange import Incoming
from quizzer.core.log import LogKind
from quizzer.core.notes.kinds import Basic
from quizzer.core.schedule.scheduler import Scheduler
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS, Scheduling
from tests.anki.profile import require_anki
from tests.formats.given import notes_of, read

VERSION = "0.3.15"
NAMES = ("collection.anki2", "collection_v1.anki2")
_INSIDE = f"ankipandas-{VERSION}/ankipandas/test/data/few_basic_cards/"
_MOST_SECONDS = 120


@pytest.fixture(scope="module")
def folder(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collections, kept in pytest's cache where there is one; skips where they cannot be fetched."""
    cache = getattr(pytestconfig, "cache", None)
    folder = tmp_path_factory.mktemp("ankipandas") if cache is None else cache.mkdir("ankipandas")
    archive = folder / f"ankipandas-{VERSION}.tar.gz"
    if not archive.exists():
        wanted = ["--no-deps", "--no-binary", ":all:", "--quiet", "--dest", str(folder), f"ankipandas=={VERSION}"]
        command = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", *wanted]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_MOST_SECONDS)
        except subprocess.TimeoutExpired:
            pytest.skip("ankipandas' source distribution could not be fetched in time")
        if done.returncode or not archive.exists():
            pytest.skip("ankipandas' source distribution could not be fetched; is there a network?")
    with tarfile.open(archive) as packed:
        for name in NAMES:
            member = packed.extractfile(_INSIDE + name)
            assert member is not None
            (folder / name).write_bytes(member.read())
    return folder


@pytest.fixture(params=NAMES)
def incoming(request: pytest.FixtureRequest, folder: Path) -> Incoming:
    return read(read_anki, folder / request.param)


def test_every_note_becomes_a_question(incoming: Incoming) -> None:
    both = {"Basic with reversed card: Front", "Car", "Tree", "White", "Green"}
    assert [(deck.deck.name, deck.file, len(deck.deck.notes)) for deck in incoming.decks] == [
        ("Testing", "testing.yaml", 3),
        ("EnglishGerman", "englishgerman.yaml", 4),
    ]
    asked = {note.body.ask: note.body for note in notes_of(incoming) if isinstance(note.body, Basic)}
    assert {ask for ask, body in asked.items() if body.reverse is not None} == both
    assert set(asked) - both == {"Basic: Front", "No tag front"}
    assert asked["White"].answer == "Weiß"
    assert notes_of(incoming)[3].tags == ("adjective", "english", "german", "noun")
    assert incoming.skipped == ()
    assert incoming.media == ()


def test_three_ratings_of_the_first_scheduler_are_todays(incoming: Incoming) -> None:
    told = [(entry.value, entry.interval) for entry in incoming.entries if entry.kind == LogKind.ANSWER]
    assert told == [(3, -600), (4, 4), (1, -60), (3, -600), (4, 3), (4, 5)]


@pytest.mark.parametrize("name", NAMES)
def test_memory_is_ankis_after_its_own_upgrade(folder: Path, tmp_path: Path, name: str) -> None:
    require_anki()
    from anki.collection import Collection

    copy = tmp_path / name
    shutil.copyfile(folder / name, copy)
    entries = read(read_anki, folder / name).entries
    collection = Collection(str(copy))
    try:
        collection.upgrade_to_v2_scheduler()
        collection.set_config("fsrs", True)
        for config in collection.decks.all_config():
            collection.decks.update_config({**config, "fsrsParams6": list(FSRS_6_DEFAULTS)})
        theirs = []
        for card in collection.db.list("select distinct cid from revlog order by cid"):
            said = collection.compute_memory_state(card)
            theirs.append((said.stability, said.difficulty))
    finally:
        collection.close()
    ours = []
    for _, rows in groupby(entries, key=lambda entry: entry.card):
        log = [(row.at, row.day, row.kind, row.value, row.state, row.step, row.interval) for row in rows]
        progress = Scheduler(Scheduling()).replay(log).progress
        ours.append((progress.stability, progress.difficulty))
    assert ours == [pytest.approx(memory, rel=0.001) for memory in theirs]
    assert len(ours) == 3
