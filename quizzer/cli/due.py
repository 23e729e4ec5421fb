"""``quizzer due``: one line for a prompt or a status bar. Everything it imports counts."""

from __future__ import annotations

import click

from quizzer.cli.opening import open_collection
from quizzer.core.intervals import in_words
from quizzer.study.views import Counts, Due


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")
@click.pass_obj
def command(home: str | None, as_json: bool) -> None:
    """Print what is due on one line."""
    with open_collection(home, exclusive=False) as collection:
        collection.sync_if_free()
        due = collection.due()
        now = collection.clock.now()
        if as_json:
            import json
            from datetime import datetime

            next_due = None if due.next_due is None else datetime.fromtimestamp(due.next_due / 1000).astimezone()
            click.echo(json.dumps(as_data(due, next_due.isoformat(timespec="seconds") if next_due else None)))
        else:
            click.echo(line(due, now))


def line(due: Due, now: int) -> str:
    """What is due, in words."""
    counts = due.counts
    if counts.total:
        parts = [(counts.new, "new"), (counts.learning, "learning"), (counts.review, "review")]
        return ", ".join(f"{count} {word}" for count, word in parts if count)
    if due.next_due is None:
        return "nothing due"
    return f"nothing due, next in {in_words((now - due.next_due) // 1000 or -1)}"


def as_data(due: Due, next_due: str | None) -> dict[str, object]:
    """What is due, for ``--json``; ``next_due`` as ISO 8601 text."""

    def plain(counts: Counts) -> dict[str, int]:
        return {"new": counts.new, "learning": counts.learning, "review": counts.review}

    return {
        **plain(due.counts),
        "total": due.counts.total,
        "next_due": next_due,
        "axes": {axis.id: plain(counts) for axis, counts in due.axes},
    }
