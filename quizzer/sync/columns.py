"""Tables as columns of bytes: small for what a log repeats from row to row, and read without trust.

An integer column is an array of the narrowest width that holds it, of the values themselves or of the differences from
one row to the next, with the bytes of each significance together, because those compress best. A text column is the
list of its texts, each once, and an index into it for each row.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain, islice
from operator import sub
from typing import Any, NamedTuple

from quizzer.core.log_limits import MOST
from quizzer.sync.frame import DamagedFile

MOST_ROWS = 2_000_000
"""Of a table that is read or written."""
_MOST_COLUMNS = 200
_LONGEST_TEXT = 1_000_000
_CODES: Mapping[int, str] = {1: "b", 2: "h", 4: "i", 8: "q"}
_NONE = -1

Values = list[Any]
Head = dict[str, Any]


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        low: The least integer it may have; of a text, the shortest.
        high: The greatest integer, or the longest text.
        text: Whether it has texts.
        optional: Whether it may have None.
        rising: Whether an integer is mostly close to the one before it.
    """

    name: str
    low: int = -MOST
    high: int = MOST
    text: bool = False
    optional: bool = False
    rising: bool = False


def text_column(name: str, high: int = _LONGEST_TEXT, *, optional: bool = False) -> Column:
    """A column of texts of up to ``high`` characters."""
    return Column(name, 0, high, text=True, optional=optional)


