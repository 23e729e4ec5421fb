"""The screens that are opened by name, each imported on its first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from quizzer.core.wording import plural
from quizzer.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizzer.tui.browse.table_search import BrowsePlace
    from quizzer.tui.kit.shell import Place, Shell
    from quizzer.tui.sync.syncing import Syncing


class Places:
    """Opens screens by name, and remembers where the table of all cards was left."""

    def __init__(self, shell: Shell, syncing: Callable[[], Syncing | None]) -> None:
        self._shell = shell
        self._syncing = syncing
        self._browsed: BrowsePlace | None = None

    def open(self, place: Place, axis: str = "") -> None:  # noqa: C901 - one branch a screen
        """Show a screen by name, importing it on first use.

        Args:
            place: Its name.
            axis: The axis to show, by its id, where the screen has axes; empty for its own choice.

        Raises:
            Problem: There is nothing to show.
        """
        collection = self._shell.collection
        match place:
            case "mastery":
                from quizzer.tui.mastery.screen import MasteryScreen

                self._shell.show(MasteryScreen(collection, axis))
            case "goals":
                from quizzer.tui.mastery.screen import MasteryScreen

                screen = MasteryScreen(collection, axis)
                self._shell.show(screen)
                screen.call_after_refresh(screen.act, "mastery.goal")
            case "quiz":
                from quizzer.tui.quiz.setup_screen import QuizSetupScreen

                self._shell.show(QuizSetupScreen(collection))
            case "browse":
                from quizzer.tui.browse.table_screen import BrowseScreen
                from quizzer.tui.browse.table_search import BrowsePlace

                self._browsed = self._browsed or BrowsePlace()
                self._shell.show(BrowseScreen(collection, place=self._browsed))
            case "statistics":
                from quizzer.tui.statistics.screen import StatisticsScreen

                self._shell.show(StatisticsScreen(collection))
            case "export":
                from quizzer.tui.exchange.export_screen import ExportScreen

                self._shell.show(ExportScreen(collection))
            case "import":
                from quizzer.tui.exchange.import_screen import ImportScreen

                self._shell.show(ImportScreen(collection))
            case "settings":
                from quizzer.tui.settings.screen import SettingsScreen

                self._shell.show(SettingsScreen(collection))
            case "triage":
                self._open_triage()
            case "changes":
                from quizzer.tui.changes.screen import ChangesScreen

                self._shell.show(ChangesScreen(collection))
            case "devices":
                from quizzer.tui.sync.screen import DevicesScreen

                self._shell.show(DevicesScreen(self._syncing()))
            case _:
                assert_never(place)

    def _open_triage(self) -> None:
        """Show the drafts of the deck that has some; where several have, a list to choose from.

        Raises:
            Problem: No deck has any.
        """
        from quizzer.study.drafts.decks import list_decks_with_drafts
        from quizzer.study.drafts.triage import Triage
        from quizzer.tui.triage.lines_screen import LinesScreen
        from quizzer.tui.triage.screen import TriageScreen

        decks = list_decks_with_drafts(self._shell.collection)
        if not decks:
            raise Problem("No deck holds drafts. “quizzer derive DOCUMENT” makes some.")

        def show(number: int) -> None:
            self._shell.show(TriageScreen(Triage(self._shell.collection, decks[number].path)))

        if len(decks) == 1:
            show(0)
        else:
            lines = [(deck.name, plural(deck.drafts, "draft")) for deck in decks]
            self._shell.push(LinesScreen("Drafts of which deck?", lines, show))
