"""``quizzer workload``: what a desired retention costs."""

from __future__ import annotations

import click

from quizzer.cli.json_output import print_json
from quizzer.cli.open_collection import open_collection
from quizzer.cli.options.shared import filter_options, json_option
from quizzer.core.wording import plural
from quizzer.study.filters import Filter
from quizzer.study.parameters.workload import DAYS, FEW, WorkloadTable, estimate_workload


@click.command()
@filter_options()
@json_option
@click.pass_obj
def command(home: str | None, wanted: Filter, as_json: bool) -> None:
    """Show what each desired retention would cost, before you change it in config.toml.

    Your own cards are lived through half a year ahead by the memory model, without new ones.
    """
    from quizzer.study.decks.sync import sync_decks_if_free

    with open_collection(home, exclusive=False) as collection:
        sync_decks_if_free(collection)
        found = estimate_workload(collection, wanted)
        config = collection.paths.config
    if as_json:
        print_json("workload", workload_to_json(found))
        return
    for line in cost_lines(found):
        click.echo(line)
    if found.workloads:
        click.echo(f"Change it with `desired_retention` in {config}; [retention] sets it for single axes.")


def cost_lines(found: WorkloadTable) -> list[str]:
    """The table, a line each."""
    if not found.workloads:
        return ["No card was answered yet, so there is nothing to tell the cost from."]
    now = next((w.reviews_a_day for w in found.workloads if w.retention == found.now), 0.0)
    lines = [
        f"The next {DAYS} days with the {found.cards} cards met so far:",
        "retention  reviews a day   minutes   recall then",
    ]
    for cost in found.workloads:
        minutes = f"{cost.reviews_a_day * found.seconds / 60:7.1f}" if found.seconds else "      -"
        ratio = f"  {cost.reviews_a_day / now:4.1f} times today's" if now and cost.retention != found.now else ""
        mark = "  <- now" if cost.retention == found.now else ratio
        lines.append(f"{cost.retention:8.0%}  {cost.reviews_a_day:13.1f}  {minutes}  {cost.recall:11.0%}{mark}")
    if found.cards < FEW:
        lines.append(
            f"{plural(found.cards, 'card')} met so far: too few for these figures to mean much; chance can even turn "
            f"their order round. From {FEW} cards on they are steadier."
        )
    return lines


def workload_to_json(found: WorkloadTable) -> dict[str, object]:
    """The table for ``--json``; shares as numbers from 0 to 1."""
    return {
        "days": DAYS,
        "cards": found.cards,
        "too_few": found.cards < FEW,
        "seconds_a_review": found.seconds or None,
        "desired_retention": found.now,
        "workloads": [
            {
                "desired_retention": cost.retention,
                "reviews_a_day": cost.reviews_a_day,
                "minutes_a_day": cost.reviews_a_day * found.seconds / 60 if found.seconds else None,
                "recall": cost.recall,
            }
            for cost in found.workloads
        ],
    }
