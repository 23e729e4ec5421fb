"""Read what a deck file keeps of drafts: the marks ``draft`` and ``derived`` of a note, and the list ``rejected``."""

from __future__ import annotations

from typing import cast

from quizzer.core.notes.drafts import REASONS, DraftMark, Origin, Reason, Rejection
from quizzer.deckfile.findings import Reporter, quote
from quizzer.deckfile.read.fields import check_keys, describe_shape, read_list, read_optional, read_required
from quizzer.deckfile.yaml.nodes import Fields, Items, Node, Text

DRAFT_KEYS = ("score", "why", "doubts")
ORIGIN_KEYS = ("key", "made")
REJECTION_KEYS = ("key", "why", "kind", "fingerprint")


def read_draft(fields: Fields, report: Reporter) -> DraftMark | None:
    """Read the mark of a draft; an error where the key is there and says nothing, so that the note is not used."""
    node = fields.nodes.get("draft")
    if node is None:
        return None
    if not isinstance(node, Fields):
        message = f"'draft' is a mapping such as {{score: 0.85, why: ...}}, and here stands {describe_shape(node)}"
        report.error(fields.lines["draft"], "wrong-shape", f"{message}; take the whole line out to accept the draft")
        return None
    check_keys(node, DRAFT_KEYS, "'draft'", report)
    why, doubts = read_optional(node, "why", report), read_list(node, "doubts", report, spare=True)
    return DraftMark(_read_score(node, report), why, doubts)


def _read_score(fields: Fields, report: Reporter) -> float:
    written = read_required(fields, "score", report)
    try:
        score = float(written)
    except ValueError:
        score = -1.0
    if written and not 0 <= score <= 1:  # not a number is neither
        report.error(fields.lines["score"], "bad-score", f"a score is a number from 0 to 1, not {quote(written)}")
    return score


def read_origin(fields: Fields, report: Reporter) -> Origin | None:
    """Read where a note was derived from."""
    node = fields.nodes.get("derived")
    if node is None:
        return None
    if not isinstance(node, Fields):
        message = f"'derived' is a mapping such as {{key: ..., made: ...}}, and here stands {describe_shape(node)}"
        report.error(fields.lines["derived"], "wrong-shape", message)
        return None
    check_keys(node, ORIGIN_KEYS, "'derived'", report)
    return Origin(read_required(node, "key", report), read_optional(node, "made", report))


def read_rejections(root: Fields, report: Reporter) -> tuple[Rejection, ...]:
    """Read the drafts of a deck that were rejected; one that cannot be read is an error, and the others are used."""
    node = root.nodes.get("rejected")
    if node is None or (isinstance(node, Text) and not node.value.strip()):
        return ()
    if not isinstance(node, Items):
        message = f"'rejected' is a list of {{key: ..., why: ...}}, and here stands {describe_shape(node)}"
        report.error(node.line, "wrong-shape", message)
        return ()
    return tuple(read for entry in node.nodes if (read := _read_rejection(entry, report)) is not None)


def _read_rejection(node: Node, report: Reporter) -> Rejection | None:
    if not isinstance(node, Fields):
        message = f"an entry of 'rejected' is a mapping such as {{key: ..., why: ...}}; here is {describe_shape(node)}"
        report.error(node.line, "wrong-shape", message)
        return None
    before = report.errors
    check_keys(node, REJECTION_KEYS, "an entry of 'rejected'", report)
    key, why = read_required(node, "key", report), read_optional(node, "why", report)
    if why and why not in REASONS:
        message = f"{quote(why)} is no reason for a rejection; there are {', '.join(REASONS)}"
        report.error(node.lines["why"], "unknown-reason", message)
    kind, fingerprint = read_optional(node, "kind", report), read_optional(node, "fingerprint", report)
    return None if report.errors > before else Rejection(key, cast("Reason", why), kind, fingerprint)
