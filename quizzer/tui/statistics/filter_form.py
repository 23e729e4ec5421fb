"""Which cards and days the statistics are about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from quizzer.core.notes.notes import LEVELS
from quizzer.core.safe_text import one_line
from quizzer.core.wording import plural
from quizzer.keys.actions import Context
from quizzer.study.decks.choices import Choices
from quizzer.study.filters import Filter
from quizzer.study.statistics.filter_counts import count_filtered
from quizzer.tui.kit.forms.controls import FormButton, ListControl
from quizzer.tui.kit.forms.row import FormPart, FormRow, FormText
from quizzer.tui.kit.forms.screen import FormDialog
from quizzer.tui.kit.forms.ticks import ManyOf, OneOf
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import QUIET, Line
from quizzer.tui.statistics.chosen import Chosen

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

PERIODS: tuple[tuple[str, int | None], ...] = (("month", 30), ("90 days", 90), ("year", 365), ("all", None))
MANY = 16
"""The most names that each have a box; more are a list to choose one from."""
_NAMED = 3
"""The most axes named in a line."""


class FilterForm(FormDialog):
    """Boxes for axes and levels, lists for decks and tags, and a period."""

    contexts: tuple[Context, ...] = ("form", "app")
    title_text = "Filter"
    help_note = (
        "Without a tick at the axes, all of them count. Buttons, time, hours, calibration and leeches are about the "
        "days of the period; the other pages tell their own."
    )

    def __init__(self, collection: Collection, there: Choices, chosen: Chosen, done: Callable[[Chosen], None]) -> None:
        """Fill in what is chosen.

        Args:
            there: What there is to choose.
            done: Called with another choice; the form is closed by then.
        """
        super().__init__()
        self._collection = collection
        self._before = chosen
        self._done = done
        self._axes = tuple((axis.id, axis.label) for axis in there.axes)
        self._levels = tuple(sorted(there.levels, key=_place_of_level))
        self._decks = tuple((deck.name, deck.id) for deck in there.decks)
        self._tags = tuple((tag.name, tag.id) for tag in there.tags)

    def parts(self) -> Sequence[FormPart]:
        """Make the rows, those with a choice."""
        before = self._before.filter
        rows: list[FormPart] = []
        if len(self._axes) > MANY:
            rows.append(FormRow("Axes", "Axes", _any_of([(n, k) for k, n in self._axes], before.axes)))
        elif len(self._axes) > 1:
            ticked = [place for place, (key, _) in enumerate(self._axes) if key in before.axes]
            rows.append(FormRow("Axes", "Axes", ManyOf([name for _, name in self._axes], ticked)))
        if len(self._decks) > 1:
            rows.append(FormRow("Decks", "Decks", _any_of(self._decks, before.decks)))
        if len(self._levels) > 1:
            known = [place for place, level in enumerate(self._levels) if level in before.levels]
            rows.append(FormRow("Levels", "Levels", ManyOf(self._levels, known or range(len(self._levels)))))
        if self._tags:
            rows.append(FormRow("Tags", "Tags", _any_of(self._tags, before.tags)))
        days = [days for _, days in PERIODS].index(self._before.days)
        rows.append(FormRow("Period", "Period", OneOf([name for name, _ in PERIODS], days)))
        return (*rows, FormText(self._counted))

    def more_buttons(self) -> Sequence[FormButton]:
        """Clear and Cancel."""
        return FormButton("Clear", self._clear), FormButton("Cancel", self.leave)

    def deed_words(self) -> str:
        """Show the figures."""
        return "Show"

    def deed_hint(self) -> str:
        """Enter shows them."""
        return "show"

    def missing(self) -> tuple[str, str] | None:
        """No level is ticked."""
        if "Levels" in self.rows and self.rows["Levels"].control.holds == ():
            return "Levels", "Choose at least one level"
        return None

    @property
    def chosen(self) -> Chosen:
        """What is chosen."""
        days = PERIODS[int(str(self.rows["Period"].control.holds))][1]
        axes = self._ticked("Axes", [key for key, _ in self._axes])
        levels = self._ticked("Levels", self._levels)
        names = dict(self._axes)
        decks, tags = self._ticked("Decks", ()), self._ticked("Tags", ())
        deck_names = [name for name, key in self._decks if key in decks]
        words = [
            ", ".join(names[axis] for axis in axes) if len(axes) <= _NAMED else f"{len(axes)} axes",
            *deck_names,
            ", ".join(levels),
            *(name for name, key in self._tags if key in tags),
        ]
        said = ", ".join(one_line(word) for word in words if word) or "all cards"
        return Chosen(Filter(axes=axes, decks=decks, levels=levels, tags=tags), days, said)

    def _ticked(self, key: str, values: Sequence[str]) -> tuple[str, ...]:
        """What is chosen in a row; nothing where that is all."""
        control = self.rows[key].control if key in self.rows else None
        if isinstance(control, ListControl):
            return (control.holds,) if control.holds else ()
        if not isinstance(control, ManyOf) or len(control.holds) == len(values):
            return ()
        return tuple(values[place] for place in control.holds)

    def changed(self, row: FormRow) -> None:  # noqa: ARG002
        """Count anew."""
        self.lay_out()

    def _counted(self, width: int) -> Sequence[Line]:  # noqa: ARG002
        if not self.rows or self.missing() is not None:
            return ()
        cards, answers = count_filtered(self._collection, *self.chosen[:2])
        at = " " * (next(iter(self.rows.values())).labels + 2)
        return (Content.styled(f"{at}{plural(cards, 'card')}, {plural(answers, 'answer')}", QUIET),)

    def do(self) -> None:
        """Show what is chosen."""
        chosen = self.chosen
        self.dismiss()
        self._done(chosen)

    def _clear(self) -> None:
        self.dismiss()
        self._done(Chosen())

    @keyed("form.back")
    def leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss()


def _any_of(choices: Sequence[tuple[str, str]], chosen: Sequence[str]) -> ListControl:
    return ListControl([("any", ""), *choices], chosen[0] if chosen else "", cells=40)


def _place_of_level(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)
