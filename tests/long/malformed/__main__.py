"""Feeds spoilt files to every reader, and spoilt arguments to the command line: sentences, in time, in little memory.

Run ``python -m tests.long.malformed``, with ``--inputs N``, ``--seed N``, ``--only READER``; ``--small`` is what the
suite runs. ``--keep FOLDER`` keeps each input at which something was wrong.

Forks read the inputs, a batch each. An input is at fault when anything but a ``Problem`` comes out of it, when what
comes out of it cannot be a deck file, when the sentence is none, when it takes more than 2 s of CPU or lets the fork
grow above 300 MB, when it leaves a temporary file, or when the fork dies of it.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.long.malformed.reading import READERS, NotUsable, name_of_input
from tests.long.malformed.spoiling import spoil
from tests.long.samples import Sample, make_samples

INPUTS, SMALL = 20_000, 150
BATCH = 100
MOST_SECONDS, MOST_MB = 2.0, 300
GIVEN_UP = 30


class TooLong(BaseException):
    """An input on which the clock ran out; no reader catches it."""


@dataclass
class Tally:
    """What became of the inputs of a reader."""

    inputs: int = 0
    read: int = 0
    slowest: float = 0.0
    largest: int = 0
    faults: list[str] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """Feed, and print a table."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.long.malformed", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=INPUTS)
    parser.add_argument("--seed", type=int, default=20_261_126)
    parser.add_argument("--only", choices=READERS, default="")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--small", action="store_const", dest="inputs", const=SMALL, help=f"{SMALL} inputs")
    chosen = parser.parse_args(arguments)
    wanted = [chosen.only] if chosen.only else list(READERS)
    tallies = {reader: Tally() for reader in wanted}
    with tempfile.TemporaryDirectory() as folder:
        samples = [sample for sample in make_samples(Path(folder)) if sample.reader in wanted]
        samples += [Sample("arguments", "", b"")] * ("arguments" in wanted)
        share = -(-chosen.inputs // len(wanted))
        for reader in wanted:
            own = [sample for sample in samples if sample.reader == reader]
            for start in range(0, share, BATCH):
                seeds = range(chosen.seed + start, chosen.seed + min(share, start + BATCH))
                _run_batch(tallies[reader], own, seeds, Path(folder), chosen.keep)
    print(f"{'reader':<16} {'inputs':>7} {'read':>7} {'refused':>7} {'slowest':>9} {'largest':>8} {'faults':>6}")
    for reader, tally in tallies.items():
        refused = tally.inputs - tally.read - len(tally.faults)
        print(
            f"{reader:<16} {tally.inputs:>7} {tally.read:>7} {refused:>7} {tally.slowest:>7.2f} s "
            f"{tally.largest:>5} MB {len(tally.faults):>6}"
        )
    faults = [fault for tally in tallies.values() for fault in tally.faults]
    print(f"{sum(tally.inputs for tally in tallies.values())} inputs, {len(faults)} faults")
    for fault in faults[:40]:
        print(fault)
    return 1 if faults else 0


def _run_batch(tally: Tally, samples: Sequence[Sample], seeds: range, folder: Path, keep: Path | None) -> None:
    """Read a batch in forks: after an input of which one dies, another goes on."""
    left = seeds
    while left:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            with suppress(BaseException), os.fdopen(writer, "w") as out:
                _read_all(samples, left, folder, out, keep)
            os._exit(0)
        os.close(writer)
        done = 0
        with os.fdopen(reader) as printed:
            for line in printed:
                outcome = json.loads(line)
                done += 1
                tally.inputs += 1
                tally.slowest = max(tally.slowest, outcome["seconds"])
                tally.largest = max(tally.largest, outcome["mb"])
                tally.read += outcome["read"]
                tally.faults += [outcome["fault"]] if outcome["fault"] else []
                if outcome["mb"] > MOST_MB:
                    break
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if done < len(left) and (not done or outcome["mb"] <= MOST_MB):
            tally.inputs += 1
            done += 1
            tally.faults.append(f"{samples[0].reader}, seed {left[done - 1]}: the process died ({status})")
        left = left[done:]


def _read_all(samples: Sequence[Sample], seeds: range, folder: Path, out: object, keep: Path | None) -> None:
    private = Path(tempfile.mkdtemp(dir=folder))
    tempfile.tempdir = str(private)
    gc.freeze()
    for seed in seeds:
        chance = random.Random(seed)
        sample = chance.choice(samples)
        outcome = _read_one(
            sample, spoil(sample.content, chance, [one.content for one in samples]), seed, private, keep
        )
        out.write(json.dumps(outcome) + "\n")  # type: ignore[attr-defined]
        out.flush()  # type: ignore[attr-defined]


def _read_one(sample: Sample, raw: bytes, seed: int, folder: Path, keep: Path | None) -> dict[str, object]:
    place = Path(tempfile.mkdtemp(dir=folder.parent))
    path = place / (sample.name or "x")
    path.write_bytes(raw)
    fault, read = "", False
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(GIVEN_UP)
    begun = time.process_time()
    try:
        seconds, read = READERS[sample.reader](path, random.Random(seed))
    except NotUsable as unusable:
        seconds, fault = time.process_time() - begun, str(unusable)
    except BaseException as error:  # noqa: BLE001 - whatever comes out is what is looked for
        seconds = time.process_time() - begun
        where = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}: {str(error)[:120]}"
    signal.alarm(0)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    left = sorted(one.name for one in folder.iterdir())
    if not fault and seconds > MOST_SECONDS:
        fault = f"took {seconds:.1f} s for {len(raw)} bytes"
    if not fault and most > MOST_MB:
        fault = f"needed {most} MB for {len(raw)} bytes"
    if not fault and left:
        fault = f"left {left}"
    if fault and keep is not None:
        keep.mkdir(exist_ok=True)
        (keep / f"{sample.reader.replace(' ', '-')}-{seed}-{path.name}").write_bytes(raw)
    for one in (*folder.iterdir(), path):
        with suppress(OSError):
            one.unlink()
    where_from = f"{sample.reader}, {sample.name or name_of_input(seed)}, seed {seed}: "
    return {"seconds": seconds, "mb": most, "read": read, "fault": where_from + fault if fault else ""}


def _give_up(_signal: int, _frame: object) -> None:
    raise TooLong


if __name__ == "__main__":
    sys.exit(main())
