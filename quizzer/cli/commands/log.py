"""``quizzer log``: every answer ever given, as a table."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from quizzer.cli.csv_output import print_row
from quizzer.cli.json_output import print_json
from quizzer.cli.open_collection import open_collection
from quizzer.cli.options.shared import filter_options, json_option
from quizzer.study.filters import Filter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizzer.study.own_data.log_table import LogLine

_LATEST = 20


@click.command()
@click.option("--csv", "as_csv", is_flag=True, help="Print the whole log as a table of comma-separated values.")
@filter_options()
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only from this study day on.")
@click.option(
    "-n", "--limit", type=click.IntRange(min=1), metavar="N", help="The N latest rows; 20 without --csv and --json."
)
@json_option
@click.pass_obj
def command(
    home: str | None, as_csv: bool, wanted: Filter, since: datetime | None, limit: int | None, as_json: bool
) -> None:
    """Print the review log: every answer and mark, with those that were undone."""
    from quizzer.study.own_data.log_table import load_log

    if as_csv and as_json:
        raise click.UsageError("--csv and --json do not go together.")
    if limit is None and not (as_csv or as_json):
        limit = _LATEST
    with open_collection(home, exclusive=False) as collection:
        lines = load_log(collection, wanted, since=since.date() if since else None, limit=limit)
        if as_csv:
            _print_csv(lines)
        elif as_json:
            print_json("log", {"rows": list(map(_to_json, lines))})
        else:
            _print_lines(list(lines))


def _print_csv(lines: Iterable[LogLine]) -> None:
    from quizzer.study.own_data.log_table import LogLine

    click.echo(",".join(LogLine._fields))
    for line in lines:
        print_row(line)


def _to_json(line: LogLine) -> dict[str, object]:
    """The row with its numbers as numbers, and null for what it does not have."""
    numbers = {"interval_days": line.interval_days, "seconds": line.seconds}
    texts = {name: text or None for name, text in line._asdict().items() if name not in numbers}
    return {**texts, **{name: float(text) if text else None for name, text in numbers.items()}}


def _print_lines(lines: list[LogLine]) -> None:
    if not lines:
        click.echo("The log is empty: nothing has been answered yet.")
    for line in lines:
        at = datetime.fromisoformat(line.at.replace("Z", "+00:00")).astimezone()
        taken_back = "  undone" if line.undone else ""
        took = f"  {float(line.seconds):.0f} s" if line.seconds else ""
        click.echo(f"{at:%Y-%m-%d %H:%M}  {_spell_deed(line):<11}  {line.axis:<10}  {line.card}{took}{taken_back}")


def _spell_deed(line: LogLine) -> str:
    names = {"1": "1 Again", "2": "2 Hard", "3": "3 Good", "4": "4 Easy"}
    return names.get(line.value, line.value) if line.kind == "answer" else f"{line.kind} {line.value}".rstrip()
