"""Read a mapping's values by type: a text, a list of texts, true or false; a value that does not fit is an error."""

from __future__ import annotations

from quizzer.deckfile.findings import Reporter, quote, suggest
from quizzer.deckfile.yaml.nodes import Fields, Items, Node, Text

LONGEST_TEXT = 200_000
_TRUE = ("true", "yes", "on")
_FALSE = ("false", "no", "off")
_QUOTES = "one with ': ' in it, or that begins with '{' or '[', needs quotes around it"


def check_keys(fields: Fields, known: tuple[str, ...], owner: str, report: Reporter) -> None:
    """Report every key that is not among the known ones, with the one that was probably meant."""
    for key, line in fields.lines.items():
        if key not in known:
            near = suggest(key, known)
            report.error(line, "unknown-key", f"{quote(key)} is not a key of {owner}{near or format_keys(known)}")


def format_keys(keys: tuple[str, ...]) -> str:
    """Format the keys as the end of a message: ``; the keys are a, b and c``."""
    return f"; the keys are {', '.join(keys[:-1])} and {keys[-1]}"


def describe_shape(node: Node) -> str:
    """Name the shape of a node in plain words."""
    if isinstance(node, Text):
        return "a text"
    return "a list" if isinstance(node, Items) else "a mapping (key: value)"


def read_required(fields: Fields, key: str, report: Reporter) -> str:
    """Read the text at a key that must be there and not be empty; anything else is an error."""
    node = fields.nodes.get(key)
    if node is None:
        report.error(fields.line, "missing-key", f"'{key}' is missing here")
        return ""
    return read_text(node, f"'{key}'", report)


def read_optional(fields: Fields, key: str, report: Reporter) -> str:
    """Read the text at a key; empty when the key is missing, and with a warning when nothing follows it."""
    node = fields.nodes.get(key)
    if node is None:
        return ""
    if isinstance(node, Text) and not node.value.strip():
        report.warning(fields.lines[key], "empty-field", f"'{key}' is empty; fill it or take it out")
        return ""
    return read_text(node, f"'{key}'", report)


def read_text(node: Node, what: str, report: Reporter) -> str:
    """Read the text of a node that must hold one."""
    if not isinstance(node, Text):
        report.error(
            node.line, "wrong-shape", f"{what} must be a text, and here stands {describe_shape(node)}; {_QUOTES}"
        )
        return ""
    value = node.value
    if not value or value.isspace():
        report.error(node.line, "empty-field", f"{what} is empty")
        return ""
    if len(value) > LONGEST_TEXT:
        message = f"{what} is {len(value):,} characters long; the most a card can hold is {LONGEST_TEXT:,}"
        report.error(node.line, "long-text", message)
    return value


def read_list(fields: Fields, key: str, report: Reporter, *, spare: bool = False) -> tuple[str, ...]:
    """Read the list of texts at a key, or the single text there; empty when the key is missing.

    Args:
        spare: The list may be empty, and an empty entry is skipped with a warning instead of being an error.
    """
    node = fields.nodes.get(key)
    if node is None:
        return ()
    if spare and isinstance(node, Text) and not node.value.strip():
        report.warning(fields.lines[key], "empty-field", f"'{key}' is empty; fill it or take it out")
        return ()
    return read_texts(node, f"'{key}'", report, spare=spare)


def read_texts(node: Node, what: str, report: Reporter, *, spare: bool = False) -> tuple[str, ...]:
    """Read the texts of a list node; a single text counts as a list of one."""
    if isinstance(node, Fields):
        report.error(
            node.line, "wrong-shape", f"{what} must be a list of texts, and here stands {describe_shape(node)}"
        )
        return ()
    found = []
    for entry in node.nodes if isinstance(node, Items) else (node,):
        if spare and isinstance(entry, Text) and not entry.value.strip():
            report.warning(entry.line, "empty-field", f"an entry of {what} is empty; fill it or take it out")
        else:
            found.append(read_text(entry, f"an entry of {what}" if entry is not node else what, report))
    return tuple(found)


def read_truth(fields: Fields, key: str, report: Reporter) -> bool | None:
    """Read true or false at a key; None when the key is missing."""
    node = fields.nodes.get(key)
    if node is None:
        return None
    word = node.value.casefold() if isinstance(node, Text) else ""
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    said = quote(node.value) if isinstance(node, Text) else describe_shape(node)
    report.error(node.line, "wrong-shape", f"'{key}' must be true or false, and here stands {said}")
    return None
