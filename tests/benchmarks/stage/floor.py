"""The least a Textual program can be: one text, and a key that changes it. What other programs are measured against."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Floor(App[None]):
    """Shows a number; any key shows the next one, ``q`` leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.number = 0

    def compose(self) -> ComposeResult:
        yield Static(self.text())

    def text(self) -> str:
        return f"floor {self.number}."

    def on_key(self, event: events.Key) -> None:
        if event.key == "q":
            self.exit()
            return
        self.number += 1
        self.query_one(Static).update(self.text())


if __name__ == "__main__":
    Floor().run()
