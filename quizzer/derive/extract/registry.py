"""The families of candidates by the names that ``--kinds`` takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from quizzer.derive.candidate import Candidate
from quizzer.derive.context import Context
from quizzer.derive.extract.gaps import extract_gaps

Extractor = Callable[[Context], Iterator[Candidate]]

EXTRACTORS: Mapping[str, Extractor] = {
    "gaps": extract_gaps,
}
"""Name to extractor; an earlier one wins where two candidates have one key."""
