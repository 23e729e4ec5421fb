"""Every benchmark runs, and its figures fit the page of measurements, which holds no figure of any other origin."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path

import pytest

from tests.anki.profile import require_anki
from tests.benchmarks import __main__ as command
from tests.benchmarks import growth
from tests.benchmarks.page import figures
from tests.benchmarks.page.figures import Comparison, Table, block, find_blocks, read_rows, write_page
from tests.benchmarks.page.machine import TINY_CARDS, Size, parse_size
from tests.benchmarks.stage.stopwatch import Lap, measure_alone
from tests.programs import run_module

AGAINST_ANKI = {"against_anki", "anki_export", "anki_import", "browse", "statistics"}
READS_PROC = {"anki_export", "at_the_keys", "drafts", "growth", "sync"}
FIGURE = re.compile(r"\d[\d,]*(\.\d+)? (ms|s|MiB|cards?)")
RATIO = re.compile(r"\d[\d,]*(\.\d+)?")
JUDGED = {"goal", "exponent"}


@pytest.fixture(scope="module")
def collections(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for temporary files in which the benchmarks make their collections."""
    return tmp_path_factory.mktemp("collections")


@pytest.mark.parametrize("name", command.BENCHMARKS)
def test_a_benchmark_prints_the_figures_that_the_page_takes(name: str, collections: Path) -> None:
    if not hasattr(time, "tzset"):
        pytest.skip("the benchmarks put their process into UTC, which needs a POSIX system")
    if name in AGAINST_ANKI:
        require_anki()
    if name in READS_PROC and not Path("/proc/self/status").exists():
        pytest.skip("the memory of a process is read from /proc")
    late = ("anki.collection",) if name in AGAINST_ANKI else ()
    done = run_module(
        f"tests.benchmarks.{name}", "--tiny", env={**os.environ, "TMPDIR": str(collections)}, imports=late
    )
    assert done.returncode == 0, done.stderr
    body = find_blocks(done.stdout)[name]
    assert re.search(r"^Measured \d{4}-\d\d-\d\d, .*; .*Python [\d.]+, SQLite [\d.]+", body, re.MULTILINE)
    rows = read_rows(body)
    assert len(rows) == body.count("\n| ") - 2 * body.count("\n| ---") > 0, "a line is no row"
    for row in rows:
        work, *cells = row.items()
        assert work[1], row
        assert any(value for _, value in cells), f"no figure: {row}"
        for head, value in cells:
            if head in JUDGED:
                assert not value, "a tiny run is not judged"
            elif value:
                assert (RATIO if head == "ratio" else FIGURE).fullmatch(value), row


@pytest.mark.parametrize(
    ("arguments", "size"),
    [
        ([], Size(1_000, 5, tiny=False, judged=True)),
        (["--cards", "2000", "--rounds", "9"], Size(2_000, 9, tiny=False, judged=True)),
        (["--cards", "999"], Size(999, 5, tiny=False, judged=False)),
        (["--tiny"], Size(TINY_CARDS, 1, tiny=True, judged=False)),
        (["--tiny", "--rounds", "3"], Size(TINY_CARDS, 3, tiny=True, judged=False)),
    ],
)
def test_goals_hold_for_the_size_they_were_set_for(arguments: list[str], size: Size) -> None:
    parsed = parse_size(None, Size(1_000, 5), arguments)
    assert parsed == size
    assert parsed.goal(0.5) == (0.5 if size.judged else None)


def test_a_ratio_is_taken_round_by_round() -> None:
    slow_machine_in_one_round = Comparison("work", 0.5, peer=[1.0, 10.0, 1.0], own=[0.5, 5.0, 0.7])
    assert slow_machine_in_one_round.row() == ["work", "1.00 s", "700 ms", "0.50", "≤ 0.5, met"]


@pytest.mark.parametrize(
    ("seconds", "slope"),
    [
        ((0.1, 1.0, 10.0), 1.0),
        ((0.1, 1.0, 1.0), 0.0),
        ((0.1, 0.1, 10.0), 2.0),
        ((0.000_1, 0.000_2, 0.004), None),  # as good as nothing, however fast it grows
        ((0.000_1, 0.000_2, 0.5), 2.0),  # counted from 5 ms
    ],
)
def test_the_exponent_is_the_slope_between_the_two_largest_sizes(
    seconds: tuple[float, ...], slope: float | None
) -> None:
    found = growth.exponent((10, 100, 1_000), [Lap(each, 30) for each in seconds])
    assert found == (slope if slope is None else pytest.approx(slope))


