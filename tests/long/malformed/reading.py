"""The readers as the long runs call them: how long each took, and whether what came of it can be used."""

from __future__ import annotations

import io
import os
import random
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from quizzer.cli.main import _run as run
from quizzer.config import Paths, load_settings
from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.read.deck import parse_deck, read_deck
from quizzer.deckfile.write import format_deck
from quizzer.derive.document.read import read_document
from quizzer.errors import Problem
from quizzer.formats.detect import detect
from quizzer.study.exchange.export import load_reference
from tests.formats.given import CLOCK, ROLLOVER, assert_usable, quiet
from tests.long.malformed.arguments import make_arguments, make_home, typed_lines


class NotUsable(Exception):
    """What came of an input is neither usable nor a sentence."""


def read_deck_file(path: Path, _chance: random.Random) -> tuple[float, bool]:
    """Read and check a deck file; what was taken of it must be the same when it is written and read."""
    begun = time.process_time()
    reading = read_deck(path)
    findings = lint([reading])
    seconds = time.process_time() - begun
    for finding in findings:
        _require_sentence(str(finding), path)
    if reading.deck is not None and reading.deck.notes and len(reading.deck.notes) < 1_000:
        again = parse_deck(format_deck(reading.deck), path)
        if again.deck != reading.deck:
            raise NotUsable(f"the deck is another one when it is written and read: {again.findings[:2]}")
    return seconds, reading.deck is not None


def read_foreign(path: Path, _chance: random.Random) -> tuple[float, bool]:
    """Read a file as an import does."""
    begun = time.process_time()
    try:
        incoming = load_reference(detect(path).reader)(path, CLOCK, ROLLOVER, quiet)
    except Problem as problem:
        seconds = time.process_time() - begun
        _require_sentence(str(problem), path)
        return seconds, False
    seconds = time.process_time() - begun
    if sum(len(deck.deck.notes) for deck in incoming.decks) < 2_000:
        try:
            assert_usable(incoming)
        except AssertionError as error:
            broken = traceback.extract_tb(error.__traceback__)[-1].line
            raise NotUsable(f"no deck file can hold it: {broken}") from None
    return seconds, True


def read_source(path: Path, _chance: random.Random) -> tuple[float, bool]:
    """Read a document."""
    begun = time.process_time()
    try:
        read_document(path)
    except Problem as problem:
        _require_sentence(str(problem), path)
        return time.process_time() - begun, False
    return time.process_time() - begun, True


def read_config(path: Path, _chance: random.Random) -> tuple[float, bool]:
    """Read a configuration; its errors are a line each."""
    begun = time.process_time()
    try:
        load_settings(Paths(path.parent))
    except Problem as problem:
        for line in str(problem).splitlines():
            _require_sentence(line, path)
        return time.process_time() - begun, False
    return time.process_time() - begun, True


def call_program(path: Path, chance: random.Random) -> tuple[float, bool]:
    """Call the program in a folder with a home, a backup and some files, with odd arguments and lines typed."""
    home = make_home(path.parent, learnt=path.parents[1] / "home")
    arguments = make_arguments(chance)
    before, output, errors = Path.cwd(), io.StringIO(), io.StringIO()
    os.chdir(path.parent)
    seconds = 0.0
    try:
        with (
            patch.dict(os.environ, {"QUIZZER_HOME": str(home), "XDG_CONFIG_HOME": str(home), "EDITOR": "true"}),
            patch.object(sys, "stdin", io.StringIO(typed_lines(chance))),
            patch("quizzer.study.decks.sync.bundled_decks", lambda: home / "none"),
            redirect_stdout(output),
            redirect_stderr(errors),
        ):
            begun = time.process_time()
            try:
                code = run(arguments)
            finally:
                seconds = time.process_time() - begun
    finally:
        os.chdir(before)
    printed = errors.getvalue()
    if "fault of quizzer's own" in printed or "Traceback" in printed or code not in (0, 1, 2):
        raise NotUsable(f"{arguments}: exit code {code}: {printed[-300:]}")
    if code and not printed.strip() and not output.getvalue().strip():
        raise NotUsable(f"{arguments}: exit code {code} without a word")
    if "\x1b" in printed + output.getvalue():
        raise NotUsable(f"{arguments}: an escape is sent")
    return seconds, code == 0


def name_of_input(seed: int) -> str:
    """The arguments of a seed, for where there is no file."""
    return " ".join(map(ascii, make_arguments(random.Random(seed))))[:200]


def _require_sentence(text: str, path: Path) -> None:
    if not text.startswith(str(path)):
        raise NotUsable(f"does not begin with the path: {text[:200]!r}")
    if "\n" in text or "\x1b" in text or len(text) > 2_000 + len(str(path)):
        raise NotUsable(f"no sentence of one line: {text[:300]!r}")


READERS: dict[str, Callable[[Path, random.Random], tuple[float, bool]]] = {
    "deck file": read_deck_file,
    "table": read_foreign,
    "markdown": read_foreign,
    "anki package": read_foreign,
    "anki collection": read_foreign,
    "mnemosyne": read_foreign,
    "archive": read_foreign,
    "document": read_source,
    "configuration": read_config,
    "arguments": call_program,
}
"""By name: reads a file, and returns the seconds of CPU it took and whether something was taken of it."""
