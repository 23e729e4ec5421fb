"""What a deck file keeps of drafts: the mark of a draft, where a note was derived from, and what was rejected.

Named tuples rather than data classes: the first screen imports this module with the notes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Reason = Literal["", "trivial", "wording", "false", "said", "passage"]
"""Why a person rejected a draft; empty where no reason was given."""
REASONS: tuple[Reason, ...] = ("trivial", "wording", "false", "said", "passage")

_EVERY_KIND = ("trivial", "false", "said")


class DraftMark(NamedTuple):
    """The mark of a note that is only proposed: neither asked nor counted nor exported until a person accepts it.

    Attributes:
        score: 0 to 1.
        why: Why it is proposed, in words.
        doubts: What its checks found, a sentence each.
    """

    score: float
    why: str = ""
    doubts: tuple[str, ...] = ()


class Origin(NamedTuple):
    """Where a derived note was derived from; it stays when the draft is accepted.

    Attributes:
        key: Hash of the passage, the relation and the answer; better wording of the same draft has the same key.
        made: Hash of the note as it was generated; where it differs now, a person edited it.
    """

    key: str
    made: str = ""


class Rejection(NamedTuple):
    """A draft that a person rejected, and how far that reaches.

    Attributes:
        key: The draft's key.
        why: The reason: ``wording`` or none rejects the key in this kind, ``trivial``, ``false`` and ``said`` the key
            in every kind, ``passage`` all that stands on the passage.
        kind: The kind of note that was proposed.
        fingerprint: The passage it stood on.
    """

    key: str
    why: Reason = ""
    kind: str = ""
    fingerprint: str = ""

    def reaches(self, key: str, kind: str, fingerprint: str) -> bool:
        """Whether a draft of this key, note kind and passage is rejected by this."""
        if self.why == "passage" and self.fingerprint:
            return fingerprint == self.fingerprint
        return key == self.key and (self.why in _EVERY_KIND or not self.kind or kind == self.kind)


class Rejections:
    """The rejections of one or several decks; asked once for each candidate."""

    def __init__(self, rejections: Iterable[Rejection]) -> None:
        """Index the rejections by what they name."""
        self._by_key: dict[str, list[Rejection]] = {}
        self._passages: set[str] = set()
        for rejection in rejections:
            if rejection.why == "passage" and rejection.fingerprint:
                self._passages.add(rejection.fingerprint)
            else:
                self._by_key.setdefault(rejection.key, []).append(rejection)

    def __call__(self, key: str, kind: str, fingerprint: str) -> bool:
        """Whether a draft of this key, note kind and passage was rejected."""
        return fingerprint in self._passages or any(
            rejection.reaches(key, kind, fingerprint) for rejection in self._by_key.get(key, ())
        )
