"""Which cards and days the statistics are about: a few rows to choose in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.notes.notes import LEVELS
from quizzer.core.safe_text import one_line
from quizzer.study.decks.choices import load_choices
from quizzer.study.filters import Filter
from quizzer.tui.kit.form import FormRow, FormView

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

PERIODS = (("all time", None), ("last 30 days", 30), ("last 90 days", 90), ("last year", 365))

_EXPLAINED = {
    "Axis": "Only the cards of this axis.",
    "Deck": "Only the cards of this deck file.",
    "Level": "Only the cards of this level.",
    "Tag": "Only the cards of notes with this tag.",
    "Period": "Buttons, time, hours, calibration and leeches are about these days; the other pages tell their own.",
    "": "Enter shows the figures of what is chosen.",
}


class FilterChoice(NamedTuple):
    """Something to choose: what a filter calls it, and its name."""

    word: str
    name: str


ALL = FilterChoice("", "all")

_CARDS = ("Axis", "Deck", "Level", "Tag")
"""The rows that choose cards, in the order of a filter's parts."""
_FAR = 10
"""Choices that a key for a page goes on by."""


class FilterForm:
    """Rows of choices; what is chosen counts once it is kept."""

    def __init__(self, collection: Collection) -> None:
        """All cards, all days; the axes, decks, levels and tags there are come with :meth:`load`."""
        self._collection = collection
        self._choices: dict[str, tuple[FilterChoice, ...]] = {
            "Axis": (ALL,),
            "Deck": (ALL,),
            "Level": (ALL,),
            "Tag": (ALL,),
            "Period": tuple(FilterChoice("" if days is None else str(days), name) for name, days in PERIODS),
        }
        self._labels = [*self._choices, ""]
        self._kept = dict.fromkeys(self._choices, 0)
        self._places = dict(self._kept)
        self._at = 0
        self.is_loaded = False

    def load(self) -> None:
        """Read what there is to choose among."""
        there = load_choices(self._collection)
        axes = (FilterChoice(axis.id, axis.label) for axis in there.axes)
        decks = (FilterChoice(deck.id, deck.name) for deck in there.decks)
        levels = sorted(there.levels, key=lambda level: LEVELS.index(level) if level in LEVELS else len(LEVELS))
        self._choices["Axis"] = (ALL, *axes)
        self._choices["Deck"] = (ALL, *decks)
        self._choices["Level"] = (ALL, *(FilterChoice(level, level) for level in levels))
        self._choices["Tag"] = (ALL, *(FilterChoice(tag.id, tag.name) for tag in there.tags))
        self.is_loaded = True

    # What is chosen

    @property
    def chosen(self) -> tuple[Filter, int | None]:
        """The cards, and how many days up to today; None for all."""
        words = (self._kept_choice(label).word for label in _CARDS)
        return Filter(*((word,) if word else () for word in words)), PERIODS[self._kept["Period"]][1]

    @property
    def filter_words(self) -> str:
        """The cards in words."""
        axis, deck, level, tag = (self._kept_choice(label) for label in _CARDS)
        words = [axis.word, deck.name if deck.word else "", level.word, tag.word]
        return ", ".join(one_line(word) for word in words if word) or "all cards"

    @property
    def period_words(self) -> str:
        """The days in words."""
        return PERIODS[self._kept["Period"]][0]

    def _kept_choice(self, label: str) -> FilterChoice:
        return self._choices[label][self._kept[label]]

    def keep(self) -> bool:
        """Take what is chosen; whether it is another choice than before."""
        changed = self._kept != self._places
        self._kept = dict(self._places)
        return changed

    # The rows

    @property
    def is_at_button(self) -> bool:
        """Whether the button is selected."""
        return not self._labels[self._at]

    def begin(self) -> None:
        """Begin with what counts now."""
        self._places, self._at = dict(self._kept), 0

    def view(self, back: tuple[str, str, str], notice: str) -> FormView:
        """The rows as they are.

        Args:
            back: The key that leaves everything as it was.
            notice: A sentence to show.
        """
        rows = tuple(self._row(label) for label in self._labels)
        first = [("Enter", "show", "key:enter"), ("↑ ↓", "move", "")]
        choose = [] if self.is_at_button else [("← →", "choose", "")]
        hints = tuple(hint for hint in (*first, *choose, back) if hint[0])
        explained = _EXPLAINED[self._labels[self._at]]
        return FormView("Statistics of", hints, rows, self._at, explained, notice=notice)

    def _row(self, label: str) -> FormRow:
        if not label:
            return FormRow("", "Show")
        choices, place = self._choices[label], self._places[label]
        choice = choices[place]
        named = choice.name if choice.word in ("", choice.name) or label != "Axis" else f"{choice.word}  {choice.name}"
        return FormRow(label, one_line(named), aside=f"← {place + 1} of {len(choices)} →" if len(choices) > 1 else "")

    def press(self, key: str) -> bool:
        """Take a key; False when it means nothing here."""
        match key:
            case "up" | "shift+tab":
                self._at = (self._at - 1) % len(self._labels)
            case "down" | "tab":
                self._at = (self._at + 1) % len(self._labels)
            case "left" | "right" | "space" if not self.is_at_button:
                label = self._labels[self._at]
                by = -1 if key == "left" else 1
                self._places[label] = (self._places[label] + by) % len(self._choices[label])
            case "pageup" | "pagedown" if not self.is_at_button:
                label = self._labels[self._at]
                to = self._places[label] + (_FAR if key == "pagedown" else -_FAR)
                self._places[label] = max(0, min(to, len(self._choices[label]) - 1))
            case _:
                return False
        return True

    def choose(self, row: int) -> bool:
        """Take a click on a row: select it, or change it where it was selected; True for the button."""
        before, self._at = self._at, row
        if self.is_at_button:
            return True
        if before == row:
            self.press("right")
        return False
