"""The manual page names every command and option, and is sound roff."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from quizzer.cli.group import quizzer
from quizzer.cli.main import _run as run
from quizzer.cli.man_page import build_man_page


@pytest.fixture
def page(capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["man"]) == 0
    return capsys.readouterr().out


def test_every_command_and_option_is_on_it(page: str) -> None:
    context = click.Context(quizzer, info_name="quizzer")
    for name in quizzer.list_commands(context):
        assert f"\n.SS {name}\n" in page
        command = quizzer.get_command(context, name)
        assert command is not None
        for parameter in command.get_params(click.Context(command, info_name=name, parent=context)):
            for option in parameter.opts if isinstance(parameter, click.Option) else ():
                assert option.replace("-", "\\-") in page
    assert "\n.SS source add\n" in page
    assert page.isascii()


def test_text_is_never_a_request() -> None:
    @click.command(epilog="'quoted' at the beginning")
    @click.option("--x", help=".TH is text here, \\\\fB too")
    def command() -> None:
        """.so /etc/passwd

        It’s “quoted”, and 'single'.
        """

    page = build_man_page(command, "x", "1")
    assert not [line for line in page.splitlines() if re.match(r"[.'](so|TH is)", line)]
    assert "\\&.so /etc/passwd" in page
    assert "It\\[u2019]s" in page


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_groff_has_nothing_to_say(page: str, tmp_path: Path) -> None:
    file = tmp_path / "quizzer.1"
    file.write_text(page, "ascii")
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", str(file)],
        capture_output=True,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert done.stderr == b""
    shown = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", done.stdout.decode())
    assert "EXIT STATUS" in shown
    assert "--axis AXIS" in shown
