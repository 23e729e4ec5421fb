"""Reading the content of the first screen from the collection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.study.due.limits import LEAST_AWAY
from quizzer.tui.home.sentences import changed_sentence, problem_sentence
from quizzer.tui.home.values import MORE_NEW, MOVE, HomeView, Offer

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection
    from quizzer.study.due.values import Home
    from quizzer.tui.home.first_day.choices import FirstDay
    from quizzer.tui.kit.keymap import Keymap

_SHOWN = (
    "home.start", "home.look", "home.more_new", "home.undo", "home.sync", "home.import", "home.decks", "home.triage",
    "home.mastery", "home.statistics", "home.browse", "home.quiz", "home.devices", "app.help", "app.quit",
)  # fmt: skip


def read_view(collection: Collection, keymap: Keymap) -> HomeView:
    """Read everything that the first screen shows."""
    from quizzer.study.due.home import load_home

    home, clock = load_home(collection), collection.clock
    keys = {action: keymap.shown(action) for action in _SHOWN}
    keys[MOVE] = " ".join(filter(None, (keymap.shown("home.previous"), keymap.shown("home.next"))))
    view = HomeView(
        home=home,
        now=clock.local(home.now),
        next_at=None if home.next_due is None else clock.local(home.next_due),
        folder=str(collection.paths.decks),
        keys=keys,
        problem=problem_sentence(_problem_files(collection, home), keys["home.decks"]),
        news=changed_sentence(home.changed, keymap.shown("home.changes")),
        offer=read_offer(collection, home),
    )
    match view.variant:
        case "first":
            from quizzer.study.decks.lines import has_bundled_decks_only

            return view._replace(bundled=has_bundled_decks_only(collection))
        case "done":
            return _with_what_is_done(collection, view)
        case _:
            return view


def _problem_files(collection: Collection, home: Home) -> list[str]:
    if not home.problems:
        return []
    from quizzer.study.decks.lines import list_problem_files

    return list_problem_files(collection)


def read_offer(collection: Collection, home: Home) -> Offer | None:
    """The gentle return that is offered after a break; None on other days."""
    if home.last_day is None or home.today - home.last_day <= LEAST_AWAY or home.answered_today:
        return None
    from quizzer.study.due.gentle_return import offer

    found = offer(collection)
    if found is None:
        return None
    days = tuple((day.reviews, day.carried) for day in found.days)
    return Offer(found.cards, found.seconds, found.a_day, found.until, days)


def _with_what_is_done(collection: Collection, view: HomeView) -> HomeView:
    """Add what only a finished day shows."""
    from quizzer.study.due.special_days import expect_more_new, gained_today

    more = expect_more_new(collection, MORE_NEW)
    gained = gained_today(collection, view.home.axes) if view.home.answered_today else {}
    return view._replace(more=more, gained=gained)


def begin_first_day(collection: Collection, home: Home) -> FirstDay:
    """What is chosen on the first day before a key is pressed."""
    from quizzer.study.decks.order import list_axes_in_course
    from quizzer.tui.home.first_day.choices import FirstDay

    places = {axis: place for place, axis in enumerate(list_axes_in_course(collection))}
    axes = sorted((due.axis for due in home.axes), key=lambda axis: places.get(axis.id, len(places)))
    return FirstDay.begin(tuple(axes), collection.settings.scheduling.new_per_day)
