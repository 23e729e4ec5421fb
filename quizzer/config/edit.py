"""Changing one setting in ``config.toml`` and nothing else in it: comments, order and spacing stay as they are.

The file is edited as text. A library that keeps comments would add a new key at the end of its table; here the line
that shows a key's default as a comment, as ``quizzer config --init`` writes it, becomes the key, and gets its comment
sign back when the default holds again. Both texts are then read as TOML and compared: a change that touches anything
but the one key is refused.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.config.toml_lines import TomlLine, statements
from quizzer.errors import Problem, WrongUse
from quizzer.files import require_file, write_whole

if TYPE_CHECKING:
    from quizzer.config.schema import ConfigKey
    from quizzer.config.values import ValueKind

Value = bool | int | float | str | list[str]
"""What a setting is written as; None, where it is allowed, stands for the default."""

_FIRST = "# Settings of quizzer; `quizzer config --default` prints every key with its meaning.\n"
_MARK = "\ufeff"
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


@dataclass(frozen=True, slots=True)
class Change:
    """A change that was written, so that it can be taken back.

    Attributes:
        path: The file.
        before: Its content until then; None where there was no file.
        after: Its content since.
    """

    path: Path
    before: bytes | None
    after: bytes


def write_setting(path: Path, table: str, key: str, value: Value | None) -> Change:
    """Write one setting into a configuration; the file is made where it is missing.

    Args:
        path: The file: the one that is read (``Paths.config``).
        table: Its table, such as ``scheduling``.
        key: Its name in that table; for ``retention`` the id of an axis.
        value: What it becomes; None for its default.

    Raises:
        WrongUse: There is no such key, the value is not allowed, or the file is not TOML.
        Problem: The file cannot be written, or the key is written in a way that only a person can change.
    """
    _require_allowed(table, key, value)
    before = _read(path)
    text = _FIRST if before is None else _decoded(before, path)
    edited = set_in_text(text, table, key, value)
    _require_same_else(text, edited, (table, key), value, path)
    after = edited.encode()
    if after != before:
        write_whole(path, after, "the configuration", private=True)
    return Change(path, before, after)


def take_back(change: Change) -> None:
    """Give a configuration the content it had before a change.

    Raises:
        Problem: It was changed since by something else, or it cannot be written.
    """
    if _read(change.path) != change.after:
        raise Problem(f"{change.path}: the file was changed since then; change the setting itself.")
    if change.before is None:
        try:
            change.path.unlink(missing_ok=True)
        except OSError as error:
            raise Problem(f"{change.path}: the configuration cannot be removed: {error.strerror or error}.") from None
    else:
        write_whole(change.path, change.before, "the configuration", private=True)


def find_line(path: Path, table: str, key: str) -> int:
    """The line of a key, of its commented default, or of its table; 1 where the file has none of them."""
    before = _read(path)
    if before is None:
        return 1
    text = before.decode(errors="replace")
    lines = statements(text)
    places = [_find(lines, table, key), _find_commented(text, lines, table, key), _header_of(lines, table)]
    return next((place.number for place in places if place is not None), 1)


def set_in_text(text: str, table: str, key: str, value: Value | None) -> str:
    """The text of a configuration with one key set; None takes it out, so that its default holds."""
    lines = statements(text)
    there = _find(lines, table, key)
    if value is None:
        return text if there is None else _without(text, there, table, key)
    written = f"{_key(key)} = {_value(value)}"
    if there is not None:
        return text[: there.value_start] + _value(value) + text[there.value_end :]
    commented = _find_commented(text, lines, table, key)
    if commented is not None:
        return text[: commented.start] + written + text[commented.end :]
    return _added(text, lines, table, written)


def _added(text: str, lines: list[TomlLine], table: str, written: str) -> str:
    """The text with a line more, in its table or in a new one at the end."""
    end = "\r\n" if "\r\n" in text else "\n"
    inside = [line for line in lines if line.path[:-1] == (table,) and not line.is_header]
    header = _header_of(lines, table)
    if inside:
        last = inside[-1]
        before = "" if last.table == (table,) else f"{_key(table)}."
        return _insert_after(text, last, before + written, end)
    if header is not None:
        return _insert_after(text, header, written, end)
    body = text if not text or text.endswith("\n") else text + end
    gap = end if body.strip(_MARK) else ""
    return f"{body}{gap}[{_key(table)}]{end}{written}{end}"


def _insert_after(text: str, line: TomlLine, written: str, end: str) -> str:
    at = text.find("\n", line.end)
    return f"{text}{end}{written}{end}" if at < 0 else f"{text[: at + 1]}{written}{end}{text[at + 1 :]}"


def _without(text: str, line: TomlLine, table: str, key: str) -> str:
    """The text with the key's line as a comment that shows the default; without the line, where it has no default."""
    known = _known(table, key)
    if known is not None and line.table == (table,):
        return f"{text[: line.start]}#{_key(key)} = {known.default}{text[line.value_end :]}"
    at = text.find("\n", line.end)
    rest = "" if at < 0 else text[at + 1 :]
    start = text.rfind("\n", 0, line.start) + 1
    return text[:start] + rest


