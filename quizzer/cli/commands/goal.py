"""``quizzer goal``: know an axis, a deck or a tag by a day."""

from __future__ import annotations

from datetime import date, timedelta

import click

from quizzer.cli.json_output import print_json
from quizzer.cli.open_collection import open_collection
from quizzer.cli.options.shared import filter_options, json_option
from quizzer.core.groups import split_key
from quizzer.core.safe_text import one_line
from quizzer.core.wording import percent, plural
from quizzer.core.written_days import read_day
from quizzer.errors import WrongUse
from quizzer.study.filters import Filter
from quizzer.study.mastery.goals import EXPLAINED, GoalLine, load_goals, remove_goal, set_goal


@click.command(epilog=EXPLAINED)
@filter_options("axis", "deck", "tag")
@click.option(
    "--by", metavar="DATE", help="Set a goal for this day (2027-03-12, 6 weeks, 12 Mar), in place of an earlier one."
)
@click.option(
    "--recall", metavar="PERCENT", default="90", show_default=True, help="Recall wanted on that day, 50 to 99."
)
@click.option("--remove", is_flag=True, help="Remove the goal.")
@click.option("--past", is_flag=True, help="List the goals whose day is over, too.")
@json_option
@click.pass_obj
def command(
    home: str | None,
    wanted: Filter,
    by: str | None,
    recall: str,
    remove: bool,
    past: bool,
    as_json: bool,
) -> None:
    """List the goals, or set one: quizzer goal --axis HPA --by 2027-03-12 --recall 90.

    A goal is for one axis, one deck or one tag. Where a card is under several goals, the nearest one counts.

    It is on pace when keeping to the day's plan brings it about, and behind by a number of new cards when it takes
    these beyond the plan.
    """
    from quizzer.study.decks.sync import sync_decks

    if by is None and not remove:
        _list(home, wanted, past=past, as_json=as_json)
        return
    if as_json:
        raise WrongUse("--json goes with the list of goals: leave --by and --remove out.")
    if by is not None and remove:
        raise WrongUse("--by sets a goal and --remove removes one: use one of the two.")
    with open_collection(home, exclusive=True) as collection:
        sync_decks(collection)
        if by is None:
            removed = remove_goal(collection, wanted)
            click.echo(
                "The goal is removed. Intervals follow the schedule alone again." if removed else "There was none."
            )
            return
        line, moved = set_goal(collection, wanted, _date(by, collection.moment().day), _share(recall))
    _tell(line)
    if moved:
        cards = "card was" if moved == 1 else "cards were"
        click.echo(f"  {moved} {cards} brought forward to the days before it; undo puts them back.")
    click.echo(EXPLAINED)


def _list(home: str | None, wanted: Filter, *, past: bool, as_json: bool) -> None:
    from quizzer.study.decks.sync import sync_decks_if_free

    if wanted != Filter():
        raise WrongUse("name the day with --by YYYY-MM-DD, or --remove to remove the goal.")
    with open_collection(home, exclusive=False) as collection:
        sync_decks_if_free(collection)
        lines = load_goals(collection, past=past)
    if as_json:
        print_json("goal", {"goals": [goal_to_json(line) for line in lines]})
        return
    for line in lines:
        _tell(line)
    if not lines:
        click.echo("There are no goals. Set one with: quizzer goal --axis AXIS --by YYYY-MM-DD --recall 90")


def _tell(line: GoalLine) -> None:
    for text in goal_lines(line):
        click.echo(one_line(text) if not text.startswith(" ") else f"  {one_line(text)}")


def goal_lines(line: GoalLine) -> list[str]:
    """What there is to say of a goal, a line each."""
    ahead = line.outlook
    left = plural(ahead.days, "day")
    lines = [f"{line.name} by {line.date} at {line.goal.recall:.0%}: {line.words}, {left} left."]
    if ahead.unseen:
        new = f"{ahead.unseen:,} of {plural(ahead.cards, 'card')} {_be(ahead.unseen)} new"
        lines.append(f"  {new}: it takes {ahead.new_a_day} a day; today's plan has {ahead.new_today or 'none'}.")
    lines.append(
        f"  Known now {percent(ahead.known)}; on the day about {percent(ahead.projected)} when you keep to the "
        f"plan, {percent(ahead.as_it_stands)} without another answer."
    )
    if ahead.behind:
        lines.append(f"  Meet {plural(ahead.behind, 'new card')} more than the plan has, and it is on pace again.")
    lines.append(f"  About {ahead.reviews_a_day:.1f} reviews a day.")
    return lines


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


def goal_to_json(line: GoalLine) -> dict[str, object]:
    """A goal for ``--json``; shares as numbers from 0 to 1, the day as an ISO 8601 date."""
    grouping, name = split_key(line.goal.key)
    ahead = line.outlook
    return {
        "kind": grouping,
        "id": name,
        "name": line.name,
        "by": line.date.isoformat(),
        "recall": line.goal.recall,
        "days_left": ahead.days,
        "state": ahead.state,
        "words": line.words,
        "behind": ahead.behind,
        "known": ahead.known,
        "projected": ahead.projected,
        "as_it_stands": ahead.as_it_stands,
        "cards": ahead.cards,
        "new": ahead.unseen,
        "new_a_day": ahead.new_a_day,
        "new_today": ahead.new_today,
        "reviews_a_day": ahead.reviews_a_day,
        "on_course": line.on_course,
    }


def _date(written: str, today: int) -> date:
    day = read_day(written, date(1970, 1, 1) + timedelta(today))
    if day is None:
        raise WrongUse(f"“{one_line(written)}” is no day; write it as 30d, 6 weeks, 12 Mar or 2027-03-12.")
    return day


def _share(written: str) -> float:
    try:
        return float(written.strip().removesuffix("%")) / 100
    except ValueError:
        raise WrongUse(f"“{one_line(written)}” is no percentage; write a number such as 90.") from None
