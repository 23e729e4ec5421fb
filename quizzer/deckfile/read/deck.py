"""Read a deck file: its usable part, and every finding with its line.

Bad input gives findings, never an exception or a half-read note. A note with an error is left out and the rest of the
deck stays; a file that is not a deck at all gives no deck. The texts of a deck are free of control characters: each is
reported and replaced by a visible one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from stat import S_ISREG

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.notes import LEVELS, WRITTEN_ID, Deck, Note, Source, qualify_id, qualify_reference, split_id
from quizzer.deckfile.findings import Finding, Reporter, quote
from quizzer.deckfile.read.course import read_axis_names, read_course
from quizzer.deckfile.read.drafts import read_rejections
from quizzer.deckfile.read.fields import check_keys, describe_shape, read_list, read_optional, read_required, read_text
from quizzer.deckfile.read.head import HeadLines, add_synonyms, explain_retired, read_retired, read_synonyms
from quizzer.deckfile.read.note import read_id, read_note
from quizzer.deckfile.read.overlay import inherit_axes, read_overlay
from quizzer.deckfile.yaml.characters import mend_raw, replace_refused
from quizzer.deckfile.yaml.errors import Unreadable
from quizzer.deckfile.yaml.nodes import CUT_TEXT, Fields, Items, Node, Text, compose, explain_refusal

LARGEST = 20_000_000
DECK_KEYS = (
    "deck", "namespace", "axis", "short", "spans", "axes", "course", "primer", "levels", "source", "notes", "rejected",
    "overlay", "without", "synonyms", "retired",
)  # fmt: skip
AXIS_KEYS = ("id", "name", "short", "spans")
SOURCE_KEYS = ("id", "title", "sha256")


@dataclass(frozen=True, slots=True)
class DeckReading:
    """The result of reading one deck file.

    Attributes:
        path: The file, as it was named by the caller.
        deck: The usable part; None when the file is no deck.
        findings: In the order of the lines.
        levels: The levels its notes may name.
        lines: For each note of the deck, usable or not, by id, the line of each of its keys; under ``""`` those of the
            deck itself.
        silenced: For each note that silences warnings, by id, the names of the warnings dropped while reading.
        entries: Line of each entry of ``notes``, usable or not: that of its first key.
        overlay: Of an overlay, the name of the deck file whose notes it changes; else empty.
        without: Ids of the notes of that deck which are left out.
        marks: For each note, by id, its mark (see :mod:`quizzer.core.notes.identity.overlay`), where it has one.
        head: The lines of its synonyms and of its retired ids.
    """

    path: Path
    deck: Deck | None
    findings: tuple[Finding, ...] = ()
    levels: tuple[str, ...] = LEVELS
    lines: Mapping[str, Mapping[str, int]] = field(default_factory=dict, compare=False, repr=False)
    silenced: Mapping[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    entries: tuple[int, ...] = field(default=(), compare=False, repr=False)
    overlay: str = ""
    without: frozenset[str] = frozenset()
    marks: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    head: HeadLines = field(default_factory=HeadLines, compare=False, repr=False)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes of the deck; none when the file is no deck."""
        return self.deck.notes if self.deck is not None else ()


