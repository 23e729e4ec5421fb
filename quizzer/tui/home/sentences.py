"""The sentences of the first screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from quizzer.core.safe_text import one_line
from quizzer.core.wording import WEEKDAYS, day_month, percent, plural
from quizzer.study.due.values import AxisDue, Home
from quizzer.tui.home.values import MORE_NEW, HomeView, date_of
from quizzer.tui.kit.day_wording import about, in_letters, minutes, streak, tomorrow


def greeting(hour: int) -> str:
    """Greet for an hour of the day."""
    if 4 <= hour < 12:
        return "Good morning"
    return "Good afternoon" if 12 <= hour < 18 else "Good evening"


def hello(view: HomeView, room: int) -> str:
    """Greet, with the days in a row.

    Args:
        room: Cells that there are.
    """
    home = view.home
    if home.last_day is not None and not home.answered_today and home.today - home.last_day > 2:
        return "Welcome back."
    hello = f"{greeting(view.now.hour)}."
    runs = [f"{hello} {streak(home, full=full)}".rstrip() for full in (True, False)]
    return _longest(runs, hello, room)


def today(home: Home, room: int) -> str:
    """The day's cards and the time they are expected to take.

    Args:
        room: Cells that there are.
    """
    left = " left" if home.answered_today else ""
    cards = f"{plural(home.counts.total, 'card')}{left} today"
    said = f"{cards}, {about(home.seconds)}"
    return _longest([*([f"{said} at your pace."] if home.own_pace else []), f"{said}."], f"{cards}.", room)


def made_of(home: Home, room: int) -> str:
    """The day's cards by what they are, and the answers to expect.

    Args:
        room: Cells that there are.
    """
    new, total = home.counts.new, home.counts.total
    due = total - new
    if due and new:
        said = f"{due:,} {_are(due)} due, {new:,} {_are(new)} new"
    else:
        what = "due" if due else "new"
        said = f"It is {what}" if total == 1 else f"All are {what}"
    if home.gentle is not None and home.gentle.left:
        carried = f"{said}; {home.gentle.left:,} carried over"
        return _longest([f"{carried}, until {weekday_or_date(home, home.gentle.until)}."], f"{carried}.", room)
    if home.answers <= total:
        return f"{said}."
    answers = f"about {home.answers:,} answers"
    if total == 1:
        return f"{said}, {answers}."
    again = f"{said}; some come twice, {answers}"
    return _longest([f"{again} in all.", f"{again}.", f"{said}, {answers}."], f"{said}.", room)


def _longest(texts: Sequence[str], least: str, room: int) -> str:
    """The first text that fits, or the least."""
    return next((text for text in texts if len(text) <= room), least)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def weekday_or_date(home: Home, day: int) -> str:
    """A coming study day: its weekday within a week, else its date."""
    date = date_of(day)
    return WEEKDAYS[date.weekday()] if day - home.today < 7 else day_month(date)


def welcome_back(view: HomeView, cards: int) -> list[str]:
    """Three sentences after a break, each for a line."""
    last = view.home.last_day
    since = "" if last is None else f" You were last here on {day_month(date_of(last))}."
    return [
        f"Welcome back.{since}",
        f"{plural(cards, 'card')} have come due. Nothing is lost, and it need not be",
        "today: most of them you still know.",
    ]


def done(view: HomeView) -> list[str]:
    """Sentences when nothing is due now: what was done, what comes next day, and what later today; none is empty."""
    return [text for text in (_done(view), _tomorrow(view), back_today(view)) if text]


def _done(view: HomeView) -> str:
    home = view.home
    if not home.answered_today:
        return f"Nothing is due {'now' if view.home.come_back else 'today'}."
    passed, reviews = home.remembered
    remembered = f", {percent(passed / reviews, 0)} of the reviews remembered" if reviews else ""
    answers = f"{plural(home.answered_today, 'answer')} in {minutes(home.seconds_today)}"
    return f"Done for {'now' if view.home.come_back else 'today'}.  {answers}{remembered}."


def _tomorrow(view: HomeView) -> str:
    """What the next day brings, or when the next card comes."""
    home = view.home
    said = tomorrow(home.forecast[0] if home.forecast else None)
    if said or home.come_back:
        return said
    if view.next_at is None:
        return "No card is waiting."
    return f"The next card comes {when(view.next_at, view.now)}."


def back_today(view: HomeView) -> str:
    """When the cards come back that are on a learning step; empty without one."""
    if not view.home.come_back or view.next_at is None:
        return ""
    at = f"{'tonight' if view.next_at.hour >= 18 or view.next_at.hour < 4 else 'today'} at {view.next_at:%H:%M}"
    if view.home.come_back == 1:
        return f"One card comes back {at}."
    return f"{in_letters(view.home.come_back).capitalize()} cards come back, the first {at}."


def when(at: datetime, now: datetime) -> str:
    """A coming instant as one says it."""
    days = (at.date() - now.date()).days
    if days <= 0:
        return f"at {at:%H:%M}"
    if days == 1:
        return "tomorrow"
    return f"on {WEEKDAYS[at.weekday()]}" if days < 7 else f"on {day_month(at)}"


def no_more_new(due: AxisDue | None) -> str:
    """What to say where every card of an axis is met or in today's plan; None for all axes."""
    return f"There are no more new cards{f' of {_name_in_sentence(due)}' if due else ''}."


def _name_in_sentence(due: AxisDue) -> str:
    label = one_line(due.axis.label)
    return f"the {label}" if label.endswith(" axis") else label


def nothing_of(due: AxisDue, key: str) -> str:
    """What to say where an axis has no card today.

    Args:
        key: The key that meets more new cards.
    """
    more = min(MORE_NEW, due.more_new)
    return f"Nothing of {_name_in_sentence(due)} today" + (f"; {key} meets {more} new." if more and key else ".")


def problem_sentence(places: Sequence[str], key: str) -> str:
    """The line about problems in deck files.

    Args:
        places: The file name of each problem.
        key: The key that shows them.
    """
    if not places:
        return ""
    files = sorted(set(places))
    where = files[0] if len(files) == 1 else plural(len(files), "deck file")
    shows = f"; {key} shows {'it' if len(places) == 1 else 'them'}" if key else ""
    return f"! {plural(len(places), 'problem')} in {where}{shows}"


def changed_sentence(notes: int, key: str) -> str:
    """The line about notes that changed in the decks; empty without any.

    Args:
        notes: How many.
        key: The key that shows them.
    """
    if not notes:
        return ""
    return f"{plural(notes, 'note')} changed in your decks" + (f"; {key} shows what." if key else ".")
