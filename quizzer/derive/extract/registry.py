"""The families of candidates by the names that ``--kinds`` takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from quizzer.derive.candidate import Candidate
from quizzer.derive.context import Context
from quizzer.derive.extract.sentences.definitions import extract_definitions
from quizzer.derive.extract.sentences.effects import extract_effects
from quizzer.derive.extract.sentences.gaps import extract_gaps
from quizzer.derive.extract.sentences.quantities import extract_quantities
from quizzer.derive.extract.sentences.relations import extract_relations
from quizzer.derive.extract.sentences.uses import extract_uses
from quizzer.derive.extract.structures.acronyms import extract_acronyms
from quizzer.derive.extract.structures.cells import extract_cells
from quizzer.derive.extract.structures.chains import extract_chains
from quizzer.derive.extract.structures.items import extract_items
from quizzer.derive.extract.structures.lists import extract_lists
from quizzer.derive.extract.structures.terms import extract_terms

Extractor = Callable[[Context], Iterator[Candidate]]

EXTRACTORS: Mapping[str, Extractor] = {
    "cells": extract_cells,
    "items": extract_items,
    "terms": extract_terms,
    "acronyms": extract_acronyms,
    "lists": extract_lists,
    "chains": extract_chains,
    "definitions": extract_definitions,
    "effects": extract_effects,
    "uses": extract_uses,
    "quantities": extract_quantities,
    "relations": extract_relations,
    "gaps": extract_gaps,
}
"""Name to extractor; an earlier one wins where two candidates have one key."""

OF_SENTENCES = frozenset({"definitions", "effects", "uses", "quantities", "relations", "gaps"})
"""Those that read English sentences."""
