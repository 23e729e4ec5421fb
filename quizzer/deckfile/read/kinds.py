"""Read the body of a note: its keys decide which of the six kinds it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import assert_never

from quizzer.core.notes.cards import find_deletions
from quizzer.core.notes.kinds import BODIES, KINDS, Basic, Body, Choice, Cloze, Kind, Listing, Reverse, Sequence, Sort
from quizzer.deckfile.findings import Reporter, quote
from quizzer.deckfile.read.fields import (
    check_keys,
    describe_shape,
    read_list,
    read_required,
    read_text,
    read_texts,
    read_truth,
)
from quizzer.deckfile.yaml.nodes import Fields, Items, Node, Text

REQUIRED_KEYS: Mapping[Kind, tuple[str, ...]] = {
    body.kind: tuple(part.deck_key for part in body.parts if not part.optional) for body in BODIES.values()
}
OPTIONAL_KEYS: Mapping[Kind, tuple[str, ...]] = {
    body.kind: tuple(part.deck_key for part in body.parts if part.optional) for body in BODIES.values()
} | {"choice": ("accept",)}  # does nothing there, and a warning says so
BODY_KEYS = tuple(dict.fromkeys(key for kind in KINDS for key in REQUIRED_KEYS[kind] + OPTIONAL_KEYS[kind]))
_KIND_BY_KEY: Mapping[str, Kind] = {
    key: kind for kind in KINDS for key in REQUIRED_KEYS[kind] if key not in REQUIRED_KEYS["basic"]
}
MOST_DELETIONS = 100
_PAIR = re.compile(r"\{\{[^{}]*\}\}")
_STRAY_BRACES, _THREE_BRACES = re.compile(r"\{\{|\}\}"), re.compile(r"\{{3}|\}{3}")
_EMPTY_DELETION = re.compile(r"\{\{(?:\s*|c[0-9]+::\s*)(?:::[^{}]*)?\}\}")
_NO_SUCH_NUMBER = re.compile(r"\{\{c(?:0[0-9]*|[0-9]{5,})::")


def read_body(fields: Fields, report: Reporter, *, misspelt: bool = False) -> Body | None:
    """Read the body of a note; None, with an error that says why, when its keys fit no kind.

    Args:
        misspelt: An unknown key was reported already, so a missing one need not be.
    """
    kind = _find_kind(fields, report, misspelt)
    return _read_kind(kind, fields, report) if kind is not None else None


def _read_kind(kind: Kind, fields: Fields, report: Reporter) -> Body:
    match kind:
        case "basic":
            return _read_basic(fields, report)
        case "cloze":
            return _read_cloze(fields, report)
        case "choice":
            return _read_choice(fields, report)
        case "list":
            return _read_listing(fields, report)
        case "sequence":
            return _read_sequence(fields, report)
        case "sort":
            return _read_sort(fields, report)
        case _:
            assert_never(kind)


def _find_kind(fields: Fields, report: Reporter, misspelt: bool) -> Kind | None:
    keys = tuple(key for key in BODY_KEYS if key in fields.nodes)
    marks = [key for key in keys if key in _KIND_BY_KEY]
    kind: Kind = _KIND_BY_KEY[marks[0]] if marks else "basic"
    missing = tuple(key for key in REQUIRED_KEYS[kind] if key not in keys)
    strange = [key for key in keys if key not in REQUIRED_KEYS[kind] + OPTIONAL_KEYS[kind]]
    if not missing and not strange:
        return kind
    if strange:
        hint = _describe_kinds((kind, *_find_kinds_with(strange[0])))
        message = f"'{marks[0]}' and '{strange[0]}' do not go together; {hint}"
        report.error(fields.lines[strange[0]], "mixed-kinds", message)
    elif misspelt:
        report.errors += 1
    elif not set(keys) - {"accept", "reverse"}:
        report.error(fields.line, "no-kind", f"this note asks nothing; {_describe_kinds(KINDS)}")
    elif keys == ("ask",):
        report.error(
            fields.line,
            "no-kind",
            f"this note has a question and nothing to answer; {_describe_kinds(_find_kinds_with('ask'))}",
        )
    else:
        report.error(fields.line, "no-kind", f"'{missing[0]}' is missing; {_describe_kinds((kind,))}")
    return None


def _find_kinds_with(key: str) -> tuple[Kind, ...]:
    return tuple(kind for kind in KINDS if key in REQUIRED_KEYS[kind] + OPTIONAL_KEYS[kind])


def _describe_kinds(kinds: tuple[Kind, ...]) -> str:
    sayings = []
    for kind in dict.fromkeys(kinds):
        extra = f" (and {' or '.join(OPTIONAL_KEYS[kind])})" if OPTIONAL_KEYS[kind] and kind != "choice" else ""
        sayings.append(f"a {kind} note has {' + '.join(REQUIRED_KEYS[kind])}{extra}")
    return "; ".join(sayings)


def _read_basic(fields: Fields, report: Reporter) -> Basic:
    if isinstance(fields.nodes["answer"], Items):
        message = "several answers need 'options' beside them, or 'items' in place of 'answer'"
        report.error(fields.lines["answer"], "wrong-shape", message)
    ask, answer = read_required(fields, "ask", report), ""
    if not isinstance(fields.nodes["answer"], Items):
        answer = read_required(fields, "answer", report)
    return Basic(
        ask, answer, read_list(fields, "accept", report, spare=True), _read_reverse(fields, ask, answer, report)
    )


def _read_reverse(fields: Fields, ask: str, answer: str, report: Reporter) -> Reverse | None:
    node = fields.nodes.get("reverse")
    if not isinstance(node, Fields):
        return Reverse(answer, ask) if read_truth(fields, "reverse", report) else None
    check_keys(node, ("ask", "answer", "accept"), "'reverse'", report)
    return Reverse(
        read_required(node, "ask", report),
        read_required(node, "answer", report),
        read_list(node, "accept", report, spare=True),
    )


def _read_cloze(fields: Fields, report: Reporter) -> Cloze:
    text = read_required(fields, "cloze", report)
    if not text:
        return Cloze(text)
    if (fault := cloze_fault(text)) is not None:
        report.error(fields.lines["cloze"], *fault)
        return Cloze(text)
    count = len(find_deletions(text))
    if count == 1 and _is_flat(fields.nodes.get("accept")):
        return Cloze(text, (read_list(fields, "accept", report, spare=True),))
    return Cloze(text, _read_accept_lists(fields, count, "deletion", report))


def cloze_fault(text: str) -> tuple[str, str] | None:
    """Name and message of what is wrong with a cloze text; decided before ``deletions`` has to cope with it."""
    pairs = _PAIR.findall(text)
    if _STRAY_BRACES.search(_PAIR.sub("", text)) or _THREE_BRACES.search(text):
        return "braces", "the braces do not pair; a deletion is {{answer}} or {{answer::hint}}, without braces inside"
    if not pairs:
        return "no-deletion", "this cloze hides nothing; mark what to ask for: {{answer}}"
    if any(map(_EMPTY_DELETION.fullmatch, pairs)):
        return "empty-deletion", "a deletion is empty; put the answer between its braces: {{answer}}"
    if _NO_SUCH_NUMBER.search(text):
        return "empty-deletion", "the numbers of deletions go from 1 to 9999: {{c1::answer}}"
    if len(pairs) > MOST_DELETIONS:
        return "many-deletions", f"{len(pairs)} deletions are more than one note can hold ({MOST_DELETIONS})"
    return None


def _is_flat(node: Node | None) -> bool:
    if isinstance(node, Text):
        return bool(node.value.strip())
    return isinstance(node, Items) and bool(node.nodes) and all(isinstance(entry, Text) for entry in node.nodes)


def _read_accept_lists(fields: Fields, places: int, place: str, report: Reporter) -> tuple[tuple[str, ...], ...]:
    node = fields.nodes.get("accept")
    if node is None or (isinstance(node, Text) and not node.value.strip()):
        return ()
    if not isinstance(node, Items) or not all(isinstance(entry, Items) for entry in node.nodes):
        message = f"'accept' must hold one list for each {place}, such as [[first, other], []]"
        report.error(fields.lines["accept"], "accept-shape", message)
        return ()
    if len(node.nodes) > places:
        message = f"'accept' holds {len(node.nodes)} lists for {places} {place}{'' if places == 1 else 's'}"
        report.error(fields.lines["accept"], "accept-shape", message)
        return ()
    return tuple(read_texts(entry, "'accept'", report, spare=True) for entry in node.nodes)


def _read_choice(fields: Fields, report: Reporter) -> Choice:
    ask = read_required(fields, "ask", report)
    answers, options = _read_entries(fields, "answer", report), _read_entries(fields, "options", report)
    if "accept" in fields.nodes:
        message = "'accept' does nothing in a choice, which is picked and not typed; take it out, or take 'options' out"
        report.warning(fields.lines["accept"], "unused-key", message)
    return Choice(ask, answers, options)


def _read_listing(fields: Fields, report: Reporter) -> Listing:
    ask, items = read_required(fields, "ask", report), _read_entries(fields, "items", report)
    return Listing(ask, items, _read_accept_lists(fields, len(items), "item", report))


def _read_sequence(fields: Fields, report: Reporter) -> Sequence:
    ask, steps = read_required(fields, "ask", report), _read_entries(fields, "steps", report)
    if len(steps) == 1:
        report.error(fields.lines["steps"], "few-steps", "one step is no sequence; it takes two or more")
    return Sequence(ask, steps)


def _read_entries(fields: Fields, key: str, report: Reporter) -> tuple[str, ...]:
    node = fields.nodes[key]
    if isinstance(node, Items) and not node.nodes:
        name = "no-items" if key == "items" else "empty-field"
        report.error(fields.lines[key], name, f"'{key}' is a list without entries")
        return ()
    return read_list(fields, key, report)


def _read_sort(fields: Fields, report: Reporter) -> Sort:
    ask, node = read_required(fields, "ask", report), fields.nodes["groups"]
    if not isinstance(node, Fields):
        message = f"'groups' must be a mapping from each group to its items, and here stands {describe_shape(node)}"
        report.error(node.line, "wrong-shape", message)
        return Sort(ask, ())
    if len(node.nodes) < 2:
        report.error(node.line, "few-groups", "sorting takes two groups or more")
    groups = []
    for name, entries in node.nodes.items():
        read_text(Text(name, node.lines[name]), "a group's name", report)
        if isinstance(entries, Items) and not entries.nodes:
            report.error(entries.line, "empty-field", f"the group {quote(name)} has no items")
        groups.append((name, read_texts(entries, f"the group {quote(name)}", report)))
    return Sort(ask, tuple(groups))
