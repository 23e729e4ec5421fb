"""The controls of forms: the terminal library's own, painted so that no two states look alike without colours.

None of them takes the library's style sheet: on the terminal's 16 colours it has colours for words, it parts a ticked
box from an empty one by colour alone, and matching its rules takes most of the time in which a form opens. For the same
reason boxes and choices draw their states themselves instead of having classes for them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.content import Content
from textual.validation import Failure, ValidationResult, Validator
from textual.widget import Widget
from textual.widgets import Button, Input, Select
from textual.widgets._select import SelectOverlay
from textual.widgets._static import Static

from quizzer.core.safe_text import one_line, plain
from quizzer.tui.kit.forms.ticks import ManyOf, OneOf

if TYPE_CHECKING:
    from quizzer.tui.kit.shell import Shell

Check = Callable[[str], str]
"""Says what would be right where a text is wrong; nothing where it is right."""


class _Checked(Validator):
    """A validator that asks a function."""

    def __init__(self, check: Check) -> None:
        super().__init__()
        self._check = check

    def validate(self, value: str) -> ValidationResult:
        """Ask it."""
        wrong = self._check(value)
        return ValidationResult([Failure(self, value, wrong)] if wrong else [])


class TextControl(Input, inherit_css=False):
    """A line of text.

    Attributes:
        cells: Characters it shows at most; 0 for as many as there is room for.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = Input.COMPONENT_CLASSES
    DEFAULT_CSS = """
    TextControl { height: 1; background: $background; color: $foreground; scrollbar-size-horizontal: 0; }
    TextControl:focus { background: $surface; }
    TextControl > .input--cursor { text-style: reverse; }
    TextControl > .input--selection { text-style: reverse; }
    TextControl > .input--placeholder { color: $foreground; }
    TextControl > .input--suggestion { color: $foreground; }
    """

    def __init__(self, text: str = "", *, cells: int = 0, check: Check | None = None) -> None:
        """A line.

        Args:
            text: What it holds at first.
            check: What is wrong with a text.
        """
        super().__init__(
            text,
            validators=[_Checked(check)] if check else None,
            validate_on={"blur", "submitted"},
            select_on_focus=False,  # the first key would replace all that is there
        )
        self.cursor_blink = False
        self.cells = cells

    @property
    def _value(self) -> Text:
        """Its text as the library draws it: what would steer the terminal, as in a file's name, is a visible sign."""
        shown = self.value if self.value.isascii() and self.value.isprintable() else "".join(map(plain, self.value))
        return Text(shown, no_wrap=True, overflow="ignore", end="")

    @property
    def holds(self) -> str:
        """Its text."""
        return self.value

    @property
    def targets(self) -> tuple[Widget, ...]:
        """What takes the focus in it."""
        return (self,)

    def check(self) -> str:
        """What is wrong with it."""
        result = self.validate(self.value)
        return "" if result is None or result.is_valid else result.failure_descriptions[0]

    def fit(self, room: int) -> tuple[int, int]:
        """Take the room there is; the cells and lines it takes, brackets included."""
        width = room - 4 if not self.cells else min(self.cells + 1, room - 3)
        self.styles.width = max(2, width)
        return max(2, width) + 3, 1

    def write(self, text: str) -> None:
        """Put text in place of what is there, the cursor at its end."""
        self.value = text
        self.cursor_position = len(text)


