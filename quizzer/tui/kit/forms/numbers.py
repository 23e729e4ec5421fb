"""What may be written into a field for a number."""

from __future__ import annotations

from quizzer.tui.kit.forms.controls import Check


def whole_number(low: int, high: int, *, may_be_empty: bool = False) -> Check:
    """A check for a whole number within bounds, both included."""
    span = f"a whole number from {low:,} to {high:,}"
    allowed = f"Write {span}, or nothing." if may_be_empty else f"Write {span}."

    def check(text: str) -> str:
        number = read_whole(text)
        if not text.strip():
            return "" if may_be_empty else allowed
        return "" if number is not None and low <= number <= high else allowed

    return check


def read_whole(text: str) -> int | None:
    """The whole number a text says; None where it says none."""
    digits = text.strip().replace(",", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None