class Reader:
    """Bytes that are taken from the front, never more than there are."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, size: int) -> bytes:
        """The next bytes."""
        end = self._at + size
        if not 0 <= size <= end <= len(self._data):
            raise DamagedFile("The file ends too early.")
        taken = self._data[self._at : end]
        self._at = end
        return taken

    @property
    def left(self) -> int:
        """The number of bytes not taken yet."""
        return len(self._data) - self._at


def pack_table(name: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> tuple[Head, bytes]:
    """The head and the bytes of a table.

    Args:
        rows: Each with a value for each column.
    """
    heads, packed = [], []
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        head, data = (_pack_texts if column.text else _pack_numbers)(column, values)
        heads.append({"name": column.name, "size": len(data), **head})
        packed.append(data)
    return {"name": name, "rows": len(rows), "columns": heads}, b"".join(packed)


def unpack_table(head: object, columns: Sequence[Column], reader: Reader) -> tuple[list[Values], bool]:
    """The values of each column of a table, and whether it has no others.

    Raises:
        DamagedFile: It lacks a column, or has values that a column cannot have.
    """
    head = as_head(head)
    rows = whole(head.get("rows"), 0, MOST_ROWS)
    wanted = {column.name: column for column in columns}
    found: dict[str, Values] = {}
    complete = True
    for one in as_list(head.get("columns"), _MOST_COLUMNS):
        described = as_head(one)
        data = reader.take(whole(described.get("size"), 0, MOST))
        column = wanted.get(str(described.get("name")))
        if column is None:
            complete = False
        elif column.name in found:
            raise DamagedFile("The file has a column twice.")
        else:
            unpack = _unpack_texts if column.text else _unpack_numbers
            found[column.name] = unpack(column, rows, described, Reader(data))
    if len(found) < len(columns):
        raise DamagedFile("The file lacks a column.")
    return [found[column.name] for column in columns], complete


def whole(value: object, low: int, high: int) -> int:
    """A value that must be an integer within limits."""
    if type(value) is not int or not low <= value <= high:
        raise DamagedFile("The file has a number that cannot be.")
    return value


def as_head(value: object) -> Head:
    """A value that must be an object of JSON."""
    if not isinstance(value, dict):
        raise DamagedFile("The file has no sound description.")
    return value


def as_list(value: object, most: int) -> list[object]:
    """A value that must be a list of JSON, not longer than ``most``."""
    if not isinstance(value, list) or len(value) > most:
        raise DamagedFile("The file has no sound description.")
    return value


def _pack_numbers(column: Column, values: Sequence[int | None]) -> tuple[Head, bytes]:
    if not column.optional:
        code, data = _pack(values, column.rising)  # type: ignore[arg-type]
        return {"code": code}, data
    places = [place for place, value in enumerate(values) if value is not None]
    at, places_data = _pack(places, rising=True)
    code, data = _pack([value for value in values if value is not None], column.rising)
    return {"given": len(places), "places": at, "code": code}, places_data + data


def _unpack_numbers(column: Column, rows: int, head: Head, reader: Reader) -> Values:
    if not column.optional:
        return _within(_unpack(head.get("code"), rows, reader), column.low, column.high)
    given = whole(head.get("given"), 0, rows)
    places = _within(_unpack(head.get("places"), given, reader), 0, rows - 1)
    values: Values = [None] * rows
    for place, value in zip(
        places, _within(_unpack(head.get("code"), given, reader), column.low, column.high), strict=True
    ):
        values[place] = value
    return values


def _pack_texts(_column: Column, values: Sequence[str | None]) -> tuple[Head, bytes]:
    texts = sorted({value for value in values if value is not None})
    index: dict[str | None, int] = {text: at for at, text in enumerate(texts)}
    index[None] = _NONE
    lengths, lengths_data = _pack([len(text) for text in texts], rising=False)
    characters = "".join(texts).encode()
    code, data = _pack([index[value] for value in values], rising=False)
    head = {"texts": len(texts), "lengths": lengths, "bytes": len(characters), "code": code}
    return head, lengths_data + characters + data


def _unpack_texts(column: Column, rows: int, head: Head, reader: Reader) -> Values:
    count = whole(head.get("texts"), 0, rows)
    lengths = _within(_unpack(head.get("lengths"), count, reader), 0, column.high)
    try:
        characters = reader.take(whole(head.get("bytes"), 0, MOST)).decode()
    except UnicodeDecodeError:
        raise DamagedFile("The file has a text that is none.") from None
    ends = list(accumulate(lengths, initial=0))
    if ends[-1] != len(characters):
        raise DamagedFile("The file has texts of other lengths than it says.")
    texts: Values = [characters[start:end] for start, end in zip(ends, islice(ends, 1, None), strict=False)]
    texts.append(None)  # which the index -1 names
    index = _within(_unpack(head.get("code"), rows, reader), _NONE if column.optional else 0, count - 1)
    return list(map(texts.__getitem__, index))


def _within(values: list[int], low: int, high: int) -> list[int]:
    if values and (min(values) < low or max(values) > high):
        raise DamagedFile("The file has a number that cannot be.")
    return values


def _pack(values: Sequence[int], rising: bool) -> tuple[list[int], bytes]:
    """Integers as ``[width, differences, first]`` and bytes; of the width 0 where all are as the first."""
    if not values:
        return [0, 0, 0], b""
    if rising:
        steps = list(map(sub, islice(values, 1, None), values))
        if (width := _width(steps)) is not None:
            return [width, 1, values[0]], _planes(steps, width)
    if min(values) == max(values):
        return [0, 0, values[0]], b""
    width = _width(values)
    if width is None:
        raise ValueError("An integer does not fit into 64 bits.")
    return [width, 0, 0], _planes(values, width)


def _unpack(code: object, count: int, reader: Reader) -> list[int]:
    parts = as_list(code, 3)
    if len(parts) != 3:
        raise DamagedFile("The file has no sound description.")
    width, differences, first = (whole(part, -MOST, MOST) for part in parts)
    if differences not in (0, 1) or (width not in _CODES and width != 0):
        raise DamagedFile("The file has a column of no known form.")
    if count == 0:
        return []
    if width == 0:
        return [first] * count
    if not differences:
        return _from_planes(reader, count, width).tolist()
    return list(accumulate(chain((first,), _from_planes(reader, count - 1, width))))


def _width(values: Sequence[int]) -> int | None:
    """The narrowest width, in bytes, of all these integers; 0 where all are 0, None where there is none."""
    low, high = min(values, default=0), max(values, default=0)
    if low == high == 0:
        return 0
    return next((width for width in _CODES if -(1 << 8 * width - 1) <= low and high < 1 << 8 * width - 1), None)


def _planes(values: Iterable[int], width: int) -> bytes:
    if width == 0:
        return b""
    numbers = array(_CODES[width], values)
    if sys.byteorder == "big":
        numbers.byteswap()
    data = numbers.tobytes()
    return b"".join(data[place::width] for place in range(width))


def _from_planes(reader: Reader, count: int, width: int) -> array[int]:
    planes = reader.take(count * width)
    data = bytearray(len(planes))
    for place in range(width):
        data[place::width] = planes[place * count : (place + 1) * count]
    numbers = array(_CODES[width])
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
