"""Read what the head of a deck says beside its names: terms that stand for each other, and ids never used again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from quizzer.core.notes.notes import WRITTEN_ID, Retirement, qualify_id, qualify_reference
from quizzer.deckfile.findings import Reporter, quote
from quizzer.deckfile.read.course import is_reference
from quizzer.deckfile.read.fields import describe_shape, read_texts
from quizzer.deckfile.yaml.nodes import Fields, Items, Node, Text

_SETS = "lists of terms that may stand for each other, such as '- [growth hormone, GH]'"


class HeadLines(NamedTuple):
    """The lines of what the head of a deck lists.

    Attributes:
        synonyms: Of each set of synonyms, in their order.
        retired: Of each retired id, its namespace included.
    """

    synonyms: tuple[int, ...] = ()
    retired: Mapping[str, int] = {}


def explain_retired(written: str) -> str:
    """Explain that a note has an id which a deck has retired."""
    return f"{quote(written)} is retired and never used again; give the note another id"


def term_key(term: str) -> str:
    """What two spellings of a term of the synonyms share."""
    return " ".join(term.casefold().split())


def read_synonyms(root: Fields, report: Reporter) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
    """Read the sets of synonyms and their lines; a set that has an error is left out."""
    node = root.nodes.get("synonyms")
    if node is None or _is_empty(node):
        return (), ()
    if not isinstance(node, Items):
        report.error(node.line, "wrong-shape", f"'synonyms' holds {_SETS}, and here stands {describe_shape(node)}")
        return (), ()
    found: list[tuple[tuple[str, ...], int]] = []
    first: dict[str, Node] = {}
    for entry in node.nodes:
        before = report.errors
        terms = _read_set(entry, report)
        for term in terms:
            if first.setdefault(term_key(term), entry) is not entry:
                message = f"{quote(term)} stands in two sets; make them one, or take it out of one of them"
                report.error(entry.line, "duplicate-term", message)
        if len({term_key(term) for term in terms}) < len(terms):
            report.error(entry.line, "duplicate-term", "a term stands twice in this set; take one out")
        if report.errors == before:
            found.append((terms, entry.line))
    return tuple(terms for terms, _ in found), tuple(line for _, line in found)


def _read_set(entry: Node, report: Reporter) -> tuple[str, ...]:
    if not isinstance(entry, Items):
        report.error(entry.line, "wrong-shape", f"'synonyms' holds {_SETS}, and here stands {describe_shape(entry)}")
        return ()
    terms = read_texts(entry, "'synonyms'", report)
    if any("\n" in term for term in terms):
        report.error(entry.line, "several-lines", "a term of 'synonyms' must be one line")
    if len(terms) < 2:
        message = "a set of synonyms takes two terms or more; add what may stand for this one, or take the set out"
        report.error(entry.line, "few-terms", message)
    return terms


def keep_usable(sets: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """The sets of synonyms from elsewhere without what a deck file cannot hold."""
    seen: set[str] = set()
    kept = []
    for terms in sets:
        usable = {term_key(term): term for term in terms if term.strip() and "\n" not in term}
        if len(usable) > 1 and seen.isdisjoint(usable):
            kept.append(tuple(usable.values()))
            seen.update(usable)
    return tuple(kept)


def add_synonyms(sets: Collection[tuple[str, ...]], more: Collection[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Sets of synonyms with those of an overlay; a set that shares a term with another is one with it."""
    joined: list[dict[str, str]] = [{term_key(term): term for term in terms} for terms in sets]
    for terms in more:
        wanted = {term_key(term): term for term in terms}
        shared = [at for at, one in enumerate(joined) if not wanted.keys().isdisjoint(one)]
        whole: dict[str, str] = {}
        for one in (*(joined[at] for at in shared), wanted):
            whole |= {key: term for key, term in one.items() if key not in whole}
        for at in reversed(shared):
            del joined[at]
        joined.insert(shared[0] if shared else len(joined), whole)
    return tuple(tuple(one.values()) for one in joined)


def read_retired(root: Fields, namespace: str, report: Reporter) -> tuple[tuple[Retirement, ...], dict[str, int]]:
    """Read the ids that are never used again, and their lines; each with the notes that ask it now."""
    node = root.nodes.get("retired")
    if node is None or _is_empty(node):
        return (), {}
    if not isinstance(node, Fields):
        message = (
            f"'retired' holds ids with those of the notes that ask it now, such as 'old-id: [new-id]', {_here(node)}"
        )
        report.error(node.line, "wrong-shape", message)
        return (), {}
    found, lines = [], {}
    for written, entry in node.nodes.items():
        line = node.lines[written]
        if not WRITTEN_ID.fullmatch(written):
            report.error(
                line, "bad-retired", f"{quote(written)} is no id of a note; 'retired' holds 'old-id: [new-id]'"
            )
            continue
        whole_id = qualify_id(namespace, written)
        heirs = () if _is_empty(entry) else read_texts(entry, "'retired'", report, spare=True)
        found.append(Retirement(whole_id, _read_heirs(written, heirs, namespace, line, report)))
        lines[whole_id] = line
    return tuple(found), lines


def _read_heirs(written: str, heirs: Collection[str], namespace: str, line: int, report: Reporter) -> tuple[str, ...]:
    kept = []
    for heir in dict.fromkeys(heirs):
        if not is_reference(heir):
            report.error(line, "bad-retired", f"{quote(heir)} is no id of a note; write 'old-id: [new-id]'")
        elif heir == written:
            report.error(line, "bad-retired", f"{quote(heir)} is retired and cannot be the note that asks it now")
        else:
            kept.append(qualify_reference(namespace, heir))
    return tuple(kept)


def _here(node: Node) -> str:
    return f"and here stands {describe_shape(node)}"


def _is_empty(node: Node) -> bool:
    return isinstance(node, Text) and not node.value.strip()
