"""Read one note of a deck file: its id, its body, the keys that every kind may have, and the citation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from quizzer.core.notes.cards import DELETION
from quizzer.core.notes.notes import WRITTEN_ID, Citation, Note
from quizzer.deckfile.findings import Reporter, quote, suggest
from quizzer.deckfile.read.course import read_after, read_month, read_priority
from quizzer.deckfile.read.drafts import read_draft, read_origin
from quizzer.deckfile.read.fields import check_keys, describe_shape, read_list, read_optional, read_truth
from quizzer.deckfile.read.kinds import BODY_KEYS, read_body
from quizzer.deckfile.read.silence import read_silence
from quizzer.deckfile.yaml.nodes import Fields, Node, Text

NOTE_KEYS = (
    "id", *BODY_KEYS, "level", "axis", "tags", "note", "caveat", "typed", "cite", "silence", "draft", "derived", "base",
    "after", "priority", "checked",
)  # fmt: skip
CITE_KEYS = ("section", "table", "paragraph", "row", "item", "place", "fingerprint", "quote")
_WORDS_OF_PLACE = ("paragraph", "row", "item")
_PLACE = re.compile(
    r"(?:table (?P<table>.+?)(?:, (?=(?:paragraph|row|item) )|$))?(?:(?P<word>paragraph|row|item) (?P<value>.+))?", re.S
)
_SLUG_WORDS, _SLUG_FROM = 5, 500  # words of a suggested id, and the characters they are taken from
_SMALL_WORDS = re.compile(
    r"an?|and|are|at|by|do(?:es)?|for|from|has|have|how|in|into|is|it|of|on|or|that|the|this|to|wh(?:at|en|ich|o|y)|with"
)


def read_note(node: Node, axes: tuple[str, ...], taken: Collection[str], report: Reporter) -> Note | None:
    """Read a note from its node; None, with an error that says why, when it can not be used.

    Args:
        axes: Ids of the deck's axes, its own first.
        taken: Ids already used in the file; a suggested id is none of them.
    """
    if not isinstance(node, Fields):
        message = f"a note is a mapping that begins with '- id: ...', and here stands {describe_shape(node)}"
        report.error(node.line, "wrong-shape", message)
        return None
    if node.flawed:
        return None
    before = report.errors
    check_keys(node, NOTE_KEYS, "a note", report)
    body = read_body(node, report, misspelt=report.errors > before)
    note_id = _require_id(node, taken, report)
    axis = _read_axis(node, axes, report)
    level = read_optional(node, "level", report)
    tags = read_list(node, "tags", report, spare=True)
    extra, caveat = read_optional(node, "note", report), read_optional(node, "caveat", report)
    cite, typed = _read_citation(node, report), read_truth(node, "typed", report)
    silence = read_silence(node, report)
    draft, derived = read_draft(node, report), read_origin(node, report)
    after, priority, checked = read_after(node, report), read_priority(node, report), read_month(node, report)
    if body is None or report.errors > before:
        return None
    return Note(
        note_id, body, axis, level, tags, extra, caveat, cite, typed, node.line, silence, draft, derived,
        after, priority, checked,
    )  # fmt: skip


def read_id(node: Node) -> str:
    """Read the id of a note, even of one that can not be used otherwise; empty when it has no valid one."""
    written = node.nodes.get("id") if isinstance(node, Fields) else None
    return written.value if isinstance(written, Text) and WRITTEN_ID.fullmatch(written.value) else ""


def _require_id(fields: Fields, taken: Collection[str], report: Reporter) -> str:
    if right := read_id(fields):
        return right
    node = fields.nodes.get("id")
    written = node.value if isinstance(node, Text) else ""
    if written.strip():
        message = (
            f"the id {quote(written)} may hold only A-Z, a-z, 0-9, '-', '_' and '.', and begins with a letter or digit"
        )
        report.error(node.line if node else fields.line, "bad-id", f"{message}: {_suggest_id(fields, taken)}")
    else:
        message = f"a note needs an id that never changes, such as 'id: {_suggest_id(fields, taken)}'"
        report.error(node.line if node else fields.line, "no-id", message)
    return ""


def _suggest_id(fields: Fields, taken: Collection[str]) -> str:
    """Suggest an id made from the note's own words that the file does not use yet."""
    spoken = (fields.nodes.get(key) for key in ("id", "cloze", "ask", "answer"))
    text = next((node.value for node in spoken if isinstance(node, Text) and node.value.strip()), "")
    return derive_id(text, taken, f"note-{fields.line}")


def derive_id(text: str, taken: Collection[str], spare: str = "note") -> str:
    """Derive a note's id from the significant words of its question.

    Args:
        taken: Ids that it must not be; a number is added to be free of them.
        spare: What to begin with where the text has no letters an id may hold.
    """
    text = DELETION.sub(lambda match: match["answer"], text[:_SLUG_FROM])
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words: list[str] = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    significant = [word for word in words if not _SMALL_WORDS.fullmatch(word)]
    base = "-".join((significant if len(significant) > 1 else words)[:_SLUG_WORDS])[:60] or spare
    fresh, number = base, 1
    while fresh in taken:
        number += 1
        fresh = f"{base}-{number}"
    return fresh


def _read_axis(fields: Fields, axes: tuple[str, ...], report: Reporter) -> str:
    axis = read_optional(fields, "axis", report)
    if axis and axis not in axes:
        near = suggest(axis, axes) or f"; the deck has {', '.join(map(quote, axes))}"
        message = f"{quote(axis)} is no axis of this deck{near} (further ones are declared under 'axes:')"
        report.error(fields.nodes["axis"].line, "unknown-axis", message)
    return axis or axes[0]


def _read_citation(fields: Fields, report: Reporter) -> Citation | None:
    node = fields.nodes.get("cite")
    if node is None:
        return None
    if isinstance(node, Text):
        section = read_optional(fields, "cite", report)
        return Citation(section) if section else None
    if not isinstance(node, Fields):
        message = f"'cite' is a mapping such as {{section: ..., paragraph: 2}}, and here stands {describe_shape(node)}"
        report.error(node.line, "wrong-shape", message)
        return None
    check_keys(node, CITE_KEYS, "'cite'", report)
    if "section" not in node.nodes:
        report.warning(node.line, "no-section", "'cite' names no section; give the heading the passage stands under")
    places = [key for key in _WORDS_OF_PLACE if key in node.nodes]
    if len(places) > 1:
        message = f"'cite' names {' and '.join(places)}; one of them tells the place"
        report.warning(node.lines[places[1]], "several-places", message)
    said = [(key, read_optional(node, key, report)) for key in ("table", *_WORDS_OF_PLACE)]
    free = read_optional(node, "place", report)
    place = ", ".join([f"{key} {value}" for key, value in said if value] + ([free] if free else []))
    return Citation(
        read_optional(node, "section", report),
        place,
        read_optional(node, "fingerprint", report),
        read_optional(node, "quote", report),
    )


def split_place(place: str) -> dict[str, str]:
    """Split a place into the keys of ``cite`` that read back as it; into ``place`` alone where no others do."""
    match = _PLACE.fullmatch(place)
    keys = {}
    if match is not None and place:
        word, value = match["word"], match["value"]
        keys = {key: said for key, said in (("table", match["table"]), (word, value)) if said}
    joined = ", ".join(f"{key} {value}" for key, value in keys.items())
    if not place or (joined == place and all(value.strip() for value in keys.values())):
        return keys
    return {"place": place}
