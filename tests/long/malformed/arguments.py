"""Odd calls of the program: commands and options with values nobody means."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import click

from quizzer.cli.group import quizzer
from tests.long.samples import DOCUMENT, TABLE

VALUES = (
    "", " ", "-", "--", "-1", "0", "1", "3", "1e309", "nan", "9" * 30, "9" * 5000, "0x10", "1_0", "½", "٣", "\udcff",
    "β", "\x1b[31m", "\n",
    "a" * 300, "..", ".", "x.csv", "x.apkg", "x.json", "x.md", "x.html", "x.tsv", "x.APKG", "nope/x.csv", "none.csv",
    "tides.md", "b.db",
    "folder", "folder.csv", "home/quizzer.db", "home", "SML", "sml", "Small axis", "small.yaml", "small", "own",
    "fundamentals", "gland", "%",
    "2026-02-30", "2026-12-31", "9999-12-31", "0001-01-01", "10000-01-01", "today", "reviews", "forecast", "{{a}}",
    "{{", "a {{b}} c",
    "each", "bash", "--help", "--json", "-h", "--plain", "-a", "--", "https://example.org/x.apkg", "\u202e", "'",
    '"', "*", "~", "$HOME", "\\",
)  # fmt: skip
TYPED = (
    "",
    "1",
    "2",
    "3",
    "4",
    "u",
    "q",
    "?",
    "b",
    "s",
    "f",
    "5",
    "pituitary",
    "a, b",
    "\x1b[A",
    "β" * 50,
    "9" * 400,
    "\udcff",
    "e",
    "x",
    "-",
)


def make_home(folder: Path, learnt: Path) -> Path:
    """A copy of a home in which something was learnt, with files beside it."""
    for name in ("home", "folder", "folder.csv"):
        if (folder / name).exists():
            shutil.rmtree(folder / name)
    shutil.copytree(learnt, folder / "home")
    (folder / "folder").mkdir()
    (folder / "folder.csv").mkdir()
    shutil.copy(folder / "home" / "quizzer.db", folder / "b.db")
    (folder / "tides.md").write_text(DOCUMENT, "utf-8")
    (folder / "x.csv").write_text(TABLE, "utf-8")
    (folder / "x.md").write_text("Q: a?\nA: b\n", "utf-8")
    return folder / "home"


def typed_lines(chance: random.Random) -> str:
    """Lines as somebody types them into a session."""
    return "".join(f"{chance.choice(TYPED)}\n" for _ in range(chance.randrange(30)))


def make_arguments(chance: random.Random) -> list[str]:
    """A command with some of its options, some of others', and values."""
    arguments = ["--home", chance.choice(("home", "folder", "b.db", "", "n" * 300))] if chance.random() < 0.05 else []
    name = chance.choice(sorted(quizzer.list_commands(click.Context(quizzer))))
    if chance.random() < 0.03:
        name = chance.choice(VALUES)
    arguments.append(name)
    command = quizzer.get_command(click.Context(quizzer), name)
    if isinstance(command, click.Group):
        sub = chance.choice(sorted(command.commands))
        arguments.append(sub)
        command = command.commands[sub]
    parameters = command.params if command is not None else []
    for _ in range(chance.choice((0, 1, 1, 2, 3, 6))):
        arguments += _one(chance, parameters)
    if name in ("review", "quiz") and chance.random() < 0.8:
        arguments.append("--plain")
    return arguments


def _one(chance: random.Random, parameters: list[click.Parameter]) -> list[str]:
    if not parameters or chance.random() < 0.05:
        return [chance.choice(VALUES)]
    parameter = chance.choice(parameters)
    if isinstance(parameter, click.Argument):
        return [chance.choice(VALUES)]
    option = chance.choice(parameter.opts)
    if isinstance(parameter, click.Option) and (parameter.is_flag or chance.random() < 0.03):
        return [option]
    value = chance.choice(VALUES)
    return [f"{option}={value}"] if option.startswith("--") and chance.random() < 0.3 else [option, value]
