"""The plain-text notation of hashcards and repeater: its marks inside a text, read and written.

A deletion of a cloze is ``[answer]``; ``\\[`` and ``\\]`` are brackets, ``![name](address)`` is a picture or a sound.
What would be taken for a mark is written as a numeric character reference (``&#58;``), which both programs show as the
character it means.
"""

from __future__ import annotations

import re
from html import unescape

from quizzer.core.notes.cards import find_deletions
from quizzer.formats.common.clozes import Hidden, Piece
from quizzer.formats.common.media_marks import file_of, mark_of

IMAGE = re.compile(r"!\[([^\[\]\n]*)\]\(\s*<?([^()\s<>]+)>?(?:\s+\"[^\"\n]*\")?\s*\)")
_EMBEDDED = re.compile(
    r"!\[\[([^\[\]|\n]{1,300}\.(?:png|jpe?g|gif|svg|webp|bmp|avif|mp3|ogg|wav|m4a|flac|opus|mp4|webm|mov))(?:\|[^\[\]\n]*)?\]\]",
    re.I,
)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AMPERSAND = re.compile(f"&(?={_REFERENCE.pattern[1:]})")
_MARKER = re.compile(r"^([QAC]):", re.M)
_RULE = re.compile(r"^([^\S\n]*)-(?=--)", re.M)
_COLONS = re.compile(":(?=:)")
_QUOTE = re.compile(r"^([ \t]*)>", re.M)


class UnclearCloze(ValueError):
    """The brackets of a cloze do not show what it hides; the message is the end of a sentence."""


def decode_markup(text: str, media: dict[str, None]) -> str:
    """What a question or answer says; names of pictures and sounds are added to ``media``."""
    return _decoded(_marked(text, media)).strip()


def cloze_pieces(text: str, media: dict[str, None]) -> list[Piece]:
    """The text of a cloze, divided at its deletions.

    Raises:
        Unclear: It has no deletion, an empty or an unfinished one, or one inside another.
    """
    pieces: list[Piece] = []
    run: list[str] = []
    inside, at = False, 0
    while at < len(text):
        character, after = text[at], text[at + 1 : at + 2]
        if character == "\\" and after in ("[", "]"):
            run.append(f"&#{ord(after)};")
            at += 2
            continue
        if character == "!" and after == "[" and (end := _image_end(text, at)):
            run.append(_marked(text[at:end], media))
            at = end
            continue
        if character == "[":
            if inside:
                raise UnclearCloze("has a bracket inside brackets")
            pieces.append(_decoded("".join(run)))
            run, inside = [], True
        elif character == "]" and inside:
            answer = _decoded("".join(run))
            if not answer.strip():
                raise UnclearCloze("has brackets with nothing in them")
            pieces.append(Hidden(answer))
            run, inside = [], False
        else:
            run.append(character)
        at += 1
    if inside:
        raise UnclearCloze("has a bracket that is never closed")
    if not pieces:
        raise UnclearCloze("is a cloze that hides nothing; what to ask for stands in [brackets]")
    pieces.append(_decoded("".join(run)))
    return pieces


def _image_end(text: str, at: int) -> int:
    """The index behind the picture or sound that begins there; 0 where none does."""
    image = IMAGE.match(text, at) or _EMBEDDED.match(text, at)
    return image.end() if image else 0


def _marked(text: str, media: dict[str, None]) -> str:
    """The text with a mark for each picture and sound."""
    text = IMAGE.sub(lambda image: _named(image[2], image[1], media), text)
    return _EMBEDDED.sub(lambda image: _named(image[1], "", media), text)


def _named(source: str, alt: str, media: dict[str, None]) -> str:
    """The mark for a picture or sound."""
    media[file_of(source)] = None
    return mark_of(source, alt)


def _decoded(text: str) -> str:
    return _REFERENCE.sub(lambda reference: unescape(reference[0]), text)


def encode_markup(text: str, *, answer: bool = False) -> str:
    """A text so that :func:`decode_markup` gives it back, and nothing in it is taken for the beginning of a card.

    Args:
        answer: It is an answer, at whose end a quotation is a remark.
    """
    text = _AMPERSAND.sub("&#38;", text).replace("![", "&#33;[")
    return _lines(_QUOTE.sub(r"\1&#62;", text) if answer else text)


def encode_cloze(text: str) -> str:
    """A cloze text of this program in brackets; hints and numbers have no place there."""
    pieces, end = [], 0
    for deletion in find_deletions(text):
        before = _literal(text[end : deletion.start], behind=end > 0)
        pieces.append(f"{_apart(before)}[{_apart(_literal(deletion.answer, behind=False))}]")
        end = deletion.end
    pieces.append(_literal(text[end:], behind=end > 0))
    return _lines("".join(pieces))


def _literal(text: str, *, behind: bool) -> str:
    """Text in which no bracket is a mark; ``behind`` a deletion, a parenthesis would make a link of it."""
    text = _AMPERSAND.sub("&#38;", text).replace("[", r"\[").replace("]", r"\]")
    return "&#40;" + text[1:] if behind and text.startswith("(") else text


def _apart(text: str) -> str:
    """The text so that its last character does not change the bracket that follows."""
    return f"{text[:-1]}&#{ord(text[-1])};" if text.endswith(("!", "\\")) else text


def _lines(text: str) -> str:
    text = _COLONS.sub("&#58;", _RULE.sub(r"\1&#45;", text))
    return _MARKER.sub(r"\1&#58;", text) if "\n" in text else text


def encode_comment(text: str) -> str:
    """A name made safe for a comment or a heading."""
    return re.sub(r"[&<>:#-]", lambda found: f"&#{ord(found[0])};", " ".join(text.split()))


def decode_comment(text: str) -> str:
    """The name that :func:`encode_comment` was given."""
    return _decoded(text).strip()
