"""The two themes of quizzer, beside Textual's own."""

from __future__ import annotations

import os
from collections.abc import Mapping

from textual.color import Color
from textual.style import Style
from textual.theme import Theme

DARK = Theme(
    name="quizzer-dark",
    dark=True,
    background="#15181e",
    surface="#1c2028",
    panel="#262b35",
    foreground="#dcdfe4",
    primary="#f0b27a",
    secondary="#8fb8c9",
    accent="#f0b27a",
    success="#9cc48a",
    warning="#e6c07b",
    error="#e08a84",
)

LIGHT = Theme(
    name="quizzer-light",
    dark=False,
    background="#faf7f1",
    surface="#f1ece3",
    panel="#e6dfd3",
    foreground="#2c2a27",
    primary="#a8481f",
    secondary="#3c6478",
    accent="#a8481f",
    success="#3f6f35",
    warning="#8a5a00",
    error="#a3322b",
)

OWN = {theme.name: theme for theme in (DARK, LIGHT)}
PLAIN = "ansi-dark"

_CONTRAST = 0.3
_FEW_COLOURS = ("linux", "ansi", "vt100", "vt220", "vt320", "xterm", "screen", "tmux", "rxvt", "dumb", "cygwin")


def needs_plain_colours() -> bool:
    """Return whether to use the terminal's own colours: colours are switched off, or the terminal has only 8 or 16."""
    if "NO_COLOR" in os.environ:
        return True
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return False
    term = os.environ.get("TERM", "").lower()
    return term in _FEW_COLOURS or term.endswith(("-16color", "-8color", "-color", "-mono", "-m"))


def text_styles(variables: Mapping[str, str], *, plain: bool) -> dict[str, Style]:
    """Map the style names of pictures to the colours of a theme.

    Not component classes of the stylesheet: matching those took longer on the way to the first paint than the rest of
    quizzer's own code.

    Args:
        variables: The theme's colours by name.
        plain: Whether to use the terminal's own colours, with dim for quiet and reverse for chosen.
    """
    ground, ink = Color.parse(variables["background"]), Color.parse(variables["foreground"])
    accent, right, near, wrong = (
        _legible(Color.parse(variables[name]), ground, ink) for name in ("primary", "success", "warning", "error")
    )
    quiet = Style(dim=True) if plain else Style(foreground=ground.blend(ink, 0.66))
    return {
        "": Style(),
        "strong": Style(bold=True),
        "quiet": quiet,
        "line": Style(dim=True) if plain else Style(foreground=ground.blend(ink, 0.25)),
        "accent": Style(foreground=accent),
        "accent-strong": Style(foreground=accent, bold=True),
        "bar": Style(foreground=accent if plain else ground.blend(accent, 0.75)),
        "right": Style(foreground=right, bold=True),
        "near": Style(foreground=near, bold=True),
        "wrong": Style(foreground=wrong, bold=True),
        "caveat": Style(foreground=near, bold=True),
        "different": Style(bold=True, underline=True),
        "source": quiet + Style(italic=True),
        "caret": Style(reverse=True),
        "chosen": Style(bold=True, reverse=True) if plain else Style(background=accent, foreground=ground, bold=True),
    }


def _legible(colour: Color, ground: Color, ink: Color) -> Color:
    """Move a colour towards that of the text where it is too faint on the background."""
    faint = colour.ansi is None and ground.ansi is None and abs(colour.brightness - ground.brightness) < _CONTRAST
    return colour.blend(ink, 0.45) if faint else colour