class ListControl(Select[str], inherit_css=False):
    """A line that opens a list to choose from.

    Attributes:
        cells: Characters it shows at most; 0 for as many as there is room for.
    """

    DEFAULT_CSS = """
    ListControl { height: 1; color: $foreground; background: $background; }
    ListControl > SelectCurrent { height: 1; padding: 0 !important; border: none !important; background: $background; }
    ListControl:focus > SelectCurrent { background: $surface; }
    ListControl:ansi:focus > SelectCurrent { text-style: reverse; }
    ListControl > SelectCurrent Static#label { color: $foreground; text-wrap: nowrap; text-overflow: ellipsis; }
    ListControl > SelectCurrent .arrow { color: $foreground; }
    ListControl .up-arrow { display: none; }
    ListControl > SelectOverlay {
        width: 1fr; display: none; height: auto; max-height: 9; overlay: screen; constrain: none inside;
        border: round $primary !important; background: $surface; color: $foreground; padding: 0;
    }
    .-ascii ListControl > SelectOverlay { border: ascii $primary !important; }
    ListControl.-expanded > SelectOverlay { display: block; }
    ListControl > SelectOverlay > .option-list--option { padding: 0 1; }
    ListControl > SelectOverlay > .option-list--option-highlighted {
        background: $surface; color: $foreground; text-style: bold reverse;
    }
    """

    def __init__(self, choices: Sequence[tuple[str, str]], chosen: str, *, cells: int = 0) -> None:
        """A list.

        Args:
            choices: The name of each, and what it stands for.
            chosen: What the one that is taken stands for.
        """
        prompts = [(Text(one_line(name), no_wrap=True, overflow="ellipsis"), value) for name, value in choices]
        known = chosen if chosen in {value for _, value in choices} else choices[0][1]
        super().__init__(prompts, allow_blank=False, value=known)
        self._known = known  # until it is on the screen, the list holds nothing
        self._widest = max(Content(one_line(name)).cell_length for name, _ in choices)
        self.cells = cells

    def on_mount(self) -> None:
        """Draw the arrows with signs that a Linux console has."""
        ascii_only = cast("Shell", self.app).ascii
        for arrow, sign, in_ascii in ((".down-arrow", "▾", "v"), (".up-arrow", "▴", "^")):
            self.query_one(arrow, Static).update(in_ascii if ascii_only else sign)

    @property
    def holds(self) -> str:
        """What the one that is taken stands for."""
        return self._known if self.is_blank() else str(self.value)

    @property
    def targets(self) -> tuple[Widget, ...]:
        """What takes the focus in it."""
        return (self,)

    @property
    def overlay(self) -> SelectOverlay:
        """The list that opens."""
        return self.query_one(SelectOverlay)

    def take(self) -> None:
        """Take what is highlighted in the open list, and close it."""
        highlighted = self.overlay.highlighted
        if highlighted is not None:
            self.value = self._options[highlighted][1]
        self.close()

    def search(self, letter: str) -> None:
        """Go to the next choice that begins with a letter."""
        first = (self.overlay.highlighted or 0) + 1
        names = [str(prompt).casefold() for prompt, _ in self._options]
        order = [number % len(names) for number in range(first, first + len(names))]
        found = next((number for number in order if names[number].startswith(letter.casefold())), None)
        if found is not None:
            self.overlay.select(found)

    def close(self) -> None:
        """Close the list."""
        self.screen.set_focus(self)
        self.expanded = False

    def fit(self, room: int) -> tuple[int, int]:
        """Take the room there is; the cells and lines it takes, brackets included."""
        wanted = self.cells or max(20, self._widest + 5)
        width = max(6, min(wanted, room - 3))
        self.styles.width = width
        return width + 3, 1


class FormButton(Button, inherit_css=False):
    """A button: in a box, or between brackets."""

    DEFAULT_CSS = """
    FormButton { width: auto; height: 1; margin: 0 3 0 0; }
    FormButton.-boxed { height: 3; min-width: 28; border: round $primary; content-align: left middle; }
    FormButton.-boxed.-missing { border: round $foreground; }
    FormButton:focus { text-style: bold reverse; }
    FormButton.-boxed.-ascii { border: ascii $primary; }
    """

    def __init__(self, words: str, deed: Callable[[], None]) -> None:
        """A button.

        Args:
            words: What it does.
            deed: Does it.
        """
        super().__init__(Content(words))
        self.deed = deed

    def on_mount(self) -> None:
        """Draw the box with ASCII where everything else is."""
        self.set_class(cast("Shell", self.app).ascii, "-ascii")

    def say(self, words: str, *, missing: bool = False) -> None:
        """Change the words; they say what is missing where something is."""
        self.label = Content(one_line(words))
        self.refresh(layout=True)
        self.set_class(missing, "-missing")

    def get_content_width(self, container: object, viewport: object) -> int:  # noqa: ARG002
        """The words, with what stands around them."""
        return cast("Content", self.label).cell_length + (2 if self.has_class("-boxed") else 4)

    def render(self) -> Content:
        """Draw the words."""
        words = cast("Content", self.label)
        if self.has_class("-boxed"):
            return Content(" ") + words.stylize("" if self.has_class("-missing") else "bold") + Content(" ")
        return Content("[ ") + words + Content(" ]")


Control = TextControl | ManyOf | OneOf | ListControl
