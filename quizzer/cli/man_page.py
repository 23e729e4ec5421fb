"""The manual page, in roff, built from the commands and their help."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

_FILES = (
    ("quizzer.db", "The database: a log of answers, and what follows from it."),
    ("config.toml", "The settings, once there are any."),
    ("decks/", "Decks of your own."),
    ("backups/", "Copies of the database, one of each day."),
    ("sources/", "Passages of documents that were kept."),
)
_VARIABLES = (
    ("QUIZZER_HOME", "The folder in which everything is kept; --home goes before it."),
    ("XDG_CONFIG_HOME", "Its quizzer/config.toml is read where that folder has no config.toml."),
    ("VISUAL, EDITOR", "The editor that opens a note."),
    ("QUIZZER_ANKI_ADDRESS", "Where AnkiConnect listens, when not at 127.0.0.1:8765."),
    ("QUIZZER_ANKI_KEY", "The key that AnkiConnect wants, where its configuration has one."),
    ("NO_COLOR", "When set, no colours are used."),
)
_CODES = (("0", "All is well."), ("1", "A problem was found."), ("2", "It was called wrongly."))


def build_man_page(command: click.Command, name: str, version: str) -> str:
    """Build the manual page of a program.

    Args:
        command: The command, with those below it.
        name: What it is called by.
    """
    context = click.Context(command, info_name=name, color=False, **command.context_settings)
    summary = command.get_short_help_str(limit=200).rstrip(".")
    lines = [
        f'.TH {_plain(name.upper())} 1 "" "{_plain(name)} {_plain(version)}" "User Commands"',
        ".SH NAME",
        f"{_plain(name)} \\- {_plain(summary[:1].lower() + summary[1:])}",
        ".SH SYNOPSIS",
        *_synopsis(context),
        ".SH DESCRIPTION",
        *_help(command),
        ".SH OPTIONS",
        *_options(command, context),
        ".SH COMMANDS",
        *_commands(command, context),
        ".SH FILES",
        *_list(_FILES),
        ".SH ENVIRONMENT",
        *_list(_VARIABLES),
        ".SH EXIT STATUS",
        *_list(_CODES),
    ]
    if command.epilog:
        lines += [".SH NOTES", *_paragraphs(command.epilog)]
    return "\n".join(lines) + "\n"


def _commands(command: click.Command, context: click.Context) -> Iterator[str]:
    """Each command with its options, those of a group below it in turn."""
    if not isinstance(command, click.Group):
        return
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        if below is None or below.hidden:
            continue
        inner = click.Context(below, info_name=name, parent=context, color=False)
        yield f".SS {_plain(inner.command_path.partition(' ')[2])}"
        yield from _synopsis(inner)
        yield ".PP"
        yield from _help(below)
        yield from _options(below, inner)
        if below.epilog:
            yield from (".PP", *_paragraphs(below.epilog))
        yield from _commands(below, inner)


def _synopsis(context: click.Context) -> Iterator[str]:
    pieces = " ".join(context.command.collect_usage_pieces(context))
    yield f".B {_plain(context.command_path)}"
    yield _text(pieces)


def _help(command: click.Command) -> Iterator[str]:
    yield from _paragraphs(command.help or "")


def _paragraphs(written: str) -> Iterator[str]:
    """Help as click has it: paragraphs, and after a line with \\b one whose lines stay as they are."""
    for number, paragraph in enumerate(re.split(r"\n\s*\n", _clean(written))):
        if number:
            yield ".PP"
        lines = paragraph.strip("\n").split("\n")
        if lines[0].strip() == "\b":
            yield ".nf"
            yield from (_text(line) for line in lines[1:])
            yield ".fi"
        else:
            yield _text(" ".join(" ".join(lines).split()))


def _clean(written: str) -> str:
    from inspect import cleandoc

    return cleandoc(written.partition("\f")[0])


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None:
            yield from _list([record])


def _list(pairs: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> Iterator[str]:
    for term, text in pairs:
        yield ".TP"
        yield f".B {_plain(term)}"
        yield _text(text) or "\\&"


def _plain(text: str) -> str:
    """A text in which roff sees no command: backslashes and quotes are themselves, and a hyphen can be copied."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return "".join(sign if sign.isascii() else f"\\[u{ord(sign):04X}]" for sign in plain)


def _text(text: str) -> str:
    """The same at the beginning of a line, where a full stop or an apostrophe would begin a command."""
    plain = _plain(text)
    return f"\\&{plain}" if plain[:1] in (".", "'") else plain
