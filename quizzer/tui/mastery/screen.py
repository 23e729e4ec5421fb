"""The mastery screen: the mastery of each axis, deck or tag, down to its cards, and keys that act on it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.geometry import Size

from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.mastery.groups import GroupMastery, MasteryView, weakest_plan
from quizzer.study.review.values import Plan
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.kit.work import WorkStopped
from quizzer.tui.mastery.body_map import move_selection
from quizzer.tui.mastery.content import CARDS, MasteryContent
from quizzer.tui.mastery.group_view import GroupView, group_picture
from quizzer.tui.mastery.view import (
    Hints,
    MapView,
    Page,
    following,
    is_wide,
    map_shown,
    mastery_hints,
    mastery_picture,
)

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_ARROWS = ("up", "down", "left", "right")
_MOVES = {"j": "down", "k": "up"}
_LEAVING = (
    "mastery.back", "mastery.start", "mastery.practise", "mastery.review", "mastery.search", "app.quit",
)  # fmt: skip
_ENDING = (*_LEAVING, "mastery.by")
"""Actions that need the trend no more."""
_READING = (*_ENDING, "mastery.open", "mastery.goal")


class MasteryScreen(KeyedScreen):
    """The map of all axes, decks or tags, their table of levels, and the page of one of them."""

    contexts: tuple[Context, ...] = ("mastery", "app")
    help_note = (
        "Known is the share of the cards you would recall now, a card you have not met counting none (the field calls "
        "it expected recall). Met counts the cards you have answered at least once. Remembered is the share of reviews "
        "that were not rated Again, with the interval that holds the true value in 95 of 100 cases. An axis is "
        "mastered when it is known 85%, met 95%, and remembered 80% for certain, the lower end of the interval, on at "
        "least 30 reviews. A choice, a sort, and a gap that names its alternatives only ask to pick: such cards count "
        "as met, and for nothing else. The same figures are there by axis, by deck and by tag; a card counts for each "
        "of its tags, so tags overlap, and cards without one are in none."
    )
    help_title = "Moving"
    help_rows = (
        ("↑  ↓  ←  →  j  k", "Select an axis, deck or tag, or a card"),
        ("PgUp  PgDn", "Scroll what does not fit"),
    )

    def __init__(self, collection: Collection, axis: str = "") -> None:
        """Show the current figures; the trend follows.

        Args:
            collection: The open collection.
            axis: The axis whose page to show, by its id; empty for the map.

        Raises:
            Problem: The database cannot be read.
        """
        super().__init__()
        self._collection = collection
        self.content = MasteryContent(collection, axis)
        self._pages: list[Page] = ["group" if axis and self.content.view.groups else "map"]
        if self._page == "group":
            self.content.read_cards()
        self.content.read_selected()
        self._working = bool(self.content.view.groups)
        self._stopping = self._left = False
        self._then = ""

    # The trend, which may take seconds

    def on_mount(self) -> None:
        """Compute the trend beside the screen."""
        if self._working:
            self.run_worker(self._follow_trend())

    def on_unmount(self) -> None:
        """Stop the computation: nobody waits for it."""
        self._stopping = True

    def on_screen_resume(self) -> None:
        """Read the figures again after a session or the page of a card; what was selected stays."""
        if self._left:
            self._left = False
            self._reload()

    @property
    def is_working(self) -> bool:
        """Whether a thread computes the trend; it alone uses the collection then."""
        return self._working

    async def _follow_trend(self) -> None:
        try:
            self.content.take(await asyncio.to_thread(self._trend))
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
            self.content.read_selected()
            self.page.repaint()

    def _trend(self) -> MasteryView:
        """Compute the trend; runs in a thread."""
        return self.content.compute_trend(self._stop_when_left)

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
        """The selected axis, deck or tag."""
        return self.content.group

    def picture(self, size: Size) -> Picture:
        """Draw the open page."""
        content, key = self.content, self.shell.keymap.shown("mastery.start")
        if self._page == "group":
            shown = GroupView(
                content.group, content.cards, content.card, content.view.day, content.goal, content.starting, key,
                self._hints(size), self.notice,
            )  # fmt: skip
            return group_picture(shown, size.width, size.height)
        return mastery_picture(self._map_view(size), size.width, size.height)

    def _map_view(self, size: Size) -> MapView:
        content, key = self.content, self.shell.keymap.shown("mastery.start")
        return MapView(
            content.view, content.at, content.weakest, content.goal, content.starting, key,
            self._page == "levels", self._working, self._hints(size), self.notice,
        )  # fmt: skip

    def _hints(self, size: Size) -> Hints:
        content = self.content
        met = bool(content.view.groups) and content.group.mastery.seen > 0
        wide = is_wide(size.width, size.height)
        return mastery_hints(self.shell.keymap, content.view, self._page, content.starting, met=met, wide=wide)

    # Keys

    def capture(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Select with the arrows."""
        key = _MOVES.get(key, key)
        if not self.content.view.groups or key not in (*_ARROWS, *(("home", "end") if self._page == "group" else ())):
            return False
        if self._page == "map":
            size = self.page.size
            rows = map_shown(self._map_view(size), size.width, size.height).rows
            self._select(move_selection(rows, self.content.at, key))
        elif self._page == "levels" and key in ("up", "down"):
            at = self.content.at + (1 if key == "down" else -1)
            self._select(max(0, min(at, len(self.content.view.groups) - 1)))
        elif self._page == "group" and key not in ("left", "right"):
            far = {"home": -CARDS, "end": CARDS, "up": -1, "down": 1}
            self.content.select_card(self.content.card + far.get(key, 0))
        elif key in ("left", "right"):
            self.act("mastery.open" if key == "right" else "mastery.back")
            return True
        else:
            return False
        self.notice = ""
        self.page.repaint()
        return True

    def _select(self, at: int) -> None:
        self.content.at = at
        if not self._working:
            self.content.read_selected()

    def click(self, target: str) -> None:
        """Select an axis, deck, tag or card; open the one already selected."""
        kind, _, name = target.partition(":")
        if kind == "group" and int(name) != self.content.at:
            self._select(int(name))
            self.page.repaint()
        elif kind == "card" and int(name) != self.content.card:
            self.content.select_card(int(name))
            self.page.repaint()
        elif kind in ("group", "card"):
            self.act("mastery.open")
        else:
            super().click(target)

    # Reading

    def _reload(self) -> None:
        if not self.content.reload(with_cards=self._page == "group"):
            self._pages = ["map"]
        self._follow()

    def _follow(self) -> None:
        """Show what was read, and compute the trend beside it."""
        self.page.repaint()
        if self.content.view.groups:
            self._working, self._stopping = True, False
            self.run_worker(self._follow_trend())

    # Actions

    @keyed("mastery.open")
    def open(self) -> None:
        """Show the group with its cards; from there, one card."""
        if self._page == "group":
            content = self.content
            if content.cards:
                self._left = True
                self.shell.show_card([card.card_id for card in content.cards], content.card, content.select_card)
            return
        self.content.read_cards()
        self._pages.append("group")
        self.page.repaint(top=0)

    @keyed("mastery.levels")
    def by_level(self) -> None:
        """Switch between the table of levels and the map."""
        self.group  # noqa: B018 - says so when there is none
        self._pages = ["map"] if self._page == "levels" else ["levels"]
        self.page.repaint(top=0)

    @keyed("mastery.by")
    def group_by_next(self) -> None:
        """Group the cards by axis, by deck, by tag, and by axis again; the page of one of them closes."""
        if not self.content.view.whole.cards:
            return
        by = following(self.content.view.by)
        self._stopping = False
        self._pages = self._pages[:1]
        is_known = self.content.regroup(by)
        if not self.content.view.groups:
            self._pages = ["map"]
        self.notice = ""
        self.page.repaint(top=0)
        if not is_known:
            self._follow()

    @keyed("mastery.start")
    def start(self) -> None:
        """Study today's cards of the selected axis, deck or tag."""
        name = self.group.group.label
        self._review(Plan(self.content.wanted), f"Nothing of {name} is asked today.")

    @keyed("mastery.practise")
    def practise(self) -> None:
        """Practise the weakest cards of the selected axis, deck or tag, which leaves the schedule alone."""
        self._review(weakest_plan(self._collection, self.content.wanted, practice=True), self._not_met())

    @keyed("mastery.review")
    def review_weakest(self) -> None:
        """Review the weakest cards of the selected axis, deck or tag, due or not."""
        self._review(weakest_plan(self._collection, self.content.wanted, practice=False), self._not_met())

    def _not_met(self) -> str:
        return f"No card of {self.group.group.label} has been met yet."

    def _review(self, plan: Plan, otherwise: str) -> None:
        chosen = plan.only or plan.cards or plan == Plan(plan.filter)
        if not chosen or not self.shell.review(plan):
            self.notice = otherwise
        else:
            self._left = True

    @keyed("mastery.search")
    def search(self) -> None:
        """Show the cards of the selected axis, deck or tag in the table."""
        group = self.group.group
        name = group.name if group.grouping == "deck" else group.id
        self._left = True
        self.shell.search_cards(f'{group.grouping}:"{name}"')

    @keyed("mastery.goal")
    def set_goal(self) -> None:
        """Enter a goal for the selected axis, deck or tag."""
        group = self.group.group
        from quizzer.tui.mastery.goal_form import GoalForm

        self.shell.push(GoalForm(self._collection, group, self.content.goal, self._goal_was_set))

    def _goal_was_set(self, sentence: str) -> None:
        self.content.read_goals()
        self.notice = sentence
        self.page.repaint()

    @keyed("mastery.back")
    def back(self) -> None:
        """Go back to the map, or to the screen one came from."""
        if len(self._pages) == 1:
            self.shell.go_home()
            return
        self._pages.pop()
        self.page.repaint(top=0)
