"""How long imports of large files take, and how much memory: made here, imported by the program into an empty home.

Run ``python -m tests.benchmarks.large_imports``, with ``--scale 0.1`` for a tenth of the sizes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmarks.stage.packages import text_of, write_package


def write_table(path: Path, size: int) -> None:
    """A table of a size in bytes."""
    with path.open("w", encoding="utf-8") as file:
        file.write("question,answer,tags\n")
        number = 0
        while file.tell() < size:
            file.write("".join(f"{text_of(n, 30)}?,{text_of(n, 12)},tag{n % 9}\n" for n in range(number, number + 500)))
            number += 500


def write_markdown(path: Path, size: int) -> None:
    """``Q:`` and ``A:`` of a size in bytes."""
    with path.open("w", encoding="utf-8") as file:
        number = 0
        while file.tell() < size:
            file.write("".join(f"Q: {text_of(n, 20)}?\nA: {text_of(n, 6)}\n\n" for n in range(number, number + 500)))
            number += 500


def run(home: Path, *arguments: str) -> tuple[float, int, str]:
    """Call the program: seconds of CPU, MB at most, and its last line."""
    said = home.parent / "said"
    child = os.fork()
    if child == 0:
        with said.open("w") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        environment = {**os.environ, "QUIZZER_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
        os.execve(sys.executable, [sys.executable, "-m", "quizzer", *arguments], environment)
    _, _, used = os.wait4(child, 0)
    lines = said.read_text("utf-8").strip().splitlines() or [""]
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, lines[-1][:100]


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the files, import them, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1)
    scale = parser.parse_args(arguments).scale

    def sized(number: int) -> int:
        return max(1, int(number * scale))

    files: dict[str, Callable[[Path], None]] = {
        "drawings.apkg": lambda path: write_package(path, 160, 1, 1_600_000),
        "reviews.apkg": lambda path: write_package(path, sized(10_000), 30, 0),
        "100k.apkg": lambda path: write_package(path, sized(100_000), 1, 0),
        "50mb.csv": lambda path: write_table(path, sized(50_000_000)),
        "20mb.md": lambda path: write_markdown(path, sized(20_000_000)),
    }
    print(f"{'file':<16} {'MB':>6} {'CPU':>8} {'memory':>8}  what it said")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, write in files.items():
            write(folder / name)
            home = folder / name.replace(".", "-")
            run(home, "decks")  # the database is made, and the bundled decks are in
            _print(folder / name, *run(home, "import", str(folder / name)))
        archive = folder / "all.json"
        run(folder / "100k-apkg", "export", str(archive))
        _print(archive, *run(folder / "archive", "import", str(archive)))
        again = run(folder / "archive", "import", str(archive))
        _print(archive, *again)
        shutil.rmtree(folder / "archive")


def _print(path: Path, seconds: float, megabytes: int, said: str) -> None:
    print(f"{path.name:<16} {path.stat().st_size / 1e6:>6.1f} {seconds:>6.1f} s {megabytes:>5} MB  {said}", flush=True)


if __name__ == "__main__":
    main()
