"""The families of candidates by the names that ``--kinds`` takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from quizzer.derive.candidate import Candidate
from quizzer.derive.context import Context
from quizzer.derive.extract.definitions import extract_definitions
from quizzer.derive.extract.gaps import extract_gaps
from quizzer.derive.extract.relations import extract_relations

Extractor = Callable[[Context], Iterator[Candidate]]

EXTRACTORS: Mapping[str, Extractor] = {
    "definitions": extract_definitions,
    "relations": extract_relations,
    "gaps": extract_gaps,
}
"""Name to extractor; an earlier one wins where two candidates have one key."""
