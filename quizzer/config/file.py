"""Reading ``config.toml``: every problem is reported with its line, the value found and the values allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from quizzer.config.schema import KEY_NAMES, PER_AXIS, TABLES
from quizzer.config.values import ValueKind
from quizzer.core.schedule.settings import Scheduling
from quizzer.errors import WrongUse
from quizzer.keys.actions import DEFAULT_KEYS
from quizzer.keys.overrides import check_keys

if TYPE_CHECKING:
    from quizzer.config.settings import Settings

SHOWN_LENGTH = 60
MOST_PROBLEMS = 20
"""Problems shown; a file can have any number."""
DEEPEST = 100
"""Dots in a key."""
MOST_KEYS = 1000
"""Entries of the table of keys; there are about a hundred actions."""

Place = tuple[str, ...]
"""A key with the tables it is in: ``("scheduling", "new_per_day")``."""


def sets_nothing(written: bytes) -> bool:
    """Whether the file holds only comments and the headers of known tables, so that it need not be parsed."""
    headers = {b"", *(f"[{table}]".encode() for table in TABLES)}
    lines = [line.strip() for line in written.splitlines() if not line.lstrip().startswith(b"#")]
    seen = [line for line in lines if line]
    return all(line in headers for line in seen) and len(set(seen)) == len(seen)


def parse_settings(written: bytes, file: Path, defaults: Settings) -> Settings:
    """The settings a file makes.

    Args:
        written: The content of the file.
        file: Where it is, for the messages and for relative folders.
        defaults: Settings for everything it does not say.

    Raises:
        WrongUse: Something in it is wrong; one sentence a line, each with file and line.
    """
    text = _decoded(written, file)
    reading = _SettingsReader(parse_toml(text, file), _lines(text), file)
    settings = reading.settings(defaults)
    if reading.problems:
        shown = [f"{file}:{line}: {problem}" for line, problem in sorted(reading.problems)]
        if reading.more:
            shown.append(f"{file}: and {reading.more:,} more of these.")
        raise WrongUse("\n".join(shown))
    return settings


class _SettingsReader:
    """Turns a parsed file into settings, and collects every problem in it."""

    def __init__(self, data: dict[str, Any], lines: Mapping[Place, int], file: Path) -> None:
        self.problems: list[tuple[int, str]] = []
        self.more = 0
        self._data, self._lines, self._file = data, lines, file

    def settings(self, defaults: Settings) -> Settings:
        """The settings; with problems, what could be read."""
        values: dict[str, Any] = {}
        for table, content in self._data.items():
            if table not in TABLES:
                if self._is_enough():
                    continue
                self._report((table,), f"there is no table or key {_dotted((table,))}{_meant((table,))}")
            elif not isinstance(content, dict):
                self._report(
                    (table,), f"{table} is {_shown(content)}; it must be a table, [{table}] on a line of its own."
                )
            elif table in PER_AXIS:
                values[PER_AXIS[table][0]] = self._per_axis(table, content)
            elif table == "keys":
                values["keys"] = self._keys(content)
            else:
                values.update(self._table(table, content))
        if "deck_folders" in values:
            values["deck_folders"] = tuple(self._folders(values["deck_folders"]))
        ours = set(Scheduling._fields)
        scheduling = defaults.scheduling._replace(**{name: values[name] for name in ours & set(values)})
        retention = {
            axis: wanted for axis, wanted in scheduling.axis_retention.items() if wanted != scheduling.desired_retention
        }
        limits = {axis: most for axis, most in scheduling.new_per_day_of.items() if most < scheduling.new_per_day}
        scheduling = scheduling._replace(
            axis_retention=MappingProxyType(retention), new_per_day_of=MappingProxyType(limits)
        )
        return defaults._replace(scheduling=scheduling, **{name: values[name] for name in set(values) - ours})

    def _table(self, table: str, content: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        known = {key.name: key for key in TABLES[table][1]}
        for name, value in content.items():
            if name not in known:
                if self._is_enough():
                    continue
                self._report((table, name), f"there is no key {_dotted((table, name))}{_meant((table, name))}")
                continue
            try:
                yield known[name].field, known[name].kind.read(value)
            except ValueError as error:
                self._wrong((table, name), value, known[name].kind, str(error))

    def _per_axis(self, table: str, content: dict[str, Any]) -> dict[str, Any]:
        found = {}
        kind = PER_AXIS[table][1]
        for axis, value in content.items():
            try:
                found[axis] = kind.read(value)
            except ValueError:
                self._wrong((table, axis), value, kind)
        return found

    def _keys(self, content: dict[str, Any]) -> Mapping[str, tuple[str, ...]]:
        written: dict[str, tuple[str, ...]] = {}
        places: dict[str, Place] = {}
        for path, value in _flat(content, ("keys",)):
            action = ".".join(path[1:])
            try:
                written[action] = KEY_NAMES.read(value)
            except ValueError:
                self._wrong(path, value, KEY_NAMES)
            places[action] = path
        if len(written) > MOST_KEYS:
            self._report(("keys",), f"there are {len(written):,} keys; {MOST_KEYS:,} are the most.")
            return {}
        keys, problems = check_keys(written)
        for problem in problems:
            if not self._is_enough():
                self._report(places[problem.action], problem.message)
        changed = {action: keys[action] for action in written if action in DEFAULT_KEYS}
        return MappingProxyType({a: names for a, names in changed.items() if names != DEFAULT_KEYS[a].keys})

    def _folders(self, written: tuple[str, ...]) -> Iterator[Path]:
        for folder in written:
            try:
                yield self._file.parent / Path(folder).expanduser()
            except RuntimeError:
                self._report(("decks", "folders"), f"decks.folders names {_shown(folder)}, and there is no such user.")

    def _wrong(self, path: Place, value: object, kind: ValueKind, detail: str = "") -> None:
        if self._is_enough():
            return
        self._report(path, f"{_dotted(path)} is {_shown(value)}; it must be {kind.allowed}{detail}.")

    def _is_enough(self) -> bool:
        """Whether there are problems enough to show; another one is only counted."""
        if len(self.problems) < MOST_PROBLEMS:
            return False
        self.more += 1
        return True

    def _report(self, path: Place, sentence: str) -> None:
        line = next((self._lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self._lines), 1)
        self.problems.append((line, sentence))


def _decoded(written: bytes, file: Path) -> str:
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = written.count(b"\n", 0, error.start) + 1
        raise WrongUse(f"{file}:{line}: this is not UTF-8 text; save the file as UTF-8.") from None


_LONG_NUMBER = re.compile(r"[0-9_]{1000}")


def _refuse_depth(text: str, file: Path) -> None:
    """Refuse a key of many parts, quoted or not; the standard library's reader takes time with the square of them."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") > DEEPEST:
            bare = re.sub(r"\"[^\"]*\"|'[^']*'|[ \t]", "", line)
            if any(part.count(".") > DEEPEST for part in re.split(r"[^\w.-]", bare)):
                raise WrongUse(f"{file}:{number}: this key has more than {DEEPEST} dots, which no setting has.")