# Finding


def _find(lines: list[TomlLine], table: str, key: str) -> TomlLine | None:
    return next((line for line in lines if not line.is_header and line.path == (table, key)), None)


def _header_of(lines: list[TomlLine], table: str) -> TomlLine | None:
    return next((line for line in lines if line.is_header and line.path == (table,)), None)


def _find_commented(text: str, lines: list[TomlLine], table: str, key: str) -> TomlLine | None:
    """The comment of a table that shows this key's default, as the commented configuration has it."""
    header = _header_of(lines, table)
    if header is None:
        return None
    following = next((line.start for line in lines if line.is_header and line.start > header.start), len(text))
    known = _known(table, key)
    default = re.escape(known.default) if known else r"[0-9.]+"
    shown = re.compile(rf"""^\#["']?{re.escape(key)}["']? = {default}[ \t]*(?=\r?$)""", re.M)
    taken = [(line.start, line.end) for line in lines]
    for found in shown.finditer(text, header.end, following):
        start, end = found.span()
        if not any(begun <= start < ended for begun, ended in taken):
            return TomlLine((table, key), (table,), text.count("\n", 0, start) + 1, start, end, start, end)
    return None


def _known(table: str, key: str) -> ConfigKey | None:
    from quizzer.config.schema import TABLES

    return next((known for known in TABLES[table][1] if known.name == key), None)


# Writing


def _key(name: str) -> str:
    return name if _BARE.match(name) else _quoted(name)


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.2f}" if round(value, 2) == value else repr(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_quoted, value))}]"
    return str(value) if isinstance(value, int) else _quoted(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


# Making sure


def _require_allowed(table: str, key: str, value: Value | None) -> None:
    from quizzer.config.schema import TABLES

    if table not in TABLES:
        raise WrongUse(f"There is no table [{table}] in the configuration.")
    kind = kind_of(table, key)
    if kind is None:
        raise WrongUse(f"There is no key {table}.{key} in the configuration.")
    if value is not None:
        try:
            kind.read(value)
        except ValueError:
            raise WrongUse(f"{table}.{key} must be {kind.allowed}.") from None


def kind_of(table: str, key: str) -> ValueKind | None:
    """What a key may be; None where there is no such key."""
    from quizzer.config.schema import PER_AXIS

    if table in PER_AXIS:
        return PER_AXIS[table][1]
    known = _known(table, key)
    return known.kind if known else None


def _require_same_else(text: str, edited: str, place: tuple[str, str], value: Value | None, path: Path) -> None:
    """Make sure that the two texts differ in one key alone.

    Raises:
        Problem: They do not: the key is written in an unusual way.
    """
    from quizzer.config.file import parse_toml

    table, key = place
    wanted = parse_toml(text.removeprefix(_MARK), path)
    try:
        found = parse_toml(edited.removeprefix(_MARK), path)
    except WrongUse:
        found = {}
    content = wanted.setdefault(table, {})
    if isinstance(content, dict):
        if value is None:
            content.pop(key, None)
        else:
            content[key] = value
    found.setdefault(table, {})
    if found != wanted:
        raise Problem(_in_person(path, find_line(path, table, key), f"{table}.{key}"))


def _in_person(path: Path, line: int, name: str) -> str:
    return f"{path}:{line}: {name} is written here in a way that only you can change; change it in the file."


def _read(path: Path) -> bytes | None:
    try:
        require_file(path)
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Problem(f"{path}: the configuration cannot be read: {error.strerror or error}.") from None


def _decoded(written: bytes, path: Path) -> str:
    try:
        return written.decode()
    except UnicodeDecodeError:
        raise WrongUse(f"{path}: this is not UTF-8 text; save the file as UTF-8.") from None