def test_what_grows_faster_than_its_work_fails_the_run() -> None:
    laps = {"rebuild": [Lap(1, 30), Lap(10, 30)], "export": [Lap(1, 30), Lap(15, 30)]}
    table = growth.table("", (10, 100), "cards", laps, {"rebuild": [(5, "s"), (99, "MiB")]}, Size(100, 1))
    assert growth.find_too_fast(table.markdown()) == ["export"]
    assert read_rows(table.markdown())[0]["goal"] == "≤ 5 s, MISSED; ≤ 99 MiB, met"


def test_a_process_is_measured_by_itself() -> None:
    many: list[bytes] = []
    laps = measure_alone(lambda watch: watch.time("work", lambda: many.append(b"x" * 50_000_000)))
    assert laps["work"].seconds > 0
    assert laps["work"].memory > 50
    assert not many
    with pytest.raises(RuntimeError, match="exit code 1"):
        measure_alone(lambda watch: watch.time("work", lambda: 1 / 0))


def test_every_benchmark_is_run_by_the_command_and_has_its_place_on_the_page() -> None:
    modules = Path(command.__file__).parent.glob("*.py")
    runnable = {
        path.stem for path in modules if re.search(r"^def measure\(size: Size\)", path.read_text(), re.MULTILINE)
    }
    assert runnable == set(command.BENCHMARKS)
    assert list(find_blocks(command.PAGE.read_text("utf-8"))) == list(command.BENCHMARKS)


def test_the_page_has_no_figure_that_no_benchmark_wrote() -> None:
    typed = figures._BLOCK.sub("", command.PAGE.read_text("utf-8"))
    assert re.findall(r"\d+", typed) == []


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A copy of the page."""
    return Path(shutil.copy(command.PAGE, tmp_path / "page.md"))


def test_a_block_is_written_between_its_markers_and_the_others_stay(page: Path) -> None:
    before = page.read_text("utf-8")
    table = Table("Ten cards.", ("work", "Anki", "ratio"), [["answer", "1.00 ms", "0.50"]])
    write_page(page, {"mastery": table.markdown()})
    after = page.read_text("utf-8")
    blocks = find_blocks(after)
    assert read_rows(blocks["mastery"]) == [{"work": "answer", "Anki": "1.00 ms", "ratio": "0.50"}]
    assert after == before.replace(block("mastery", find_blocks(before)["mastery"]), block("mastery", table.markdown()))


def test_figures_without_a_place_on_the_page_are_an_error(page: Path) -> None:
    before = page.read_text("utf-8")
    with pytest.raises(LookupError, match="no place for nothing"):
        write_page(page, {"nothing": "figures\n"})
    assert page.read_text("utf-8") == before


class Stub:
    """Bodies in place of benchmarks; one of them fails."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, list[str]]] = []

    def measure(self, name: str, arguments: list[str]) -> str | None:
        self.calls.append((name, arguments))
        return None if name == "browse" else f"figures of {name}\n"


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Stub:
    stub = Stub()
    monkeypatch.setattr(command, "measure", stub.measure)
    return stub


def test_a_benchmark_that_fails_leaves_its_tables_and_the_exit_code_says_so(page: Path, stub: Stub) -> None:
    before = find_blocks(page.read_text("utf-8"))
    assert command.main([], page) == 1
    after = find_blocks(page.read_text("utf-8"))
    assert after["browse"] == before["browse"]
    assert after["mastery"] == "figures of mastery\n"
    assert after["deck_files"] == "figures of deck_files\n"


@pytest.mark.parametrize("option", ["--print", "--tiny"])
def test_printed_and_tiny_figures_are_not_written(
    page: Path, stub: Stub, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = page.read_text("utf-8")
    assert command.main([option, "--only", "mastery"], page) == 0
    assert page.read_text("utf-8") == before
    assert find_blocks(capsys.readouterr().out) == {"mastery": "figures of mastery\n"}
    assert stub.calls == [("mastery", ["--tiny"] if option == "--tiny" else [])]
