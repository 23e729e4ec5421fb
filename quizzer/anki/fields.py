"""A note as the fields of a note in Anki: HTML in which nothing of the deck's text is markup."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import NamedTuple, assert_never

from quizzer.anki.embedded_note import EmbeddedNote, guid_of, pack
from quizzer.anki.notetypes import CLOZE_FIELDS, CLOZE_ID, FRONT_FIELDS, FRONT_ID
from quizzer.core.exchange import Outgoing
from quizzer.core.notes.cards import REVERSE, Face, face_of, find_deletions, parts_of
from quizzer.core.notes.drawings import drawn_lines
from quizzer.core.notes.head import head_gives_answer
from quizzer.core.notes.kinds import Basic, Choice, Cloze, Listing, Sequence, Sort
from quizzer.core.notes.notes import Citation, Note
from quizzer.core.seeded_random import seed_of, shuffle
from quizzer.formats.common.scripts import scripts_as_html

RETIRED = "quizzer::retired"

# Besides HTML's own signs: what Anki reads as cloze, sound, LaTeX or MathJax.
_SIGNS = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "&#123;", "}": "&#125;", "[": "&#91;", "\\": "&#92;", "\n": "<br>",
})  # fmt: skip
_SIGN = re.compile(r"[&<>{}\[\\\n]").search


_DRAWING = "display:inline-block;max-width:100%;overflow-x:auto;text-align:left;white-space:pre;font-family:monospace"
"""The look of a drawing; here and not in the note type, which is frozen."""


class AnkiNote(NamedTuple):
    """A note as Anki keeps it.

    Attributes:
        type_id: The note type.
        fields: HTML, one text for each field of the type.
        sort: What the browser sorts by, as text.
        tags: Between blanks, one before the first and one after the last.
    """

    guid: str
    type_id: int
    fields: tuple[str, ...]
    sort: str
    tags: str


def html(text: str) -> str:
    """Text as HTML that shows it, with ``x^(...)`` and ``x_(...)`` raised and lowered."""
    return scripts_as_html(_exactly(text))


def _with_drawing(shown: str, text: str) -> str:
    """HTML of a text in which the lines of a drawing keep their blanks and their width.

    Args:
        shown: The text as HTML, a ``<br>`` for each line break.
        text: The text itself.
    """
    written, lines = shown.split("<br>"), text.split("\n")
    drawn = drawn_lines(lines)
    if not drawn or len(written) != len(lines):  # a gap with a line break inside is left as it is
        return shown
    drawing = "\n".join(written[drawn.start : drawn.stop])
    written[drawn.start : drawn.stop] = [f'<pre style="{_DRAWING}">{drawing}</pre>']
    return "<br>".join(written)


def _exactly(text: str) -> str:
    """Text as HTML that shows exactly it, to be compared with what is typed."""
    return text.translate(_SIGNS) if _SIGN(text) else text


def anki_note(going: Outgoing) -> AnkiNote:
    """The note with its fields."""
    note = going.note
    below = (
        html(note.extra),
        html(note.caveat),
        html(_place(note.cite)),
        html(going.axis.name),
        html(note.level),
        note.kind,
        note.id,
        escape(pack(EmbeddedNote(note, going.axis, going.deck, going.file, going.content)), quote=False),
        "1" if any(head_gives_answer(face_of(note, part), going.axis.name) for part in parts_of(note)) else "",
        "",
    )
    names: tuple[str, ...]
    if isinstance(note.body, Cloze):
        texts, names, type_id = _cloze(note, note.body), CLOZE_FIELDS, CLOZE_ID
    else:
        texts, names, type_id = _front(note), FRONT_FIELDS, FRONT_ID
    fields = (*(texts.get(name, "") for name in names[: -len(below)]), *below)
    return AnkiNote(guid_of(note), type_id, fields, fields[0], _tags(going))


def _tags(going: Outgoing) -> str:
    note = going.note
    return _joined_tags(going.axis.id, note.level, note.kind, note.tags, going.retired)


@lru_cache(maxsize=1024)
def _joined_tags(axis: str, level: str, kind: str, own: tuple[str, ...], retired: bool) -> str:
    tags = [f"axis::{axis}", f"level::{level}" if level else "", f"kind::{kind}", *own, RETIRED if retired else ""]
    return f" {' '.join('_'.join(tag.split()) for tag in tags if tag)} "


def _place(cite: Citation | None) -> str:
    if cite is None:
        return ""
    return ", ".join(word for word in (cite.section, cite.place) if word)


def _front(note: Note) -> dict[str, str]:
    face = face_of(note, "")
    texts = {"Prompt": _with_drawing(html(face.prompt), face.prompt), **_answered(note, face)}
    if isinstance(note.body, Basic) and note.body.reverse is not None:
        back = face_of(note, REVERSE)
        texts |= {f"Reverse{name}": text for name, text in _answered(note, back).items()}
        texts["ReversePrompt"] = _with_drawing(html(back.prompt), back.prompt)
    return texts


def _answered(note: Note, face: Face) -> dict[str, str]:
    """The fields that give the answer, and the choices that the front shows."""
    match note.body:
        case Basic():
            answer = html(face.answer)
            also = ", ".join(map(html, face.accept[1:]))
            return {"Answer": answer, "Typed": _exactly(face.answer) if face.typed else "", "Also": also}
        case Listing():
            items = "".join(f"<li>{html(item)}</li>" for item in face.answers)
            return {"Answer": f"<ul>{items}</ul>", "Items": _steps(face.answers, f"{len(face.answers)} to recall")}
        case Sequence():
            numbered = "".join(f"<li>{html(step)}</li>" for step in face.answers)
            offered = _scrambled(note, face.answers)
            return {
                "Answer": f"<ol>{numbered}</ol>",
                "Items": offered + _steps(face.answers, "In order, one at a time"),
            }
        case Sort(groups=groups):
            names = " · ".join(html(name) for name, _ in groups)
            inside_all = [item for _, inside in groups for item in inside]
            table = "".join(f"<tr><th>{html(name)}</th><td>{_lines(inside)}</td></tr>" for name, inside in groups)
            offered = f'<div class="hint">Into: {names}</div>{_scrambled(note, inside_all, "options chips")}'
            return {"Answer": f"<table>{table}</table>", "Items": offered}
        case Choice():
            return _choice(note, face)
        case Cloze():
            raise AssertionError("a cloze has a note type of its own")
        case _:
            assert_never(note.body)


def _choice(note: Note, face: Face) -> dict[str, str]:
    order = shuffle(range(len(face.options)), seed_of(note.id))
    right = len(face.answers)
    plain = "".join(f"<li>{html(face.options[i])}</li>" for i in order)
    marked = "".join(
        f'<li class="right">{html(face.options[i])}</li>' if i < right else f"<li>{html(face.options[i])}</li>"
        for i in order
    )
    more = f'<div class="hint">{right} are right.</div>' if right > 1 else ""
    return {"Answer": _list("options", note, marked), "Items": more + _list("options", note, plain)}


def _list(style: str, note: Note, items: str) -> str:
    return f'<ul class="{style} shuffle" data-id="{html(note.id)}">{items}</ul>'


def _scrambled(note: Note, texts: tuple[str, ...] | list[str], style: str = "options") -> str:
    order = shuffle(texts, seed_of(note.id))
    if tuple(order) == tuple(texts):
        order.reverse()
    return _list(style, note, "".join(f"<li>{html(text)}</li>" for text in order))


def _steps(texts: tuple[str, ...], hint: str) -> str:
    """Each text behind a line that opens when it is tapped; no script is needed for it."""
    closed = "".join(
        f'<details class="reveal"><summary class="tappable">{number}</summary>{html(text)}</details>'
        for number, text in enumerate(texts, 1)
    )
    return f'<div class="hint">{html(hint)}</div>{closed}'


def _lines(texts: tuple[str, ...]) -> str:
    return "".join(f"<div>{html(text)}</div>" for text in texts)


def _cloze(note: Note, body: Cloze) -> dict[str, str]:
    pieces, end = [], 0
    for deletion in find_deletions(body.text):
        hint = f"::{_inside(deletion.hint)}" if deletion.hint else ""
        pieces += [
            html(body.text[end : deletion.start]),
            f"{{{{c{deletion.number}::{_inside(deletion.answer)}{hint}}}}}",
        ]
        end = deletion.end
    pieces.append(html(body.text[end:]))
    faces = [face_of(note, part) for part in parts_of(note)]
    also = [f"{html(face.answer)}: {', '.join(map(html, face.accept[1:]))}" for face in faces if len(face.accept) > 1]
    typed = "1" if all(face.typed for face in faces) else ""
    text = _with_drawing(scripts_as_html("".join(pieces)), body.text)
    return {"Text": text, "Typed": typed, "Also": "; ".join(also)}


def _inside(text: str) -> str:
    """Text inside a deletion, where two colons begin the hint, be it the text's own last one and the first of these."""
    return html(text).replace(":", "&#58;")
