"""The command that adds an extra fits how quizzer was installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from quizzer.installation import install_hint

ENGINE = "'fsrs-rs-python>=0.9'"


def test_a_virtual_environment_is_named_by_its_python(tmp_path: Path) -> None:
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\n")
    assert install_hint("optimize", str(tmp_path)) == f"{tmp_path}/bin/python -m pip install {ENGINE}"


def test_outside_of_one_the_interpreter_is_named(tmp_path: Path) -> None:
    assert install_hint("optimize", str(tmp_path)) == f"{sys.executable} -m pip install {ENGINE}"


def test_pipx_injects_into_the_environment_it_made(tmp_path: Path) -> None:
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\n")
    (tmp_path / "pipx_metadata.json").write_text('{"main_package": {"package": "quizzer", "suffix": "-next"}}')
    assert install_hint("optimize", str(tmp_path)) == f"pipx inject quizzer-next {ENGINE}"
    (tmp_path / "pipx_metadata.json").write_text("[damaged")
    assert install_hint("optimize", str(tmp_path)) == f"pipx inject quizzer {ENGINE}"


@pytest.mark.parametrize(
    ("requirement", "source"),
    [
        ('{ name = "quizzer" }', "quizzer"),
        ('{ name = "quizzer", directory = "/home/me/my quizzer" }', "'/home/me/my quizzer'"),
        ('{ name = "quizzer", editable = "/src/quizzer" }', "--editable /src/quizzer"),
        ('{ name = "quizzer", git = "https://example.org/quizzer" }', "git+https://example.org/quizzer"),
    ],
)
def test_uv_installs_the_tool_again_from_where_it_came(requirement: str, source: str, tmp_path: Path) -> None:
    (tmp_path / "pyvenv.cfg").write_text("uv = 0.9.0\n")
    (tmp_path / "uv-receipt.toml").write_text(f"[tool]\nrequirements = [{requirement}]\n")
    assert install_hint("optimize", str(tmp_path)) == f"uv tool install --with {ENGINE} {source}"


def test_an_environment_of_uv_has_no_pip(tmp_path: Path) -> None:
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\nuv = 0.9.0\n")
    assert install_hint("optimize", str(tmp_path)) == f"uv pip install --python {tmp_path}/bin/python {ENGINE}"


def test_an_unknown_extra_is_named_itself(tmp_path: Path) -> None:
    assert install_hint("nothing", str(tmp_path)).endswith("-m pip install 'quizzer[nothing]'")
