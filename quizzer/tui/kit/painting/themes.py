"""The colours of quizzer: two themes of its own beside Textual's, and the look of every named style in each."""

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
    surface="#1f242d",
    panel="#262b35",
    foreground="#dcdfe4",
    primary="#f0b27a",
    secondary="#86b7e0",
    accent="#f0b27a",
    success="#9cc48a",
    warning="#e6c07b",
    error="#ec8d86",
    variables={"quiet": "#9aa0aa", "line": "#3b414d"},
)

LIGHT = Theme(
    name="quizzer-light",
    dark=False,
    background="#faf7f1",
    surface="#efe9df",
    panel="#e6dfd3",
    foreground="#2c2a27",
    primary="#a8481f",
    secondary="#2c5f86",
    accent="#a8481f",
    success="#37672e",
    warning="#7d5200",
    error="#a3322b",
    variables={"quiet": "#66615a", "line": "#cfc7ba"},
)

OWN = {theme.name: theme for theme in (DARK, LIGHT)}
PLAIN = "ansi-dark"

LEAST_CONTRAST = 4.5
"""The least contrast of text with its ground (WCAG 2.2, criterion 1.4.3)."""
_FEW_COLOURS = ("linux", "ansi", "vt100", "vt220", "vt320", "xterm", "screen", "tmux", "rxvt", "dumb", "cygwin")
_STEPS = 20
_PLAIN_SIGNS = {
    "accent": "ansi_cyan",
    "accent-strong": "ansi_cyan",
    "bar": "ansi_cyan",
    "right": "ansi_green",
    "near": "ansi_yellow",
    "caveat": "ansi_yellow",
    "wrong": "ansi_red",
    "again": "ansi_red",
    "hard": "ansi_yellow",
    "good": "ansi_green",
    "easy": "ansi_cyan",
    "filled": "ansi_cyan",
}


def needs_plain_colours() -> bool:
    """Return whether to use the terminal's own colours: colours are switched off, or the terminal has only 8 or 16."""
    if "NO_COLOR" in os.environ:
        return True
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return False
    term = os.environ.get("TERM", "").lower()
    return term in _FEW_COLOURS or term.endswith(("-16color", "-8color", "-color", "-mono", "-m"))


def text_styles(variables: Mapping[str, str], *, plain: bool) -> dict[str, Style]:
    """Map the style names of pictures to their look in a theme; text has a contrast of 4.5 or more on both grounds.

    Not component classes of the stylesheet: matching those took longer on the way to the first paint than the rest of
    quizzer's own code.

    Args:
        variables: The theme's colours by name; ``surface`` is the ground of what is raised.
        plain: Whether to use the terminal's own colours. Their ground is unknown, so every word is in the terminal's
            ink, and only signs have a colour (see :func:`sign_styles`).
    """
    if plain:
        return _plain_styles()
    ink = Color.parse(variables["foreground"])
    grounds = (Color.parse(variables["background"]), Color.parse(variables["surface"]))

    def legible(name: str) -> Style:
        return Style(foreground=_legible(Color.parse(variables[name]), grounds, ink))

    quiet = legible("quiet") if "quiet" in variables else Style(foreground=_blend_quiet(grounds, ink))
    line = variables.get("line")
    accent, right, near, wrong = (legible(name) for name in ("primary", "success", "warning", "error"))
    bold = Style(bold=True)
    on_chip = _against(accent.foreground or ink, grounds[0], ink)
    return {
        "": Style(),
        "strong": bold,
        "quiet": quiet,
        "line": Style(foreground=Color.parse(line) if line else grounds[0].blend(ink, 0.25)),
        "accent": accent,
        "accent-strong": accent + bold,
        "bar": accent,
        "right": right + bold,
        "near": near + bold,
        "wrong": wrong + bold,
        "caveat": near + bold,
        "again": wrong,
        "hard": near,
        "good": right,
        "easy": legible("secondary"),
        "filled": accent + Style(bold=True, underline=True),
        "different": Style(bold=True, underline=True),
        "source": quiet,
        "caret": Style(reverse=True),
        "selected": Style(background=grounds[1]),
        "chosen": Style(background=accent.foreground, foreground=on_chip, bold=True),
    }


def sign_styles(*, plain: bool) -> dict[str, Style]:
    """Map the style names whose signs, not their words, have a colour of the terminal's 16.

    Args:
        plain: As in :func:`text_styles`; with a theme's colours, signs look like the words beside them.
    """
    if not plain or "NO_COLOR" in os.environ:
        return {}
    return {name: Style(foreground=Color.parse(colour), bold=True) for name, colour in _PLAIN_SIGNS.items()}


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _plain_styles() -> dict[str, Style]:
    bold, plain = Style(bold=True), Style()
    return {
        "": plain,
        "strong": bold,
        "quiet": plain,
        "line": plain,
        "accent": bold,
        "accent-strong": bold,
        "bar": plain,
        "right": bold,
        "near": bold,
        "wrong": bold,
        "caveat": bold,
        "again": plain,
        "hard": plain,
        "good": plain,
        "easy": plain,
        "filled": Style(bold=True, underline=True),
        "different": Style(bold=True, underline=True),
        "source": plain,
        "caret": Style(reverse=True),
        "selected": Style(reverse=True),
        "chosen": Style(bold=True, reverse=True),
    }


def _luminance(colour: Color) -> float:
    channels = (channel / 255 for channel in colour.rgb)
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _legible(colour: Color, grounds: tuple[Color, ...], ink: Color) -> Color:
    """Mix a colour with the ink until it has the least contrast on every ground; the ink itself may have less."""
    for step in range(_STEPS):
        mixed = colour.blend(ink, step / _STEPS)
        if all(contrast(mixed, ground) >= LEAST_CONTRAST for ground in grounds):
            return mixed
    return ink


def _blend_quiet(grounds: tuple[Color, ...], ink: Color) -> Color:
    return _legible(grounds[0].blend(ink, 0.66), grounds, ink)


def _against(ground: Color, *inks: Color) -> Color:
    """The colour with the greatest contrast on a ground."""
    return max(inks, key=lambda ink: contrast(ink, ground))
