"""Help, commands, themes, the key map, the editor of the person, and what ends the program."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.command import CommandPalette

from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.errors import Problem, WrongUse
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.values import Plan
from quizzer.tui.app import QuizzerApp, run
from quizzer.tui.external_editor import editor_command
from quizzer.tui.help.screen import HelpScreen
from quizzer.tui.kit.keymap import Keymap, key_shown
from tests.conftest import Opener
from tests.tui.stage import Stage, ratings, staged


async def test_help_tells_every_key_of_the_screen_and_that_it_is_no_advice(collection: Collection) -> None:
    async with staged(collection, size=(80, 40)) as stage:
        text = await stage.press("question_mark")
        for told in ("Start today's reviews", "Enter  Space", "Everywhere", "Leave the program", "Ctrl+Q"):
            assert told in text
        assert "study material about an article, not medical advice" in stage.words
        await stage.press("question_mark")
        assert "Good morning" in stage.text
        await stage.press("enter", "f1")
        assert isinstance(stage.app.screen, HelpScreen)
        assert "Review, before the answer is shown" in stage.text
        assert "Move a step" in await stage.press("end")
        await stage.press("escape")
        assert "Which gland releases LH?" in stage.text


async def test_help_scrolls_where_it_does_not_fit(collection: Collection) -> None:
    async with staged(collection, size=(60, 15)) as stage:
        assert "Leave the program" not in await stage.press("question_mark")
        assert "Leave the program" in await stage.press("end")


async def test_the_command_palette_offers_what_the_screen_can_do(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("ctrl+p")
        assert isinstance(stage.app.screen, CommandPalette)
        names = [command.title for command in stage.app.get_system_commands(stage.app.screen_stack[0])]
        assert {"Start", "Undo", "Theme", "Quit", "Review Small axis"} <= set(names)
        await stage.press("escape")
        assert "Good morning" in stage.text


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
        await stage.press("enter")
        assert not any(colour.startswith("#") for colour in colours(stage))
        assert "╭" in stage.text  # the chosen rating is told by a box
        assert collection.get("theme") is None


async def test_keys_of_the_configuration_replace_the_defaults(open_collection: Opener) -> None:
    collection = open_collection('[keys]\n"review.reveal" = ["x"]\n"review.good" = ["g"]\n')
    (collection.paths.decks / "small.yaml").write_text(
        "deck: O\naxis: {id: O, name: O}\nnotes:\n  - {id: why, ask: Why?, answer: a, typed: 'no'}\n", encoding="utf-8"
    )
    sync_decks(collection)
    async with staged(collection, Plan()) as stage:
        assert "3 Good" not in await stage.press("space")
        assert "x  show answer" in stage.text
        assert "3 Good" in await stage.press("x")
        await stage.press("3")
        assert ratings(stage) == []
        await stage.press("g")
        assert ratings(stage) == [Rating.GOOD]


def test_a_key_with_two_meanings_is_refused() -> None:
    with pytest.raises(WrongUse, match="would mean both"):
        Keymap({"review.edit": ["s"]})


@pytest.mark.parametrize(
    ("key", "shown"),
    [("question_mark", "?"), ("ctrl+z", "Ctrl+Z"), ("enter", "Enter"), ("e", "e"), ("f5", "F5"), ("escape", "Esc")],
)
def test_keys_are_written_as_on_a_keyboard(key: str, shown: str) -> None:
    assert key_shown(key) == shown


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that puts GLAND in the place of gland and writes down what it was called with."""
    script = tmp_path / "my editor"
    script.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/called"\nsed -i "s/Which gland/Which GLAND/" "$2"\n')
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'{script}'")
    monkeypatch.setattr(QuizzerApp, "suspend", lambda _: nullcontext())
    return tmp_path / "called"


async def test_a_note_is_edited_at_its_line_and_the_review_goes_on_with_the_new_text(
    collection: Collection, editor: Path
) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.press("enter", "3")
        await stage.press("ctrl+z")
        text = await stage.press("ctrl+o")
        assert "Which GLAND releases LH?" in text
        assert editor.read_text().strip() == "+4"
        await stage.press("enter", "3")
        assert ratings(stage) == [Rating.GOOD]


async def test_a_broken_edit_is_told_with_file_and_line_and_the_old_text_stays(
    collection: Collection, editor: Path, paths: Paths
) -> None:
    script = editor.parent / "my editor"
    script.write_text('#!/bin/sh\nsed -i "s/    ask: Which gland/    asks: Which gland/" "$2"\n')
    async with staged(collection, Plan()) as stage:
        text = await stage.press("ctrl+o")
        assert "small.yaml:" in stage.words.replace(" ", "")
        assert "The old text stays" in stage.words
        assert "Which gland releases LH?" in text


async def test_an_editor_that_is_missing_is_a_sentence(
    collection: Collection, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor-anywhere --wait")
    async with staged(collection, Plan()) as stage:
        await stage.press("ctrl+o")
        assert "The editor no-such-editor-anywhere cannot be started" in stage.words


def test_the_configured_editor_goes_before_visual_and_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "ed")
    assert editor_command(Path("d.yaml"), 7, None) == ["ed", "+7", "d.yaml"]
    monkeypatch.setenv("VISUAL", "vim -n")
    assert editor_command(Path("d.yaml"), 7, None) == ["vim", "-n", "+7", "d.yaml"]
    assert editor_command(Path("d.yaml"), 7, "code") == ["code", "--wait", "--goto", "d.yaml:7"]
    with pytest.raises(Problem, match="unclosed quote"):
        editor_command(Path("d.yaml"), 7, "vi '")


async def test_the_daily_backup_is_made_behind_the_first_screen(collection: Collection, paths: Paths) -> None:
    async with staged(collection) as stage:
        await stage.app.workers.wait_for_complete()
        assert len(list(paths.backups.iterdir())) == 1


async def test_a_backup_that_fails_is_told_on_the_screen(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> Path | None:
        raise Problem("The backup cannot be written: the disk is full.")

    monkeypatch.setattr(collection, "back_up_daily", fails)
    async with staged(collection) as stage:
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
        assert "the disk is full" in stage.text


async def test_quit_ends_with_zero(collection: Collection) -> None:
    for key in ("q", "ctrl+q", "ctrl+c"):
        async with staged(collection) as stage:
            await stage.press(key)
            assert not stage.app.is_running or stage.app._exit
            assert stage.app.return_code == 0


def test_a_fault_inside_comes_out_as_an_exception_without_a_traceback_on_the_screen(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(_: Collection) -> None:
        raise ZeroDivisionError("an invented fault")

    monkeypatch.setattr("quizzer.tui.home.screen.load_home", broken)
    original = QuizzerApp.run
    monkeypatch.setattr(QuizzerApp, "run", lambda self: original(self, headless=True))
    with pytest.raises(ZeroDivisionError, match="an invented fault"):
        run(collection)
    out, err = capfd.readouterr()
    assert "Traceback" not in out + err


def test_an_unknown_theme_in_the_configuration_is_named_with_those_there_are(open_collection: Opener) -> None:
    collection = open_collection('[app]\ntheme = "nope"\n')
    with pytest.raises(WrongUse, match=r"app\.theme is “nope”; it must be one of: .*quizzer-light"):
        run(collection)
