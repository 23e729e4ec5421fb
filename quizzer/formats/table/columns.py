"""What the columns of a table hold, by a header row or by the lines that Anki writes above its text exports."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.entities import html5

OWN = (
    "id", "card", "deck", "axis", "level", "kind", "tags", "question", "answer", "accept", "extra", "caveat",
    "citation", "state", "due", "stability", "difficulty", "interval", "reps", "lapses", "suspended", "flag",
)  # fmt: skip
"""The columns of the tables that are written here."""

# Question and answer in the languages that people write such tables in.
_ASKED = (
    "frage", "vorderseite", "begriff", "wort", "pregunta", "anverso", "término", "recto", "terme", "mot", "domanda",
    "fronte", "termine", "pergunta", "frente", "vraag", "voorkant", "fråga", "spørgsmål", "spørsmål", "pytanie",
    "вопрос", "問題", "质问", "问题", "表",
)  # fmt: skip
_ANSWERED = (
    "antwort", "rückseite", "bedeutung", "übersetzung", "respuesta", "reverso", "significado", "traducción", "réponse",
    "verso", "traduction", "signification", "risposta", "retro", "significato", "traduzione", "resposta", "tradução",
    "antwoord", "achterkant", "svar", "odpowiedź", "ответ", "答え", "答案", "裏",
)  # fmt: skip
_WORDS: Mapping[str, tuple[str, ...]] = {
    "ask": ("ask", "question", "front", "prompt", "term", "word", "cue", "q", "side 1", "expression", *_ASKED),
    "answer": ("answer", "back", "definition", "meaning", "translation", "response", "a", "side 2", *_ANSWERED),
    "text": ("text", "cloze", "sentence"),
    "id": ("id", "note id"),
    "guid": ("guid",),
    "notetype": ("notetype", "note type"),
    "card": ("card",),
    "tags": ("tags", "tag"),
    "deck": ("deck", "deck name"),
    "axis": ("axis",),
    "level": ("level",),
    "accept": ("accept", "accepted", "synonyms", "alternatives"),
    "caveat": ("caveat",),
    "section": ("citation", "cite"),
    "extra": ("extra", "back extra", "note", "notes", "remark", "remarks", "hint", "comment", "explanation"),
}
_ROLE = {word: role for role, words in _WORDS.items() for word in words}
_ASKS = ("ask", "text")
_SURE = ("tags", "deck", "guid", "id", "notetype")  # names that nobody asks for as a question
_LONGEST_NAME = 40
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_DELIMITERS = "\t;|,"  # a text rarely has the same number of the first three on every line; of commas it may
_ENTITY = re.compile(r"(&([A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}));")
ENTITY_END = "\ue0f5"  # a private character
_SAMPLE, _SAMPLE_ROWS = 100_000, 50


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How a table is to be read.

    Attributes:
        roles: For each column ``ask``, ``answer``, ``text`` and so on; empty for a plain field, ``-`` for one to pass
            over.
        deck: Name of the deck of every row that names none; empty when the file does not say.
        tags: Tags that every row has.
        html: Its cells are HTML; None where the file does not say.
        above: Lines above the first row.
        anki: Anki wrote it.
        header: Its first row holds the names of the columns.
        guessed: That its cells are HTML is a guess.
    """

    delimiter: str
    roles: tuple[str, ...] = ()
    deck: str = ""
    tags: tuple[str, ...] = ()
    html: bool | None = None
    above: int = 0
    anki: bool = False
    header: bool = False
    guessed: bool = False

    @property
    def own(self) -> bool:
        """Whether it is one of the tables written here."""
        return "id" in self.roles and "card" in self.roles


