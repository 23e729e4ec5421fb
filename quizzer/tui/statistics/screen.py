"""The statistics: pages to go through, and which cards they are about."""

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
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.kit.work import WorkProgress, WorkStopped
from quizzer.tui.statistics.chosen import Chosen
from quizzer.tui.statistics.pages import PAGES
from quizzer.tui.statistics.view import StatisticsView, statistics_picture

if TYPE_CHECKING:
    from quizzer.core.calibration import Evaluation
    from quizzer.study.collection.collection import Collection

Key = tuple[Filter, int | None]

_EVERY = 0.1  # seconds between looks at how far the work is


class StatisticsScreen(KeyedScreen):
    """Pages of figures; what takes long is counted in a thread."""

    contexts: tuple[Context, ...] = ("statistics", "app")
    help_note = (
        "Every figure is counted from your answers, so an answer that was taken back is in none of them. A card is "
        "young while its interval is under 21 days, and mature from there on."
    )
    help_title = "What the figures mean"
    help_rows = (
        ("1 – 9", "Go to a page"),
        ("In a row", "Study days in a row with an answer, up to today or yesterday."),
        ("Calendar", "A column is a week, a cell a day; the fuller, the more answers."),
        ("Due", "Cards that come due if you answer nothing; “late” is what was due before today."),
        (
            "True retention",
            "Of the answers to cards in review, and to cards whose interval was a day at least, those that were not "
            "Again; counted as in Anki.",
        ),
        ("Buttons", "Answers by button; learning is new cards and cards learnt again."),
        ("Time", "How long the answers took, each counted up to the limit."),
        ("Hours", "Answers by the hour on the wall clock, and how many of them were not Again."),
        ("Interval", "Days from a card's last answer to the day it comes due."),
        ("Stability", "Days after which recall has fallen to 90%."),
        ("Difficulty", "From 1 to 10: how little an answer makes a card last longer."),
        ("Recall now", "The probability that you would recall the card at this moment."),
        ("Calibration", "Before each answer recall was predicted; on the diagonal it came true."),
        ("Log loss", "How surprising the answers were to the predictions; 0 is best, guessing half is 0.69."),
        ("RMSE", "How far predicted and actual recall are apart in groups of like answers; 0 is best."),
        ("Leech", "A card forgotten so often that its note should be changed."),
    )

    def __init__(self, collection: Collection) -> None:
        """The first page, of all cards."""
        super().__init__()
        self._collection = collection
        self._at = 0
        self._ways = [0] * len(PAGES)
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
        elif PAGES[self._at].needs_calibration and chosen not in self._calibrations:
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

    def picture(self, size: Size) -> Picture:
        """The page."""
        chosen = self._key
        view = StatisticsView(
            at=self._at,
            way=self._ways[self._at],
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

    def _widen(self) -> str:
        key = self.shell.keymap.shown("statistics.filter")
        return f" Only some cards are looked at; {key} changes that." if key and self._chosen.filter != Filter() else ""

    def _hints(self) -> tuple[tuple[str, str, str], ...]:
        keymap = self.shell.keymap
        ways = PAGES[self._at].ways
        following = ways[(self._ways[self._at] + 1) % len(ways)].name
        first = f"{keymap.shown('statistics.previous')} {keymap.shown('statistics.next')}".strip()
        rest = [
            *([("statistics.switch", following)] if len(ways) > 1 else []),
            ("statistics.filter", "filter"),
            ("statistics.back", "back"),
            ("app.help", "help"),
        ]
        shown = [(first, "page", "do:statistics.next")]
        shown += [(keymap.shown(action), label, f"do:{action}") for action, label in rest]
        return tuple(hint for hint in shown if hint[0])

    # Keys

    def capture(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Numbers of pages; while figures are counted nothing else may ask for any."""
        action = self.shell.keymap.action(self.contexts, key)
        if action is None and key in "123456789":
            self._go(int(key) - 1)
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
        """A title, or a key of the hints."""
        kind, _, name = target.partition(":")
        if kind == "page":
            self._go(int(name))
        elif kind == "key":
            self.capture(name, None)
        elif not self.is_working or self._is_safe(name):
            super().click(target)

    def _go(self, at: int) -> None:
        self._at = at % len(PAGES)
        self._count_what_is_wanted()
        self.page.repaint(top=0)

    @keyed("statistics.next")
    def next_page(self) -> None:
        """The page to the right."""
        self._go(self._at + 1)

    @keyed("statistics.previous")
    def previous_page(self) -> None:
        """The page to the left."""
        self._go(self._at - 1)

    @keyed("statistics.switch")
    def switch(self) -> None:
        """Another way to look at the page."""
        self._ways[self._at] = (self._ways[self._at] + 1) % len(PAGES[self._at].ways)

    @keyed("statistics.filter")
    def choose_filter(self) -> None:
        """Choose which cards and days."""
        if self._there is not None and not self.is_working:
            from quizzer.tui.statistics.filter_form import FilterForm

            self.shell.push(FilterForm(self._collection, self._there, self._chosen, self._apply))

    @keyed("statistics.back")
    def back(self) -> None:
        """Back to the first screen."""
        if self.is_working:
            self._leaving = self._stopping = True
            self.notice = "Stopping."
        else:
            self.shell.go_home()
