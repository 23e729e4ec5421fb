"""The mastery screen: the mastery of each axis, deck or tag, down to its cards, and keys that act on it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.geometry import Size

from quizzer.core.groups import Group, Grouping
from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.filters import Filter, filter_of
from quizzer.study.mastery.cards import CardHistory, CardMastery, load_card_history, load_cards
from quizzer.study.mastery.goals import GoalLine, load_goals
from quizzer.study.mastery.groups import GroupMastery, MasteryView, group_plan, load_mastery, weakest_plan
from quizzer.study.review.values import Plan
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.kit.work import WorkStopped
from quizzer.tui.mastery.body_map import move_selection
from quizzer.tui.mastery.goal_form import GoalEntry
from quizzer.tui.mastery.group_view import (
    Around,
    GroupView,
    MasteryCardView,
    card_picture,
    group_picture,
    levels_picture,
)
from quizzer.tui.mastery.view import Hints, MapView, Page, following, map_shown, mastery_hints, mastery_picture

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

CARDS = 500
"""The most cards listed for a group; the browser lists all."""
_WEAKEST = 5
_ARROWS = ("up", "down", "left", "right")
_LEAVING = ("mastery.back", "mastery.start", "mastery.weakest", "mastery.cards", "app.quit")
_ENDING = (*_LEAVING, "mastery.by")
"""Actions that need the trend no more."""
_READING = (*_ENDING, "mastery.open", "mastery.goal")


class MasteryScreen(KeyedScreen):
    """Pages of all axes, decks or tags, of all levels, of one of them, and of one card."""

    contexts: tuple[Context, ...] = ("mastery", "app")
    help_note = (
        "Coverage is the share of the cards you have answered at least once. Expected recall is the mean probability "
        "that you would recall a card now, a card you have not met counting 0. Retention is the share of reviews that "
        "were not Again, with the interval that holds the true value in 95 of 100 cases. An axis is mastered when "
        "coverage is 95%, expected recall 85%, and the lower end of retention 80% on at least 30 reviews. Picking an "
        "option is recognition: such cards count for coverage alone. The trend is computed from the log of your "
        "answers, so it is right after an undo. The same figures are there by axis, by deck and by tag. A card has one "
        "axis and one deck, but counts for each of its tags: tags overlap, and cards without one are in none."
    )
    help_title = "Moving"
    help_rows = (("↑  ↓  ←  →", "Select an axis, deck or tag, or a card"), ("PgUp  PgDn", "Scroll what does not fit"))

    def __init__(self, collection: Collection, axis: str = "") -> None:
        """Show the current figures; the trend follows.

        Args:
            collection: The open collection.
            axis: The axis to begin with, by its id; empty for the weakest.

        Raises:
            Problem: The database cannot be read.
        """
        super().__init__()
        self._collection = collection
        self._view: MasteryView = load_mastery(collection, trend=False)
        self._views: dict[Grouping, MasteryView] = {}
        places = [place for place, group in enumerate(self._view.groups) if group.group.id == axis]
        self._at = places[0] if places else self._weakest_place()
        self._pages: list[Page] = ["map"]
        self._goals: dict[str, GoalLine] = {}
        self._weakest: dict[Group, list[CardMastery]] = {}
        self._cards: list[CardMastery] = []
        self._card = 0
        self._history: CardHistory | None = None
        self._working = self._stopping = False
        self._read_weakest()
        self._working = bool(self._view.groups)
        self._then = ""
        self._entry: GoalEntry | None = None

    # The trend, which may take seconds

    def on_mount(self) -> None:
        """Compute the trend beside the screen."""
        if self._working:
            self.run_worker(self._follow_trend())

    def on_unmount(self) -> None:
        """Stop the computation: nobody waits for it."""
        self._stopping = True

    @property
    def is_working(self) -> bool:
        """Whether a thread computes the trend; it alone uses the collection then."""
        return self._working

    async def _follow_trend(self) -> None:
        try:
            self._view, self._goals = await asyncio.to_thread(self._trend)
            self._views[self._view.by] = self._view
        except WorkStopped:
            pass
        except Problem as problem:
            self.notice = str(problem)
        finally:
            self._working = False
        if self._then:
            action, self._then = self._then, ""
            self.act(action)
        elif self.is_mounted:
            self._read_weakest()
            self.page.repaint()

    def _trend(self) -> tuple[MasteryView, dict[str, GoalLine]]:
        """Compute the trend; runs in a thread."""
        view = load_mastery(self._collection, by=self._view.by, progress=self._stop_when_left)
        return view, {line.goal.key: line for line in load_goals(self._collection)}

    def _stop_when_left(self, _what: str, _done: int, _total: int) -> None:
        if self._stopping:
            raise WorkStopped("Stopped.")

    def act(self, action: str) -> None:
        """Run an action; one that reads the collection waits for the trend, or stops it."""
        if self._working and action in _READING:
            self._then, self.notice = action, "One moment."
            self._stopping = action in _ENDING
            self.page.repaint()
            return
        super().act(action)

    # Picture

    @property
    def _page(self) -> Page:
        return self._pages[-1]

    @property
    def group(self) -> GroupMastery:
        """The selected axis, deck or tag.

        Raises:
            Problem: There is none.
        """
        if not self._view.groups:
            raise Problem("No card has a tag." if self._view.whole.cards else "There are no cards yet.")
        return self._view.groups[self._at]

    def picture(self, size: Size) -> Picture:
        """Draw the open page."""
        around = Around(self._hints(), self.notice)
        if self._page == "levels":
            return levels_picture(self._view, self._at, around, size.width, size.height)
        if self._page == "group":
            group_view = GroupView(self.group, self._cards, self._card, self._view.day)
            return group_picture(group_view, around, size.width, size.height)
        if self._page == "card" and self._history is not None:
            card, place = self._cards[self._card], (self._card + 1, len(self._cards))
            local = self._collection.clock.local
            return card_picture(
                MasteryCardView(self.group, card, self._history, place, local), around, size.width, size.height
            )
        return mastery_picture(self._map_view(), size.width, size.height)

    def _map_view(self) -> MapView:
        group = self.group.group if self._view.groups else None
        return MapView(
            self._view,
            self._at,
            self._weakest.get(group) if group else None,
            self._goals.get(group.key) if group else None,
            self._working,
            self._hints(),
            self.notice,
        )

    def _hints(self) -> Hints:
        return mastery_hints(self.shell.keymap, self._view, self._page)

    # Keys

    def capture(self, key: str, character: str | None) -> bool:
        """Select with the arrows, or hand every key to the goal under edit."""
        if self._entry is not None:
            self._write_goal(self._entry, key, character)
            return True
        if not self._view.groups or key not in (*_ARROWS, *(("home", "end") if self._page == "group" else ())):
            return False
        if self._page == "map":
            rows = map_shown(self._map_view(), self.page.size.width, self.page.size.height).rows
            self._select(move_selection(rows, self._at, key))
        elif self._page == "levels" and key in ("up", "down"):
            self._select(max(0, min(self._at + (1 if key == "down" else -1), len(self._view.groups) - 1)))
        elif self._page == "group":
            far = {"home": -CARDS, "end": CARDS, "up": -1, "down": 1}
            self._select_card(self._card + far.get(key, 0))
        elif self._page == "card" and key in ("left", "right"):
            self._select_card(self._card + (1 if key == "right" else -1))
            self._read_history()
            self.page.repaint(top=0)
            return True
        else:
            return False
        self.notice = ""
        self.page.repaint()
        return True

    def _select(self, at: int) -> None:
        self._at = at
        self._read_weakest()

    def _select_card(self, at: int) -> None:
        self._card = max(0, min(at, len(self._cards) - 1))

    def click(self, target: str) -> None:
        """Select an axis, deck, tag or card; open the one already selected."""
        kind, _, name = target.partition(":")
        if kind == "group" and int(name) != self._at:
            self._select(int(name))
            self.page.repaint()
        elif kind == "card" and int(name) != self._card:
            self._select_card(int(name))
            self.page.repaint()
        elif kind in ("group", "card"):
            self.act("mastery.open")
        else:
            super().click(target)

    # Reading

    def _read_weakest(self) -> None:
        """Read the weakest cards of the selected group, unless a thread uses the collection."""
        if self._view.groups and self.group.group not in self._weakest and not self._working:
            self._weakest[self.group.group] = load_cards(self._collection, self._wanted(), seen=True, limit=_WEAKEST)

    def _read_history(self) -> None:
        self._history = load_card_history(self._collection, self._cards[self._card].card_id)

    def _wanted(self) -> Filter:
        return filter_of(self.group.group)

    # Actions

    @keyed("mastery.open")
    def open(self) -> None:
        """Show the group with its cards; from there, one card."""
        if self._page in ("map", "levels"):
            self._cards, self._card = load_cards(self._collection, self._wanted(), limit=CARDS), 0
            self._pages.append("group")
        elif self._page == "group" and self._cards:
            self._read_history()
            self._pages.append("card")
        self.page.repaint(top=0)

    @keyed("mastery.levels")
    def by_level(self) -> None:
        """Switch between the figures by level and the map."""
        self.group  # noqa: B018 - says so when there is none
        self._pages = ["map"] if self._page == "levels" else ["map", "levels"]
        self.page.repaint(top=0)

    @keyed("mastery.by")
    def group_by_next(self) -> None:
        """Group the cards by axis, by deck, by tag, and by axis again; the page of one of them closes."""
        if not self._view.whole.cards:
            return
        by = following(self._view.by)
        self._stopping = False
        self._pages = self._pages[:2] if self._page == "levels" else ["map"]
        known = self._views.get(by)
        self._view = known or load_mastery(self._collection, by=by, trend=False)
        self._at = self._weakest_place()
        if not self._view.groups:
            self._pages = ["map"]
        self._read_weakest()
        self.notice = ""
        self.page.repaint(top=0)
        if known is None and self._view.groups:
            self._working = True
            self.run_worker(self._follow_trend())

    def _weakest_place(self) -> int:
        return self._view.groups.index(self._view.weakest) if self._view.weakest else 0

    @keyed("mastery.start")
    def start(self) -> None:
        """Start a session on the selected axis, deck or tag."""
        self._begin(self.group)

    @keyed("mastery.weakest")
    def start_weakest(self) -> None:
        """Start a session on the weakest axis, deck or tag."""
        self._begin(self._view.weakest or self.group)

    @keyed("mastery.cards")
    def start_cards(self) -> None:
        """Start a session on the weakest cards of the selected axis, deck or tag."""
        plan = weakest_plan(self._collection, self._wanted())
        self._review(plan if plan.cards else None, f"No card of this {self._view.by} has been met yet.")

    def _begin(self, group: GroupMastery) -> None:
        self._review(
            group_plan(self._collection, group.group),
            f"Nothing of this {group.group.grouping} is due, none of its cards has been met, "
            "and the day's new cards are done.",
        )

    def _review(self, plan: Plan | None, otherwise: str) -> None:
        if plan is None or not self.shell.review(plan):
            self.notice = otherwise

    @keyed("mastery.goal")
    def set_goal(self) -> None:
        """Enter a goal for the selected axis, deck or tag."""
        group = self.group.group
        self._entry = GoalEntry(self._collection, group, self._goals.get(group.key))
        self.notice = self._entry.message

    def _write_goal(self, entry: GoalEntry, key: str, character: str | None) -> None:
        entry.press(key, character)
        self.notice = entry.message
        if entry.done:
            self._entry = None
            self._goals = {line.goal.key: line for line in load_goals(self._collection)}
        self.page.repaint()

    @keyed("mastery.back")
    def back(self) -> None:
        """Go back to the previous page or screen."""
        if len(self._pages) == 1:
            self.shell.go_home()
            return
        self._pages.pop()
        self.page.repaint(top=0)
