"""The home screen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.geometry import Size

from quizzer.core.safe_text import one_line
from quizzer.core.wording import plural
from quizzer.keys.actions import Context
from quizzer.study.filters import Filter
from quizzer.study.review.values import Plan
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen

if TYPE_CHECKING:
    from quizzer.study.due.values import Home

MORE_NEW = 10
_FOLLOW = 60.0  # seconds between refreshes
_SHOWN = (
    "home.start", "home.ahead", "home.more_new", "home.practice", "home.undo", "home.sync", "home.import",
    "home.triage", "home.mastery", "home.statistics", "home.browse", "home.quiz", "app.theme", "app.help", "app.quit",
)  # fmt: skip


class HomeScreen(KeyedScreen):
    """The cards due today, the days to come, and one key to start."""

    contexts: tuple[Context, ...] = ("home", "app")
    help_note = (
        "A day's work is what has come due and the day's new cards. The bar beside an axis tells how many of its cards "
        "you have met; click an axis to review it alone."
    )

    def __init__(self, notice: str = "") -> None:
        super().__init__()
        self.notice = notice
        self._home: Home | None = None

    def on_mount(self) -> None:
        """Refresh once a minute: cards come due while the screen is open."""
        self.set_interval(_FOLLOW, self._follow)

    def _follow(self) -> None:
        if self.is_current:
            self.refreshed(self.notice)

    @property
    def home(self) -> Home:
        """The figures, read once until something changes."""
        if self._home is None:
            from quizzer.study.due.home import load_home  # not needed where a session comes first

            self._home = load_home(self.shell.collection)
        return self._home

    def picture(self, size: Size) -> Picture:
        """Draw the figures."""
        from quizzer.tui.home.view import HomeView, home_picture  # not needed where a session comes first

        home, shell = self.home, self.shell
        clock = shell.collection.clock
        view = HomeView(
            home=home,
            now=clock.local(home.now),
            next_at=None if home.next_due is None else clock.local(home.next_due),
            folder=str(shell.collection.paths.decks),
            keys={action: shell.keymap.shown(action) for action in _SHOWN},
            notice=self.notice or self._news(home),
        )
        return home_picture(view, size.width, size.height)

    def _news(self, home: Home) -> str:
        """Say that the decks changed; empty where they did not, or somebody has looked."""
        if not home.changed:
            return ""
        key = self.shell.keymap.shown("home.changes")
        return (
            f"{plural(home.changed, 'note')} changed in the decks; {key} shows what, and what became of the progress."
        )

    def click(self, target: str) -> None:
        """Handle a click on an axis or a hint."""
        kind, _, name = target.partition(":")
        if kind == "axis":
            self.begin_axis(name)
        else:
            super().click(target)

    def commands(self) -> Iterator[SystemCommand]:
        """List the commands of this screen, and one for each axis."""
        yield from super().commands()
        for due in self.home.axes:
            begin = partial(self.begin_axis, due.axis.id)
            yield SystemCommand(f"Review {one_line(due.axis.name)}", "Start with the cards of this axis", begin)

    def begin_axis(self, axis: str) -> None:
        """Start a session of one axis."""
        self.begin(Plan(Filter(axes=(axis,))), "Nothing of this axis is due.")

    def begin(self, plan: Plan, otherwise: str) -> None:
        """Start a session, or say that it has no card.

        Args:
            plan: The plan of the session.
            otherwise: The sentence to show when no card matches the plan.
        """
        self.refreshed("" if self.shell.review(plan) else otherwise)

    def refreshed(self, notice: str) -> None:
        """Read the figures again and show a sentence."""
        self._home = None
        self.notice = notice
        self.page.repaint()

    @keyed("home.start")
    def start(self) -> None:
        """Start today's reviews."""
        self.begin(Plan(), "Nothing is due.")

    @keyed("home.ahead")
    def ahead(self) -> None:
        """Review what comes due tomorrow."""
        self.begin(Plan(ahead_days=1), "Nothing comes due tomorrow.")

    @keyed("home.more_new")
    def more_new(self) -> None:
        """Learn more new cards."""
        self.begin(Plan(more_new=MORE_NEW), "There are no more new cards.")

    @keyed("home.practice")
    def practise(self) -> None:
        """Practise, which leaves the schedule alone."""
        self.begin(Plan(practice=True), "There is no card to practise.")

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
        found = f"{plural(len(problems), 'problem')}; the first: {problems[0]}" if problems else ""
        self.refreshed(found or "The decks are read.")

    @keyed("home.changes")
    def changes(self) -> None:
        """Open what changed in the decks."""
        self.shell.open("changes")

    @keyed("home.mastery")
    def mastery(self) -> None:
        """Open the mastery screen."""
        self.shell.open("mastery")

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

    @keyed("home.export")
    def export(self) -> None:
        """Open the export screen."""
        self.shell.open("export")

    @keyed("home.import")
    def import_file(self) -> None:
        """Open the import screen."""
        self.shell.open("import")
