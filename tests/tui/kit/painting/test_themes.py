"""Themes: chosen, remembered, configured, and without colours."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from quizzer.errors import WrongUse
from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan
from quizzer.tui.app import run
from quizzer.tui.kit.painting.themes import LEAST_CONTRAST, OWN, contrast, needs_plain_colours, text_styles
from tests.conftest import Opener
from tests.tui.stage import Stage, staged


async def test_a_theme_is_shown_at_once_and_remembered(collection: Collection) -> None:
    async with staged(collection) as stage:
        assert stage.app.theme == "quizzer-dark"
        before = colours(stage)
        stage.app.theme = "quizzer-light"
        await stage.pilot.pause()
        assert colours(stage).isdisjoint(before)
        assert collection.get("theme") == "quizzer-light"
    async with staged(collection) as stage:
        assert stage.app.theme == "quizzer-light"


def colours(stage: Stage) -> set[str]:
    """The colours on the screen."""
    strips = stage.app.screen._compositor.render_strips()
    styles = [segment.style for strip in strips for segment in strip if segment.style]
    found = [colour for style in styles for colour in (style.color, style.bgcolor)]
    return {colour.name for colour in found if colour is not None}


async def test_an_unknown_remembered_theme_falls_back(collection: Collection) -> None:
    collection.put("theme", "gone")
    async with staged(collection) as stage:
        assert stage.app.theme == "quizzer-dark"


async def test_the_theme_of_the_configuration_comes_first(open_collection: Opener) -> None:
    async with staged(open_collection('[app]\ntheme = "nord"\n')) as stage:
        assert stage.app.theme == "nord"


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "linux", "COLORTERM": ""}])
async def test_without_colours_only_the_terminals_own_are_used(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    async with staged(collection, Plan()) as stage:
        await stage.press(*"pituitary", "enter")
        assert not any(colour.startswith("#") for colour in colours(stage))
        assert "╭" in stage.text  # a box marks the chosen rating
        assert collection.get("theme") is None


def test_an_unknown_theme_in_the_configuration_is_named_with_those_there_are(open_collection: Opener) -> None:
    collection = open_collection('[app]\ntheme = "nope"\n')
    with pytest.raises(WrongUse, match=r"app\.theme is “nope”; it must be one of: .*quizzer-light"):
        run(collection)


@pytest.mark.parametrize(
    ("environment", "plain"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "linux"}, True),
        ({"TERM": "xterm"}, True),
        ({"TERM": "screen-16color"}, True),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": ""}, True),
    ],
)
def test_terminals_with_few_colours_are_known(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], plain: bool
) -> None:
    for name in ("TERM", "COLORTERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert needs_plain_colours() is plain


@pytest.mark.parametrize(
    "theme", [theme for theme in (*OWN.values(), *BUILTIN_THEMES.values()) if not theme.name.startswith("ansi")]
)
def test_every_style_of_every_theme_can_be_read_on_both_grounds(theme: Theme) -> None:
    variables = {**theme.to_color_system().generate(), **theme.variables}
    ink = Color.parse(variables["foreground"])
    for name, style in text_styles(variables, plain=False).items():
        if style.foreground is None or name == "line":
            continue
        for ground in [style.background] if style.background else map(Color.parse, grounds(variables)):
            assert ground is not None
            least = LEAST_CONTRAST if name == "chosen" else min(LEAST_CONTRAST, contrast(ink, ground))
            assert contrast(style.foreground, ground) >= least - 0.01, (name, style.foreground, ground)


def grounds(variables: dict[str, str]) -> list[str]:
    """The ground of the page, and that of what is raised."""
    return [variables["background"], variables["surface"]]


@pytest.mark.parametrize("theme", OWN.values(), ids=OWN)
def test_our_own_themes_keep_the_contrast_of_the_design(theme: Theme) -> None:
    variables = {**theme.to_color_system().generate(), **theme.variables}
    for ground in map(Color.parse, grounds(variables)):
        assert contrast(Color.parse(variables["foreground"]), ground) >= 11.6
