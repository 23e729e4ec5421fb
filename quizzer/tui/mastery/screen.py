"""The mastery screen: the mastery of each axis, down to its cards, and keys that act on it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal

from textual.geometry import Size

from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.filters import Filter
from quizzer.study.mastery.axes import AxisMastery, MasteryView, axis_plan, load_mastery, weakest_plan
from quizzer.study.mastery.cards import CardHistory, CardMastery, load_card_history, load_cards
from quizzer.study.mastery.goals import GoalLine, load_goals
from quizzer.study.review.values import Plan
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.kit.work import WorkStopped
from quizzer.tui.mastery.axis_view import Around, AxisView, MasteryCardView, axis_picture, card_picture, levels_picture
from quizzer.tui.mastery.body_map import move_selection
from quizzer.tui.mastery.goal_form import GoalEntry
from quizzer.tui.mastery.view import AxesView, Hints, axes_shown, mastery_picture

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

CARDS = 500
"""The most cards listed for an axis; the browser lists all."""
_WEAKEST = 5
_ARROWS = ("up", "down", "left", "right")
_LEAVING = ("mastery.back", "mastery.start", "mastery.weakest", "mastery.cards", "app.quit")
_READING = (*_LEAVING, "mastery.open", "mastery.goal")

Page = Literal["axes", "levels", "axis", "card"]


class MasteryScreen(KeyedScreen):
    """Pages of all axes, of all levels, of one axis, and of one card."""

    contexts: tuple[Context, ...] = ("mastery", "app")
    help_note = (
        "Coverage is the share of the cards you have answered at least once. Expected recall is the mean probability "
        "that you would recall a card now, a card you have not met counting 0. Retention is the share of reviews that "
        "were not Again, with the interval that holds the true value in 95 of 100 cases. An axis is mastered when "
        "coverage is 95%, expected recall 85%, and the lower end of retention 80% on at least 30 reviews. Picking an "
        "option is recognition: such cards count for coverage alone. The trend is computed from the log of your "
        "answers, so it is right after an undo."
    )
    help_title = "Moving"
    help_rows = (("↑  ↓  ←  →", "Select an axis, or a card"), ("PgUp  PgDn", "Scroll what does not fit"))

    def __init__(self, collection: Collection) -> None:
        """Show the current figures; the trend follows.

        Raises:
            Problem: The database cannot be read.
        """
        super().__init__()
        self._collection = collection
        self._view: MasteryView = load_mastery(collection, trend=False)
        self._at = self._view.axes.index(self._view.weakest) if self._view.weakest else 0
        self._pages: list[Page] = ["axes"]
        self._goals: dict[str, GoalLine] = {}
        self._weakest: dict[int, list[CardMastery]] = {}
        self._cards: list[CardMastery] = []
        self._card = 0
        self._history: CardHistory | None = None
        self._working = self._stopping = False
        self._read_weakest()
        self._working = bool(self._view.axes)
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
        except WorkStopped:
            pass
        except Problem as problem:
            self.notice = str(problem)
        finally:
            self._working = False
        if self._then:
            self.act(self._then)
        elif self.is_mounted:
            self._read_weakest()
            self.page.repaint()

    def _trend(self) -> tuple[MasteryView, dict[str, GoalLine]]:
        """Compute the trend; runs in a thread."""
        view = load_mastery(self._collection, progress=self._stop_when_left)
        return view, {line.goal.key: line for line in load_goals(self._collection)}

    def _stop_when_left(self, _what: str, _done: int, _total: int) -> None:
        if self._stopping:
            raise WorkStopped("Stopped.")

    def act(self, action: str) -> None:
        """Run an action; one that reads the collection waits for the trend, or stops it."""
        if self._working and action in _READING:
            self._then, self.notice = action, "One moment."
            self._stopping = action in _LEAVING
            self.page.repaint()
            return
        super().act(action)

    # Picture

    @property
    def _page(self) -> Page:
        return self._pages[-1]

    @property
    def axis(self) -> AxisMastery:
        """The selected axis.

        Raises:
            Problem: There is none.
        """
        if not self._view.axes:
            raise Problem("There are no cards yet.")
        return self._view.axes[self._at]

    def picture(self, size: Size) -> Picture:
        """Draw the open page."""
        around = Around(self._hints(), self.notice)
        if self._page == "levels":
            return levels_picture(self._view, self._at, around, size.width, size.height)
        if self._page == "axis":
            axis_view = AxisView(self.axis, self._cards, self._card, self._view.day)
            return axis_picture(axis_view, around, size.width, size.height)
        if self._page == "card" and self._history is not None:
            card, place = self._cards[self._card], (self._card + 1, len(self._cards))
            local = self._collection.clock.local
            return card_picture(
                MasteryCardView(self.axis, card, self._history, place, local), around, size.width, size.height
            )
        return mastery_picture(self._axes_view(), size.width, size.height)

    def _axes_view(self) -> AxesView:
        goal = self._goals.get(f"axis:{self.axis.axis.id}") if self._view.axes else None
        return AxesView(
            self._view, self._at, self._weakest.get(self._at), goal, self._working, self._hints(), self.notice
        )

    def _hints(self) -> Hints:
        keymap = self.shell.keymap
        usual = [("mastery.back", "back"), ("app.help", "help")]
        rest = usual
        if self._view.axes:
            opened = "history" if self._page == "axis" else "open"
            rest = [
                ("mastery.open", opened), ("mastery.start", "study this axis"), *usual,
                ("mastery.cards", "weakest cards"), ("mastery.weakest", "weakest axis"), ("mastery.goal", "goal"),
                ("mastery.levels", "picture" if self._page == "levels" else "by level"),
            ]  # fmt: skip
        if self._page == "card":
            rest = rest[1:4]
        other = (("← →", "other cards", ""),) if self._page == "card" else ()
        return (*other, *((keymap.shown(a), label, f"do:{a}") for a, label in rest if keymap.shown(a)))

    # Keys

    def capture(self, key: str, character: str | None) -> bool:
        """Select with the arrows, or hand every key to the goal under edit."""
        if self._entry is not None:
            self._write_goal(self._entry, key, character)
            return True
        if not self._view.axes or key not in (*_ARROWS, *(("home", "end") if self._page == "axis" else ())):
            return False
        if self._page == "axes":
            rows = axes_shown(self._axes_view(), self.page.size.width, self.page.size.height).rows
            self._select(move_selection(rows, self._at, key))
        elif self._page == "levels" and key in ("up", "down"):
            self._select(max(0, min(self._at + (1 if key == "down" else -1), len(self._view.axes) - 1)))
        elif self._page == "axis":
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
        """Select an axis or a card; open the one already selected."""
        kind, _, name = target.partition(":")
        if kind == "axis" and int(name) != self._at:
            self._select(int(name))
            self.page.repaint()
        elif kind == "card" and int(name) != self._card:
            self._select_card(int(name))
            self.page.repaint()
        elif kind in ("axis", "card"):
            self.act("mastery.open")
        else:
            super().click(target)

    # Reading

    def _read_weakest(self) -> None:
        """Read the weakest cards of the selected axis, unless a thread uses the collection."""
        if self._view.axes and self._at not in self._weakest and not self._working:
            self._weakest[self._at] = load_cards(self._collection, self._wanted(), seen=True, limit=_WEAKEST)

    def _read_history(self) -> None:
        self._history = load_card_history(self._collection, self._cards[self._card].card_id)

    def _wanted(self) -> Filter:
        return Filter(axes=(self.axis.axis.id,))

    # Actions

    @keyed("mastery.open")
    def open(self) -> None:
        """Show the axis with its cards; from there, one card."""
        if self._page in ("axes", "levels"):
            self._cards, self._card = load_cards(self._collection, self._wanted(), limit=CARDS), 0
            self._pages.append("axis")
        elif self._page == "axis" and self._cards:
            self._read_history()
            self._pages.append("card")
        self.page.repaint(top=0)

    @keyed("mastery.levels")
    def by_level(self) -> None:
        """Switch between the axes by level and the map."""
        self.axis  # noqa: B018 - says so when there is none
        self._pages = ["axes"] if self._page == "levels" else ["axes", "levels"]
        self.page.repaint(top=0)

    @keyed("mastery.start")
    def start(self) -> None:
        """Start a session on the selected axis."""
        self._begin(self.axis)

    @keyed("mastery.weakest")
    def start_weakest(self) -> None:
        """Start a session on the weakest axis."""
        self._begin(self._view.weakest or self.axis)

    @keyed("mastery.cards")
    def start_cards(self) -> None:
        """Start a session on the weakest cards of the selected axis."""
        plan = weakest_plan(self._collection, self._wanted())
        self._review(plan if plan.cards else None, "No card of this axis has been met yet.")

    def _begin(self, axis: AxisMastery) -> None:
        self._review(
            axis_plan(self._collection, axis.axis.id),
            "Nothing of this axis is due, none of its cards has been met, and the day's new cards are done.",
        )

    def _review(self, plan: Plan | None, otherwise: str) -> None:
        if plan is None or not self.shell.review(plan):
            self.notice = otherwise

    @keyed("mastery.goal")
    def set_goal(self) -> None:
        """Enter a goal for the selected axis."""
        axis = self.axis.axis
        self._entry = GoalEntry(self._collection, axis, self._goals.get(f"axis:{axis.id}"))
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