def read_deck(path: Path, base: DeckReading | None = None) -> DeckReading:
    """Read a deck file; a file that can not be read gives no deck and a finding that says why.

    Args:
        path: The file.
        base: Of an overlay, the reading of the deck whose notes it changes.
    """
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):
            return _no_deck(path, 1, "unreadable", "this is not a file; name a deck file (*.yaml)")
        if about.st_size > LARGEST:
            return _no_deck(path, 1, "too-large", _explain_size(about.st_size))
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not a possible one"
        return _no_deck(path, 1, "unreadable", f"the file can not be read: {reason.lower()}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return _no_deck(path, line, "encoding", "this is not UTF-8 text; save the file with the encoding UTF-8")
    return parse_deck(text, path, base)


def parse_deck(text: str, path: Path, base: DeckReading | None = None) -> DeckReading:
    """Read a deck from the text of its file; never raises.

    Args:
        text: The text.
        path: The file.
        base: Of an overlay, the reading of the deck whose notes it changes: its head is that of the overlay, too.
    """
    report = Reporter(path)
    try:
        return _read(text, report, base)
    except Unreadable as error:
        report.findings = [finding for finding in report.findings if finding.line != error.line]
        report.error(error.line, error.name, str(error))
        return DeckReading(path, None, _sort_findings(report))


def explain_duplicate_id(note_id: str, path: Path, line: int) -> str:
    """Explain that an id is used already, by the note at this line of this file."""
    return f"the id {quote(note_id)} is used twice: here and in {path}:{line}; change one of them"


def _no_deck(path: Path, line: int, name: str, message: str) -> DeckReading:
    return DeckReading(path, None, (Finding(path, line, message, name),))


def _explain_size(size: int) -> str:
    return f"the file is {size / 1e6:.0f} MB large; a deck file has at most {LARGEST / 1e6:.0f} MB: divide it"


def _sort_findings(report: Reporter) -> tuple[Finding, ...]:
    return tuple(sorted(report.findings, key=lambda finding: finding.line))


def _read(text: str, report: Reporter, base: DeckReading | None) -> DeckReading:
    root = _read_root(text, report)
    above = base.deck if base is not None and "overlay" in root.nodes else None
    name = read_optional(root, "deck", report) or (above.name if above else _name_of(report.path))
    axes = _read_axes(root, name, report)
    levels = read_list(root, "levels", report, spare=True) or (base.levels if base and above else LEVELS)
    source = _read_source(root, report)
    namespace = _read_namespace(root, report)
    if above is not None:
        axes = inherit_axes(axes, above.axes, own="axis" in root.nodes)
        namespace = above.namespace
    synonyms, places = read_synonyms(root, report)
    retired, retired_at = read_retired(root, namespace, report)
    lines: dict[str, Mapping[str, int]] = {"": root.lines}
    silenced: dict[str, frozenset[str]] = {}
    axis_ids = tuple(axis.id for axis in axes)
    notes = _read_notes(root.nodes["notes"], axis_ids, namespace, retired_at, lines, silenced, report)
    deck = Deck(
        name, axes, notes, source, namespace, read_rejections(root, report),
        read_course(root, report), read_optional(root, "primer", report),
        add_synonyms(above.synonyms, synonyms) if above else synonyms, retired,
    )  # fmt: skip
    overlay = read_overlay(root, namespace, report, alone=base is None)
    entries = root.nodes["notes"].nodes if isinstance(root.nodes["notes"], Items) else ()
    starts = tuple(entry.line for entry in entries)
    head = HeadLines(places, retired_at)
    return DeckReading(report.path, deck, _sort_findings(report), levels, lines, silenced, starts, *overlay, head)


def _name_of(path: Path) -> str:
    """A name for a deck that has none: that of its file, whose bytes need not be text."""
    return replace_refused(path.stem.encode(errors="replace").decode()) or "deck"


def _read_root(text: str, report: Reporter) -> Fields:
    text = text.removeprefix("\ufeff")
    if len(text) > LARGEST:
        raise Unreadable(1, "too-large", _explain_size(len(text)))
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise Unreadable(line, "not-text", "this is not a text file; a deck file is UTF-8 text without NUL bytes")
    text, characters = mend_raw(text)
    for line, character in characters:
        report.flaw(line, "control-character", explain_refusal(character))
    root = compose(text, report)
    if root is None or (isinstance(root, Text) and not root.value.strip()):
        raise Unreadable(1, "empty-file", "the file is empty; a deck begins with 'deck: <name>' and 'notes:'")
    if not isinstance(root, Fields):
        message = f"a deck file begins with 'deck: <name>' and 'notes:', and here stands {describe_shape(root)}"
        raise Unreadable(root.line, "not-a-deck", message)
    check_keys(root, DECK_KEYS, "a deck", report)
    if "notes" not in root.nodes:
        raise Unreadable(root.line, "not-a-deck", "this deck has no 'notes:'")
    return root


def _read_axes(root: Fields, name: str, report: Reporter) -> tuple[Axis, ...]:
    node = root.nodes.get("axis")
    given = None if node is None else _read_axis(node, "'axis'", report)
    own = read_axis_names(root, given or Axis(name, name), report)
    axes = {own.id: own}
    more = root.nodes.get("axes")
    if more is not None and not isinstance(more, Items):
        message = f"'axes' must be a list of {{id: ..., name: ...}}, and here stands {describe_shape(more)}"
        report.error(more.line, "wrong-shape", message)
    elif more is not None:
        for entry in more.nodes:
            axis = _read_axis(entry, "an entry of 'axes'", report)
            if axis is None:
                continue
            if axis.id in axes:
                report.error(entry.line, "duplicate-axis", f"the axis {quote(axis.id)} is declared twice; keep one")
            axes.setdefault(axis.id, axis)
    return tuple(axes.values())


def _read_axis(node: Node, what: str, report: Reporter) -> Axis | None:
    if not isinstance(node, Fields):
        given = read_text(node, what, report)
        return Axis(given, given) if given else None
    check_keys(node, AXIS_KEYS, what, report)
    axis = read_required(node, "id", report)
    if not axis:
        return None
    return read_axis_names(node, Axis(axis, read_optional(node, "name", report) or axis), report)


def _read_source(root: Fields, report: Reporter) -> Source | None:
    node = root.nodes.get("source")
    if node is None:
        return None
    if not isinstance(node, Fields):
        given = read_text(node, "'source'", report)
        return Source(given) if given else None
    check_keys(node, SOURCE_KEYS, "'source'", report)
    source = read_required(node, "id", report)
    return (
        Source(source, read_optional(node, "title", report), read_optional(node, "sha256", report)) if source else None
    )


def _read_namespace(root: Fields, report: Reporter) -> str:
    """Read the namespace; without a usable one the file is no deck, since its notes would be other notes.

    Raises:
        Unreadable: What is written cannot be one.
    """
    written = read_optional(root, "namespace", report)
    if "namespace" in root.nodes and not WRITTEN_ID.fullmatch(written):
        message = (
            f"the namespace {quote(written)} may hold only A-Z, a-z, 0-9, '-', '_' and '.', and begins with a letter "
            "or digit, such as 'namespace: ada'"
        )
        raise Unreadable(root.lines["namespace"], "bad-namespace", message)
    return written


def _read_notes(
    node: Node,
    axes: tuple[str, ...],
    namespace: str,
    retired: Collection[str],
    lines: dict[str, Mapping[str, int]],
    silenced: dict[str, frozenset[str]],
    report: Reporter,
) -> tuple[Note, ...]:
    if isinstance(node, Text) and not node.value.strip():
        node = Items(node.line)
    if not isinstance(node, Items):
        raise Unreadable(node.line, "not-a-deck", f"'notes' must be a list, and here stands {describe_shape(node)}")
    if not node.nodes:
        report.warning(node.line, "no-notes", "this deck has no notes yet")
    notes = []
    first_lines: dict[str, int] = {}
    cuts = report.set_aside(CUT_TEXT)  # found while the YAML was read, when nothing was known of notes
    ends = [*(entry.line for entry in node.nodes[1:]), max(cuts, default=0) + 1]
    for entry, end in zip(node.nodes, ends, strict=False):
        before = len(report.findings)
        note = read_note(entry, axes, first_lines, report)
        note_id = read_id(entry)
        if note_id in first_lines:
            report.error(entry.line, "duplicate-id", explain_duplicate_id(note_id, report.path, first_lines[note_id]))
            continue
        if note_id:
            first_lines[note_id] = entry.line
        whole_id = qualify_id(namespace, note_id)
        if note_id and isinstance(entry, Fields):
            lines[whole_id] = entry.lines
        if note is not None:
            notes.append(_qualified(note, namespace) if namespace or note.after else note)
            if note.silence:
                dropped = report.drop_warnings(before, note.silence)
                silenced[whole_id] = dropped | _drop_cuts(cuts, range(entry.line, end), note.silence)
    report.findings += [finding for found in cuts.values() for finding in found]
    return tuple(_without_retired(notes, retired, report))


def _without_retired(notes: Iterable[Note], retired: Collection[str], report: Reporter) -> Iterator[Note]:
    for note in notes:
        if note.id in retired:
            report.error(note.line, "retired-id", explain_retired(split_id(note.id)[1]))
        else:
            yield note


def _qualified(note: Note, namespace: str) -> Note:
    """The note with its id, and those of the notes it waits for, as they are over all decks."""
    after = tuple(qualify_reference(namespace, written) for written in note.after)
    return replace(note, id=qualify_id(namespace, note.id), after=after)


def _drop_cuts(cuts: dict[int, list[Finding]], lines: range, names: tuple[str, ...]) -> frozenset[str]:
    """Drop the warnings about texts cut in these lines where a note silences them; the names that were dropped."""
    here = [line for line in lines if line in cuts] if CUT_TEXT in names else []
    for line in here:
        del cuts[line]
    return frozenset({CUT_TEXT} if here else ())
