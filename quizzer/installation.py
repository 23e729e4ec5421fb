"""How this quizzer was installed, and the command that adds an extra to it."""

from __future__ import annotations

import json
import re
import shlex
import sys
import tomllib
from importlib import metadata
from pathlib import Path

_NAME = "quizzer"


def install_hint(extra: str, prefix: str | None = None) -> str:
    """The command that adds an extra to this installation, whether pip, pipx, or uv made it.

    Args:
        extra: Such as ``optimize``.
        prefix: The environment quizzer runs in; the interpreter's own when left out.
    """
    folder = Path(sys.prefix if prefix is None else prefix)
    needed = _requirements(extra)
    if (folder / "pipx_metadata.json").is_file():
        return shlex.join(["pipx", "inject", _pipx_name(folder), *needed])
    if (folder / "uv-receipt.toml").is_file():
        wanted = [word for requirement in needed for word in ("--with", requirement)]
        return shlex.join(["uv", "tool", "install", *wanted, *_uv_source(folder)])
    python = str(folder / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    if _made_by_uv(folder):
        return shlex.join(["uv", "pip", "install", "--python", python, *needed])
    if not (folder / "pyvenv.cfg").is_file():
        python = sys.executable
    return shlex.join([python, "-m", "pip", "install", *needed])


def _requirements(extra: str) -> list[str]:
    """What the extra asks for, as package names with versions; the extra itself where quizzer is not installed."""
    try:
        listed = metadata.requires(_NAME) or []
    except metadata.PackageNotFoundError:
        listed = []
    marked = re.compile(rf"""extra\s*==\s*['"]{re.escape(extra)}['"]""")
    found = [line.partition(";")[0].strip() for line in listed if marked.search(line)]
    return found or [f"{_NAME}[{extra}]"]


def _pipx_name(folder: Path) -> str:
    """The name by which pipx knows the environment, its suffix included."""
    try:
        package = json.loads((folder / "pipx_metadata.json").read_text("utf-8"))["main_package"]
        return f"{package['package']}{package.get('suffix', '')}"
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _NAME


def _uv_source(folder: Path) -> list[str]:
    """Where uv took quizzer from, as it is named to ``uv tool install``."""
    try:
        listed = tomllib.loads((folder / "uv-receipt.toml").read_text("utf-8"))["tool"]["requirements"]
        own = next(entry for entry in listed if entry["name"] == _NAME)
    except (OSError, ValueError, KeyError, TypeError, StopIteration):
        return [_NAME]
    if "editable" in own:
        return ["--editable", str(own["editable"])]
    if "git" in own:
        return [f"git+{own['git']}"]
    return [str(own.get("directory") or own.get("path") or own.get("url") or _NAME)]


def _made_by_uv(folder: Path) -> bool:
    """Whether uv made the environment, which then has no pip."""
    try:
        lines = (folder / "pyvenv.cfg").read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return False
    return any(line.partition("=")[0].strip() == "uv" for line in lines)
