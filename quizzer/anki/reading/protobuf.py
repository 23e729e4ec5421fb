"""As much of Protocol Buffers as Anki's tables need: the fields of a message, lenient about what it does not know.

Wire format: https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_VARINT, _FIXED_64, _BYTES, _FIXED_32 = 0, 1, 2, 5
_MOST = 200_000  # fields of one message; beyond, it is made to fill the memory
_WIDTH = {_FIXED_64: 8, _FIXED_32: 4}


class WireField(NamedTuple):
    """A field of a message.

    Attributes:
        number: Its number in the ``.proto`` file.
        value: Of a whole number; 0 for anything else.
        raw: Of text, bytes or a message inside; empty for anything else.
    """

    number: int
    value: int
    raw: bytes


def message(raw: bytes) -> list[WireField]:
    """The fields of a message in their order, at most 200,000; those before the first damage when it is damaged."""
    fields: list[WireField] = []
    at = 0
    while at < len(raw) and len(fields) < _MOST:
        key, at = _varint(raw, at)
        number, wire = key >> 3, key & 7
        if at < 0 or number == 0:
            break
        if wire == _VARINT:
            value, at = _varint(raw, at)
            if at < 0:
                break
            fields.append(WireField(number, value, b""))
            continue
        length = _WIDTH.get(wire, -1)
        if wire == _BYTES:
            length, at = _varint(raw, at)
        if at < 0 or length < 0 or at + length > len(raw):
            break
        fields.append(WireField(number, 0, raw[at : at + length]))
        at += length
    return fields


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    """A whole number and where it ends; -1 when it does not."""
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(raw):
            return 0, -1
        byte = raw[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value & 0xFFFF_FFFF_FFFF_FFFF, at
    return 0, -1


def integer(fields: Sequence[WireField], number: int) -> int:
    """The whole number at a field; 0 where it is missing, as the format has it."""
    return next((field.value for field in reversed(fields) if field.number == number), 0)


def inside(fields: Sequence[WireField], number: int) -> bytes:
    """The bytes at a field; empty where it is missing."""
    return next((field.raw for field in reversed(fields) if field.number == number), b"")


def strings(fields: Sequence[WireField], number: int) -> list[str]:
    """All texts at a field."""
    return [field.raw.decode("utf-8", "replace") for field in fields if field.number == number]
