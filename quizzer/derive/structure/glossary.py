"""Which items are entries of a glossary or of the key terms of a chapter."""

from __future__ import annotations

import re

from quizzer.derive.document.passages import Passage

_SECTION = re.compile(r"\b(?:key (?:terms|words|concepts)|glossary|terminology|definitions|vocabulary|terms)\b", re.I)


def is_glossary(passage: Passage) -> bool:
    """Whether an item is a term that the author defines: a named item of a glossary or of the key terms."""
    return bool(passage.kind == "item" and passage.name and _SECTION.search(passage.section))
