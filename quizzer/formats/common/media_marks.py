"""Marks on a card for the pictures and sounds that did not come along: ``[picture: femur.png]``, ``[sound: a.mp3]``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote

from quizzer.core.safe_text import one_line

_LONGEST = 120
_MARK = r"\[(?:picture|sound|video)(?:: [^\[\]\n]{1,120})?\]"
_ANY = re.compile(_MARK)
_AT_END = re.compile(rf"(?:\s*{_MARK})++\s*\Z")
_AT_BEGINNING = re.compile(rf"\A(?:\s*{_MARK})++\s*")
_AUDIO = (".mp3", ".ogg", ".oga", ".wav", ".flac", ".m4a", ".opus", ".aac", ".wma", ".spx")
_VIDEO = (".mp4", ".webm", ".mkv", ".mov", ".avi", ".ogv", ".m4v", ".mpg", ".mpeg")


def mark_of(source: str, alt: str = "", kind: str = "") -> str:
    """The mark for a file.

    Args:
        source: Its name or address.
        alt: Text that describes it, where there is one; else the mark names the file.
        kind: ``picture``, ``sound`` or ``video``; found by the ending when it is empty.
    """
    name = "" if source.startswith("data:") else unquote(re.split("[?#]", source)[0].rstrip("/").rsplit("/", 1)[-1])
    low = name.lower()
    kind = kind or ("sound" if low.endswith(_AUDIO) else "video" if low.endswith(_VIDEO) else "picture")
    said = " ".join(one_line(unescape(alt).strip() or name).split()).replace("[", "(").replace("]", ")")
    return f"[{kind}: {said[:_LONGEST].strip()}]" if said else f"[{kind}]"


def file_of(source: str) -> str:
    """What the list of omissions calls a file: its name or address, or only the type of one that is in the text."""
    return source.split(";", 1)[0][:60] if source.startswith("data:") else source


def has_mark(text: str) -> bool:
    """Whether a picture or a sound is marked in the text."""
    return _ANY.search(text) is not None


def is_bare(text: str, media: Iterable[str]) -> bool:
    """Whether a text is nothing but pictures and sounds without a description; also of an empty text.

    Args:
        media: Their names, which such a mark gives instead of a description.
    """
    if "[" not in text:
        return not text.strip()
    named = {mark_of(name, kind=kind) for name in media for kind in ("picture", "sound", "video")}
    return not _ANY.sub(lambda mark: "" if mark[0] in named or ":" not in mark[0] else mark[0], text).strip()


def split_marks(text: str) -> tuple[str, str]:
    """A text without the marks at its beginning and end, and those marks, a line each."""
    marks: list[str] = []
    if (ahead := _AT_BEGINNING.search(text)) is not None:
        marks, text = _ANY.findall(ahead[0]), text[ahead.end() :]
    if (behind := _AT_END.search(text)) is not None:
        marks, text = marks + _ANY.findall(behind[0]), text[: behind.start()]
    return text.strip(), "\n".join(marks)