def parse_toml(text: str, file: Path) -> dict[str, Any]:
    """The content of a text in TOML.

    Raises:
        WrongUse: It is not TOML, or needs more time than any configuration; the sentence names its line.
    """
    import tomllib

    _refuse_depth(text, file)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        complaint, place = str(error).partition(" (at ")[::2]
        found = re.match(r"line (\d+)", place)
        line = int(found[1]) if found else len(text.rstrip().splitlines()) or 1
        raise WrongUse(
            f"{file}:{line}: this is not TOML: {complaint[:1].lower()}{complaint[1:]}; correct this line."
        ) from None
    except ValueError:  # a number of more digits than Python reads
        line = next((number for number, line in enumerate(text.splitlines(), 1) if _LONG_NUMBER.search(line)), 1)
        raise WrongUse(f"{file}:{line}: a number here has too many digits.") from None
    except RecursionError:
        raise WrongUse(f"{file}:1: this is not a configuration: its arrays are nested too deeply.") from None


_KEY_LENGTH = 400


def _lines(text: str) -> dict[Place, int]:
    """The line of each table and key, found by their form: the TOML reader of the standard library gives no lines."""
    found: dict[Place, int] = {}
    table: Place = ()
    for number_, whole in enumerate(text.splitlines(), 1):
        line = whole[:_KEY_LENGTH]  # what stands behind it is no key, and matching takes time with the square
        header = re.match(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$", line)
        if header:
            table = _parts(header[1])
            found.setdefault(table, number_)
        elif key := re.match(r"""\s*((?:"[^"]*"|'[^']*'|[\w.-]|\s)+?)\s*=""", line):
            path = table + _parts(key[1])
            for end in range(1, len(path) + 1):
                found.setdefault(path[:end], number_)
    return found


def _parts(dotted: str) -> Place:
    return tuple(part.strip("\"'") for part in re.findall(r""""[^"]*"|'[^']*'|[^.\s"']+""", dotted))


def _flat(content: dict[str, Any], above: Place) -> Iterator[tuple[Place, Any]]:
    for name, value in content.items():
        if isinstance(value, dict):
            yield from _flat(value, (*above, name))
        else:
            yield (*above, name), value


def _dotted(path: Place) -> str:
    dotted = ".".join(part if part.isprintable() else repr(part) for part in path)
    return dotted if len(dotted) <= 2 * SHOWN_LENGTH else f"{dotted[: 2 * SHOWN_LENGTH]}…"


def _meant(path: Place) -> str:
    """The key that was probably meant, as the end of a sentence."""
    from difflib import get_close_matches

    names = {f"{table}.{key.name}": key.name for table, (_, keys) in TABLES.items() for key in keys}
    tables = [f"[{table}]" for table in TABLES]
    if len(path) == 1:
        close = [full for full, name in names.items() if get_close_matches(path[0], [name], cutoff=0.8)]
        close = close or get_close_matches(f"[{path[0]}]", tables, n=1, cutoff=0.7)
        known = tables
    else:
        close = get_close_matches(".".join(path), names, n=1, cutoff=0.7)
        close = close or [full for full, name in names.items() if name == path[-1]]
        known = [key.name for key in TABLES[path[0]][1]]
    return f"; did you mean {close[0]}?" if close else f"; there are {', '.join(known)}."


_MOST_BITS = 200  # Python writes no number of more than 4,300 digits.


def _shown(value: object) -> str:
    """A value as it might be written in the file, control characters escaped, cut when long."""
    if isinstance(value, bool):
        written = str(value).lower()
    elif isinstance(value, str):
        written = f'"{repr(value)[1:-1]}"'
    elif isinstance(value, list):
        written = f"[{', '.join(_shown(item) for item in value)}]"
    elif isinstance(value, dict):
        written = "a table"
    elif isinstance(value, int) and value.bit_length() > _MOST_BITS:
        written = "a number of very many digits"
    else:
        written = str(value)
    return written if len(written) <= SHOWN_LENGTH else f"{written[:SHOWN_LENGTH]}…"
