"""The statistics: panels side by side or one by one, and which cards they are about."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.geometry import Size

from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.decks.choices import Choices, load_choices
from quizzer.study.exchange.messages import progress_message
from quizzer.study.filters import Filter
from quizzer.study.statistics.compute import compute_calibration, compute_statistics
from quizzer.study.statistics.figures import Statistics
from quizzer.study.statistics.panels import LEECHES, PAGES, PANELS
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.kit.work import WorkProgress, WorkStopped
from quizzer.tui.statistics.chosen import Chosen
from quizzer.tui.statistics.view import (
    StatisticsView,
    is_dashboard,
    panels_beside,
    statistics_picture,
)

if TYPE_CHECKING:
    from quizzer.core.calibration import Evaluation
    from quizzer.study.collection.collection import Collection

Key = tuple[Filter, int | None]

_EVERY = 0.1  # seconds between looks at how far the work is


class StatisticsScreen(KeyedScreen):
    """Panels of figures; what takes long is counted in a thread."""

    contexts: tuple[Context, ...] = ("statistics", "app")
    help_note = (
        "Every figure is counted from your answers, so an answer that was taken back is in none of them. A card is "
        "young while its interval is under 21 days, and firm from there on."
    )
    help_title = "What the figures mean"
    help_rows = (
        ("1 – 9", "Go to a page; where one panel is shown at a time, to a panel"),
        ("In a row", "Study days in a row with an answer, up to today or yesterday."),
        ("The year", "A column is a week, a cell a day; the fuller, the more answers."),
        ("Coming", "Reviews, new cards and what is carried over, as the first screen expects them."),
        (
            "Remembered",
            "Of the answers to cards in review, and to cards whose interval was a day at least, those that were not "
            "Again; counted as in Anki. The true share lies in the range in 95 of 100 cases.",
        ),
        ("Ratings", "Answers by rating; learning is new cards and cards learnt again."),
        ("Time", "How long the answers took, each counted up to the limit."),
        ("Hours", "Answers by the hour on the wall clock, and how many of them were not Again."),
        ("Interval", "Days from a card's last answer to the day it comes due."),
        ("Stability", "Days after which 90% is known."),
        ("Difficulty", "From 1 to 10: how little an answer makes a card last longer."),
        ("Known now", "The probability that you would recall the card at this moment."),
        ("Predicted", "Before each answer recall was predicted; on the diagonal it came true."),
        ("Log loss", "How surprising the answers were to the predictions; 0 is best, guessing half is 0.69."),
        ("RMSE", "How far predicted and actual recall are apart in groups of like answers; 0 is best."),
        ("Leech", "A card that slipped so often that its note should be changed."),
    )

    def __init__(self, collection: Collection) -> None:
        """The first page, of all cards."""
        super().__init__()
        self._collection = collection
        self._at = 0
        self._ways = [0] * len(PANELS)
        self._is_full = False
        self._chosen = Chosen()
        self._there: Choices | None = None
        self._statistics: dict[Key, Statistics] = {}
        self._calibrations: dict[Key, Evaluation] = {}
        self._reported: tuple[str, int, int] | None = ("", 0, 0)  # a key typed ahead meets it at work
        self._work: WorkProgress | None = None
        self._stopping = self._leaving = self._failed = self._gone = False

    def on_mount(self) -> None:
        """Count, and look from time to time how far that is."""
        self.set_interval(_EVERY, self._look)
        self._go_on()

    def on_unmount(self) -> None:
        """No one waits for the figures any more."""
        self._stopping, self._gone, self._leaving = True, True, False

    # Counting

    @property
    def is_working(self) -> bool:
        """Whether figures are being counted: the collection is the thread's alone meanwhile."""
        return self._reported is not None

    @property
    def _key(self) -> Key:
        return self._chosen.filter, self._chosen.days

    def _count_what_is_wanted(self) -> None:
        """Begin to count what the page needs and is not there yet; after what is being counted now."""
        chosen = self._key
        if self.is_working or self._failed or self._gone:
            return
        if chosen not in self._statistics:
            self._begin(lambda: self._count(chosen))
        elif any(PANELS[at].needs_calibration for at in self._visible) and chosen not in self._calibrations:
            self._begin(lambda: self._judge(chosen))

    def _count(self, chosen: Key) -> None:
        """Count all but the calibration; in a thread."""
        if self._there is None:
            self._there = load_choices(self._collection)
        self._statistics[chosen] = compute_statistics(self._collection, *chosen, self._tell, calibrate=False)

    def _judge(self, chosen: Key) -> None:
        """Judge the predictions; in a thread."""
        self._calibrations[chosen] = compute_calibration(self._collection, *chosen, self._tell)

    def _begin(self, work: Callable[[], None]) -> None:
        self._reported, self._stopping = ("", 0, 0), False
        self.run_worker(self._carried_out(work))

    async def _carried_out(self, work: Callable[[], None]) -> None:
        try:
            await asyncio.to_thread(work)
        except WorkStopped:
            pass
        except Problem as problem:
            self.notice, self._failed = str(problem), True
        except BaseException:  # the program ends, perhaps before the thread does
            self.on_unmount()
            raise
        self._go_on()

    def _go_on(self) -> None:
        """Leave, or count what is still wanted: nothing is being counted now."""
        self._reported = self._work = None
        if self._leaving:
            self.shell.go_home()
            return
        self._count_what_is_wanted()
        self.page.repaint()

    def _tell(self, what: str, done: int, of: int) -> None:
        """Note how far the work is; in the thread of the work."""
        if self._stopping:
            raise WorkStopped("Stopped.")
        self._reported = (what, done, of)

    def _look(self) -> None:
        """Show how far the work is; what is over sooner than this is not shown at work at all."""
        if self._reported is not None:
            what, done, of = self._reported
            self._work = WorkProgress(progress_message(what, done, of) if what else "Counting", done, of)
            self.page.repaint()

    # What is shown

    @property
    def _is_dashboard(self) -> bool:
        return is_dashboard(*self.size)

    @property
    def _beside(self) -> list[int]:
        """The panels that can be marked: those side by side, or all of them where one is shown alone."""
        if not self._is_dashboard or self._is_full:
            return list(range(len(PANELS)))
        return panels_beside(PANELS[self._at].page, self.size.width)

    @property
    def _visible(self) -> list[int]:
        return self._beside if self._is_dashboard and not self._is_full else [self._at]

    def picture(self, size: Size) -> Picture:
        """The panels."""
        if is_dashboard(*size) and not self._is_full and self._at not in self._beside:
            self._at = self._beside[0]
        chosen = self._key
        view = StatisticsView(
            at=self._at,
            ways=self._ways,
            is_full=self._is_full,
            filter=self._chosen.words,
            period=self._chosen.period_words,
            hints=self._hints(),
            statistics=self._statistics.get(chosen),
            calibration=self._calibrations.get(chosen),
            work=self._work,
            widen=self._widen(),
            notice=self.notice,
        )
        return statistics_picture(view, size.width, size.height)

    def on_resize(self) -> None:
        """Count what panels need that are seen only now."""
        self._count_what_is_wanted()

    def _widen(self) -> str:
        key = self.shell.keymap.shown("statistics.filter")
        return f" Only some cards are looked at; {key} changes that." if key and self._chosen.filter != Filter() else ""

    def _hints(self) -> tuple[tuple[str, str, str], ...]:
        keymap = self.shell.keymap
        ways = PANELS[self._at].ways
        following = ways[(self._ways[self._at] + 1) % len(ways)].name
        move = f"{keymap.shown('statistics.previous')} {keymap.shown('statistics.next')}".strip()
        first = []
        if PANELS[self._at].title == LEECHES:
            first = [(keymap.shown("statistics.open"), "browse them", "do:statistics.open")]
        elif self._is_dashboard:
            first = [(keymap.shown("statistics.open"), "side by side" if self._is_full else "enlarge",
                      "do:statistics.open")]  # fmt: skip
        shown = [*first, (move, "panel", "do:statistics.next")]
        if len(ways) > 1:
            shown.append((keymap.shown("statistics.switch"), following, "do:statistics.switch"))
        if self._is_dashboard and not self._is_full:
            shown.append((f"1–{len(PAGES)}", "page", ""))
        rest = [("statistics.filter", "filter"), ("statistics.back", "back"), ("app.help", "all keys")]
        shown += [(keymap.shown(action), label, f"do:{action}") for action, label in rest]
        return tuple(hint for hint in shown if hint[0])

    # Keys

    def capture(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Numbers of pages and panels; while figures are counted nothing else may ask for any."""
        action = self.shell.keymap.action(self.contexts, key)
        if action is None and key in "123456789":
            if self._is_dashboard and not self._is_full:
                self._open_page(int(key) - 1)
            else:
                self._go(min(int(key), len(PANELS)) - 1)
            return True
        return self.is_working and not self._is_safe(action)

    def _is_safe(self, action: str | None) -> bool:
        """Whether an action leaves the collection alone, or a key is none."""
        return action is None or action == "app.quit" or action.startswith("statistics.")

    def _apply(self, chosen: Chosen) -> None:
        """Show what is chosen; what is counted for the choice before is stopped."""
        self._failed = False
        if chosen != self._chosen:
            self._stopping, self._chosen = True, chosen
        self.notice = ""
        self._count_what_is_wanted()
        self.page.repaint(top=0)

    def click(self, target: str) -> None:
        """A title, a panel, or a key of the hints."""
        kind, _, name = target.partition(":")
        if kind == "page":
            self._open_page(int(name))
        elif kind == "panel" and int(name) == self._at:
            self.act("statistics.open")
        elif kind == "panel":
            self._go(int(name))
        elif kind == "key":
            self.capture(name, None)
        elif not self.is_working or self._is_safe(name):
            super().click(target)

    def _open_page(self, page: int) -> None:
        if page < len(PAGES):
            self._is_full = False
            self._go(panels_beside(page, self.size.width)[0])

    def _go(self, at: int) -> None:
        self._at = at
        self._count_what_is_wanted()
        self.page.repaint(top=0)

    def _step(self, by: int) -> None:
        beside = self._beside
        at = beside.index(self._at) if self._at in beside else -1
        self._go(beside[(at + by) % len(beside)])

    @keyed("statistics.next")
    def next_panel(self) -> None:
        """Mark the next panel, or show it."""
        self._step(1)

    @keyed("statistics.previous")
    def previous_panel(self) -> None:
        """Mark the panel before, or show it."""
        self._step(-1)

    @keyed("statistics.open")
    def enlarge(self) -> None:
        """Show the marked panel alone, or all of them again; browse the leeches."""
        if PANELS[self._at].title == LEECHES:
            if not self.is_working:
                self.shell.search_cards("prop:lapses>0")
        elif self._is_dashboard:
            self._is_full = not self._is_full
            self._count_what_is_wanted()

    @keyed("statistics.switch")
    def switch(self) -> None:
        """Another way to look at the panel."""
        self._ways[self._at] = (self._ways[self._at] + 1) % len(PANELS[self._at].ways)

    @keyed("statistics.filter")
    def choose_filter(self) -> None:
        """Choose which cards and days."""
        if self._there is not None and not self.is_working:
            from quizzer.tui.statistics.filter_form import FilterForm

            self.shell.push(FilterForm(self._collection, self._there, self._chosen, self._apply))

    @keyed("statistics.back")
    def back(self) -> None:
        """Back from a panel that is shown alone, or to the first screen."""
        if self._is_full and self._is_dashboard:
            self._is_full = False
        elif self.is_working:
            self._leaving = self._stopping = True
            self.notice = "Stopping."
        else:
            self.shell.go_home()
