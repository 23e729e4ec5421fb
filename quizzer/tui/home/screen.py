"""The first screen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.geometry import Size

from quizzer.core.safe_text import one_line
from quizzer.core.wording import plural
from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.filters import Filter
from quizzer.study.review.values import Plan
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen

if TYPE_CHECKING:
    from quizzer.study.due.values import AxisDue
    from quizzer.tui.home.first_day.choices import FirstDay
    from quizzer.tui.home.values import HomeView, Row, Variant

_FOLLOW = 60.0  # seconds between refreshes


class HomeScreen(KeyedScreen):
    """The day's cards, the rows to start from, and the days to come."""

    contexts: tuple[Context, ...] = ("home", "app")
    help_note = (
        "A day's work is what has come due and the day's new cards. Each row is that work cut to an axis, and Enter "
        "starts what the marked row says. “Known” is the share of an axis' cards that you would recall now, cards not "
        "met counting none. A click marks a row, and a second click starts it."
    )

    def __init__(self, notice: str = "") -> None:
        super().__init__()
        self.notice = notice
        self._view: HomeView | None = None
        self._first: FirstDay | None = None
        self._at: int | None = None
        self._variant: Variant | None = None
        self._is_stale = False

    def on_mount(self) -> None:
        """Refresh once a minute: cards come due while the screen is open."""
        self.set_interval(_FOLLOW, self._follow)

    def _follow(self) -> None:
        if self.is_active:
            if self.shell.syncing is not None:
                self.shell.syncing.follow()
            self.refreshed(self.notice)

    # Figures

    @property
    def view(self) -> HomeView:
        """The figures, read once until something changes, with the mark where it is."""
        syncing = self.shell.syncing
        if self._view is None:
            from quizzer.tui.home.figures import begin_first_day, read_view  # not needed where a session comes first

            shell = self.shell
            if syncing is not None:
                syncing.count()
            self._view = read_view(shell.collection, shell.keymap)
            if self._view.variant != self._variant:
                self._variant, self._at = self._view.variant, None
            if self._variant != "first":
                self._first = None
            elif self._first is None:
                self._first = begin_first_day(shell.collection, self._view.home)
        view = self._view.marked_at(self._at, self.notice)
        return view if syncing is None else view._replace(standing=syncing.standing)

    def take_sync(self, *, news: bool) -> None:
        """Show how a sync goes on; where it brought something, read the figures again, at the latest on coming back."""
        if news:
            self._view = None
        self._is_stale = not self.is_active
        if self.is_active:
            self.page.repaint()

    def on_screen_resume(self) -> None:
        """Draw what changed while another screen stood above this one."""
        if self._is_stale:
            self._is_stale = False
            self.page.repaint()

    def refreshed(self, notice: str) -> None:
        """Read the figures again and show a sentence."""
        self._view = None
        self.notice = notice
        self.page.repaint()

    def picture(self, size: Size) -> Picture:
        """Draw the figures."""
        view = self.view
        if self._first is not None:
            from quizzer.tui.home.first_day.view import first_picture, first_view  # only on the first day

            return first_picture(first_view(view, self._first), size.width, size.height)
        from quizzer.tui.home.view import home_picture  # not needed where a session comes first

        return home_picture(view, size.width, size.height)

    # The mark

    def capture(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Choose where to begin, on the first day."""
        return key != "enter" and self._choose(key)

    def _choose(self, key: str) -> bool:
        following = self._first.press(key) if self._first else None
        if following is None:
            return False
        self._first = following
        self.page.repaint()
        return True

    def click(self, target: str) -> None:
        """Mark a row, or start the marked one; choose on the first day; follow a hint."""
        kind, _, name = target.partition(":")
        if kind == "row":
            if int(name) == self.view.mark:
                self.act("home.start")
            else:
                self._mark(int(name))
        elif kind in ("choose", "number") and self._first is not None:
            number = int(name)
            self._first = self._first.chosen(number) if kind == "choose" else self._first.with_number(number)
            self.page.repaint()
        else:
            super().click(target)

    def _mark(self, at: int) -> None:
        self.notice = ""
        self._at = max(0, min(at, len(self.view.rows) - 1))
        self.page.repaint()

    @keyed("home.next")
    def next(self) -> None:
        """Mark the next row."""
        if not self._choose("down"):
            self._mark(self.view.mark + 1)

    @keyed("home.previous")
    def previous(self) -> None:
        """Mark the row before."""
        if not self._choose("up"):
            self._mark(self.view.mark - 1)

    @property
    def marked_axis(self) -> AxisDue | None:
        """The marked axis; None where the mark is on all, or on something else."""
        row = self.view.marked
        return row.due if row else None

    # Sessions

    @keyed("home.start")
    def start(self) -> None:
        """Start what the marked row says."""
        row = self.view.marked
        if self._first is not None:
            from quizzer.study.settings.first_day import begin_course

            first = self._first
            begin_course(self.shell.collection, first.order, first.chosen_axes, first.a_day)
            self.begin(Plan(), "Nothing is due.")
        elif row is None:
            raise Problem("There is no deck yet.")
        else:
            self._start(row)

    def _start(self, row: Row) -> None:
        from quizzer.tui.home import starting

        match row.kind:
            case "quiz":
                self.shell.open("quiz")
            case "all" | "axis":
                axis = row.due if len(self.view.home.axes) > 1 else None
                self.begin_axis(axis)
            case "now":
                self.shell.show_review(starting.take_now(self.shell.collection))
            case _:
                self.begin(starting.plan_of(self.shell.collection, row), "There is no such card any more.")

    def begin_axis(self, due: AxisDue | None) -> None:
        """Start a session of one axis, or of all."""
        if due is None:
            self.begin(Plan(), "Nothing is due.")
            return
        from quizzer.tui.home.sentences import nothing_of

        self.begin(Plan(Filter(axes=(due.axis.id,))), nothing_of(due, self.view.keys["home.more_new"]))

    def begin(self, plan: Plan, otherwise: str) -> None:
        """Start a session, or say that it has no card.

        Args:
            plan: The plan of the session.
            otherwise: The sentence to show when no card matches the plan.
        """
        self.refreshed("" if self.shell.review(plan) else otherwise)

    @keyed("home.ahead")
    def ahead(self) -> None:
        """Review what comes due tomorrow, of the marked axis or of all."""
        self.begin(Plan(self._marked_cards, ahead_days=1), "Nothing comes due tomorrow.")

    @keyed("home.more_new")
    def more_new(self) -> None:
        """Meet more new cards of the marked axis, or of all."""
        from quizzer.tui.home.sentences import no_more_new
        from quizzer.tui.home.values import MORE_NEW

        due = self.marked_axis
        if not (due.more_new if due else self.view.home.more_new):
            raise Problem(no_more_new(due))
        self.begin(Plan(self._marked_cards, more_new=MORE_NEW), no_more_new(due))

    @keyed("home.practice")
    def practise(self) -> None:
        """Practise the marked axis, or all, which leaves the schedule alone."""
        self.begin(Plan(self._marked_cards, practice=True), "There is no card to practise.")

    @property
    def _marked_cards(self) -> Filter:
        due = self.marked_axis
        return Filter(axes=(due.axis.id,)) if due else Filter()

    @keyed("home.undo")
    def undo(self) -> None:
        """Take back the last answer."""
        from quizzer.study.review.undo import undo_last_action

        self.refreshed(undo_last_action(self.shell.collection) or "There is nothing to undo.")

    @keyed("home.sync")
    def sync(self) -> None:
        """Read changed deck files."""
        from quizzer.study.decks.sync import sync_decks

        problems = sync_decks(self.shell.collection)
        found = f"{plural(len(problems), 'problem')}: {problems[0]}" if problems else ""
        self.refreshed(found or "The decks are read.")

    # Other screens

    def commands(self) -> Iterator[SystemCommand]:
        """List the commands of this screen, and one for each axis."""
        yield from super().commands()
        for due in self.view.home.axes:
            begin = partial(self.begin_axis, due)
            yield SystemCommand(f"Review {one_line(due.axis.label)}", "Start with the cards of this axis", begin)
        from quizzer.tui.home.shift_commands import shift_commands  # not needed before the palette is opened

        yield from shift_commands(self.shell.collection, self.refreshed)
        if self.shell.syncing is not None:
            yield SystemCommand("Sync now", "Take in what other devices answered, and send", self.shell.syncing.sync)

    @keyed("home.look")
    def look(self) -> None:
        """Look into the marked axis, or into all."""
        due = self.marked_axis
        self.shell.open("mastery", due.axis.id if due else "")

    @keyed("home.changes")
    def changes(self) -> None:
        """Open what changed in the decks."""
        self.shell.open("changes")

    @keyed("home.devices")
    def devices(self) -> None:
        """See the devices that sync with this one."""
        self.shell.open("devices")

    @keyed("home.mastery")
    def mastery(self) -> None:
        """Open the mastery screen."""
        self.shell.open("mastery")

    @keyed("home.goals")
    def goals(self) -> None:
        """Set or change the goal of the marked axis."""
        due = self.marked_axis
        self.shell.open("goals", due.axis.id if due else "")

    @keyed("home.decks")
    def decks(self) -> None:
        """List the decks."""
        from quizzer.tui.home.decks_screen import DecksScreen

        self.shell.show(DecksScreen(self.shell.collection))

    @keyed("home.quiz")
    def quiz(self) -> None:
        """Open the setup of a quiz."""
        self.shell.open("quiz")

    @keyed("home.triage")
    def triage(self) -> None:
        """Open the drafts of a deck."""
        self.shell.open("triage")

    @keyed("home.browse")
    def browse(self) -> None:
        """Open the table of all cards."""
        self.shell.open("browse")

    @keyed("home.statistics")
    def statistics(self) -> None:
        """Open the statistics."""
        self.shell.open("statistics")

    @keyed("home.settings")
    def open_settings(self) -> None:
        """Change the settings."""
        self.shell.open("settings")

    @keyed("home.export")
    def export(self) -> None:
        """Open the export screen."""
        self.shell.open("export")

    @keyed("home.import")
    def import_file(self) -> None:
        """Open the import screen."""
        self.shell.open("import")
