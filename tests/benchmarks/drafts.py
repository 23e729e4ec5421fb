"""Drafts: deriving them from a document in a process of its own, and the next draft after a key, in a terminal.

The documents are made of sentences about ships that no document holds; ``python -c pass`` is the least that any command
takes. The drafts of triage are as many as ``--cards`` says. Needs Linux.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from quizzer.config import Paths
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.drafts import DraftMark, Origin
from quizzer.core.notes.kinds import Cloze
from quizzer.core.notes.notes import Citation, Deck, Note, Source
from quizzer.deckfile.write import write_deck
from quizzer.derive.document.read import read_document
from quizzer.derive.library import store_document
from tests.benchmarks.at_the_keys import QUIZZER, environment
from tests.benchmarks.page.figures import Table, count, duration, number, run, verdict
from tests.benchmarks.page.machine import Size, peak_memory
from tests.benchmarks.stage.terminal import Terminal

FULL = Size(cards=1_000, rounds=5)
KEYS = 40
SMALL, LARGE = 25_000, 1_000_000
_PARTS = ("keel", "mast", "rudder", "hull", "sail", "anchor", "deck", "bow", "stern", "hatch", "winch", "boom", "spar")
_EFFECTS = ("increases", "reduces", "improves", "weakens", "prevents", "steadies", "doubles", "shortens")
_MATTERS = ("the speed", "the draught", "the heel", "the drift", "the balance", "the strain", "the course", "the roll")


def text_of(length: int) -> str:
    """A document of about this many characters; no two sentences are equal."""
    lines, size, number_of = ["# Ships", ""], 0, 0
    while size < length:
        if number_of % 40 == 0:
            lines += ["", f"## Part {number_of // 40 + 1}", ""]
        part, other = _PARTS[number_of % 13], _PARTS[(number_of // 13) % 13]
        effect, matter = _EFFECTS[(number_of // 169) % 8], _MATTERS[(number_of // 1352) % 8]
        line = f"The {part} of a type {number_of} ship {effect} {matter} of the {other}, which is a kind of gear."
        lines.append(line + ("" if number_of % 5 else "\n"))
        size += len(line)
        number_of += 1
    return "\n".join(lines)


def drafts_in(paths: Paths, many: int) -> None:
    """A deck of drafts, each on a sentence of its own, and its document."""
    path = paths.home / "ships.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"The keel of a type {number_of} ship steadies the course." for number_of in range(many)]
    paragraphs = [" ".join(lines[at : at + 5]) for at in range(0, many, 5)]
    path.write_text("# Ships\n\n" + "\n\n".join(paragraphs) + "\n", "utf-8")
    document = read_document(path)
    store_document(paths.home, document, "ships")
    notes = []
    for at, line in enumerate(lines):
        passage = document.statements[at // 5]
        cite = Citation(passage.section, passage.place, passage.fingerprint, line)
        body = Cloze(line.replace("steadies", "{{steadies::does what to?}}"))
        draft = DraftMark(0.9 - at / (2 * many), "the direction of change in “steadies”")
        notes.append(Note(f"keel-{at}", body, "SHIP", cite=cite, draft=draft, derived=Origin(f"{at:08x}")))
    paths.decks.mkdir(parents=True, exist_ok=True)
    write_deck(paths.decks / "ships.yaml", Deck("Ships", (Axis("SHIP", "Ships"),), tuple(notes), Source("ships")))


def derive(folder: Path, length: int, round_of: int) -> tuple[float, float]:
    """Derive a deck from a document of this length: seconds of the process, and the most memory it held in MiB."""
    document = folder / f"ships-{length}.md"
    document.write_text(text_of(length), "utf-8")
    env = environment(Paths(folder / f"home-{length}-{round_of}"))
    start = time.perf_counter()
    process = subprocess.Popen([QUIZZER, "derive", str(document)], env=env, stdout=subprocess.DEVNULL)
    most = 0.0
    while process.poll() is None:
        try:
            most = max(most, peak_memory(process.pid))
        except (LookupError, OSError):
            break
        time.sleep(0.005)
    process.wait()
    took = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"quizzer derive ended with {process.returncode}")
    return took, most


def keys(folder: Path, many: int, presses: int) -> list[float]:
    """Seconds from the key that accepts a draft to the next one, on a terminal of 80x24."""
    paths = Paths(folder / "triage")
    drafts_in(paths, many)
    terminal = Terminal([QUIZZER, "triage", "Ships"], environment(paths))
    terminal.wait_for(rb"\b0 of %d" % many)
    found = []
    for pressed in range(1, presses + 1):
        at = terminal.press(b"a")
        terminal.wait_for(rb"\b%d of %d" % (pressed, many))
        found.append(time.perf_counter() - at)
    terminal.leave(b"\x11")
    return found


def measure(size: Size) -> Iterator[Table]:
    """Derive from two documents, and decide some drafts."""
    small, large = (SMALL, LARGE) if not size.tiny else (2_000, 4_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        passes = [_pass() for _ in range(size.rounds)]
        runs = [derive(folder, small, round_of) for round_of in range(size.rounds)]
        once = derive(folder, large, 0)
        presses = keys(folder, size.cards, size.few(KEYS))
    small_took = median(took for took, _ in runs)
    late = quantiles(presses, n=20)[-1] if len(presses) > 1 else presses[0]
    rows = [
        [f"`quizzer derive`, {small:,} characters, cold", duration(small_took), verdict(small_took, size.goal(2), "s")],
        [f"`quizzer derive`, {large:,} characters", duration(once[0]), verdict(once[0], size.goal(30), "s")],
        ["its most memory", f"{number(once[1])} MiB", verdict(once[1], size.goal(300), "MiB")],
        ["key to next draft, median", duration(median(presses)), verdict(median(presses) * 1e3, size.goal(16), "ms")],
        ["key to next draft, 95th percentile", duration(late), verdict(late * 1e3, size.goal(16), "ms")],
        ["`python -c pass`", duration(median(passes)), ""],
    ]
    caption = f"{count(size.rounds, 'rounds')}; triage over {size.cards:,} drafts, {count(len(presses), 'keys')}."
    yield Table(caption, ("what", "quizzer", "goal"), rows)


def _pass() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    run("drafts", measure, __doc__, FULL)