def find_layout(text: str) -> TableLayout:
    """How to read a table, found from its beginning."""
    headers: dict[str, str] = {}
    above = at = 0
    while text.startswith("#", at):
        end = text.find("\n", at)
        line = text[at + 1 : end if end >= 0 else len(text)].rstrip("\r")
        key, colon, value = line.partition(":")
        if not colon or not _is_anki(key.strip().lower()):
            break
        headers[key.strip().lower()] = value
        above, at = above + 1, end + 1 if end >= 0 else len(text)
    delimiter = _separator(headers.get("separator", "")) or _sniffed(text[at : at + _SAMPLE], len(text) > at + _SAMPLE)
    if headers:
        return _anki_layout(headers, delimiter, above)
    first = next(csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=delimiter), [])
    roles = header_roles(first)
    return TableLayout(delimiter, roles, header=bool(roles))


def header_roles(cells: Sequence[str]) -> tuple[str, ...]:
    """What the columns hold when the cells are their names; nothing when they are not.

    They are when a question is among them and a second name is known, or when one name is sure, such as ``tags``, and
    at least two columns are left for question and answer.
    """
    known = [_ROLE.get(_word(cell), "") for cell in cells]
    named = [role for role, cell in zip(known, cells, strict=True) if cell.strip()]
    recognised = sum(map(bool, named))
    if any(role in _ASKS for role in named) and (recognised >= 2 or recognised == len(named)):
        lacks_answer = "answer" not in named and "text" not in named
        unknown = ["" if lacks_answer and cell.strip() else "-" for cell in cells]
        return tuple(role or other for role, other in zip(known, unknown, strict=True))
    return tuple(known) if _has_sure_name(cells, known) else ()


def _has_sure_name(cells: Sequence[str], roles: Sequence[str]) -> bool:
    names = [_word(cell) for cell in cells]
    fields = sum(bool(name) and role in ("", "ask", "answer", "text") for name, role in zip(names, roles, strict=True))
    return (
        any(_ROLE.get(name) in _SURE and name in ("note type", *_SURE) for name in names)
        and fields >= 2
        and len(set(names)) == len(names)
        and all(len(name) <= _LONGEST_NAME and not name.endswith(("?", ".", "!")) for name in names)
    )


def _word(cell: str) -> str:
    return " ".join(cell.lower().replace("_", " ").replace("-", " ").strip(" :#").split())


def _is_anki(key: str) -> bool:
    return key in ("separator", "html", "tags", "columns", "deck", "notetype", "if matches") or key.endswith(" column")


def _anki_layout(headers: Mapping[str, str], delimiter: str, above: int) -> TableLayout:
    places = {}
    for key, role in (("guid", "guid"), ("notetype", "notetype"), ("deck", "deck"), ("tags", "tags")):
        number = headers.get(f"{key} column", "").strip()
        if number.isdecimal() and 0 < int(number[:6]) <= 1000:
            places[int(number[:6]) - 1] = role
    names = headers.get("columns", "").split(delimiter) if "columns" in headers else []
    roles = list(header_roles(names))
    roles += [""] * (max(places, default=-1) + 1 - len(roles))
    for place, role in places.items():
        roles[place] = role
    return TableLayout(
        delimiter,
        tuple(roles),
        deck=headers.get("deck", "").strip(),
        tags=tuple(headers.get("tags", "").split()),
        html=headers["html"].strip().lower() == "true" if "html" in headers else None,
        above=above,
        anki=True,
    )


def _separator(said: str) -> str:
    return _SEPARATORS.get(said.strip().lower(), said if len(said) == 1 and said not in '"\r\n' else "")


def mask_entities(text: str) -> str:
    """The text with another end for HTML's entities, so that ``&nbsp;`` is not divided at its semicolon."""
    return _ENTITY.sub(
        lambda entity: entity[1] + ENTITY_END if entity[2][0] == "#" or f"{entity[2]};" in html5 else entity[0], text
    )


def _sniffed(sample: str, cut: bool) -> str:
    """The delimiter that gives the rows the same number of cells, or names the columns."""

    sample = mask_entities(sample)

    def fitness(delimiter: str) -> float:
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if any(row)]
        rows = (rows[:-1] if cut and len(rows) > 1 else rows)[:_SAMPLE_ROWS]
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            return 0
        return widths.most_common(1)[0][1] / len(rows) + bool(header_roles(rows[0]))

    return max(_DELIMITERS, key=fitness)
