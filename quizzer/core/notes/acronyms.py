"""Acronyms in the text of a card: which there are, and which need no explanation."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Acronyms that need no explanation, and units written in capitals.
COMMON = frozenset({
    "DNA", "RNA", "HIV", "AIDS", "CO2", "H2O", "US", "USA", "UK", "EU", "UN", "FDA", "WHO", "OK", "AM", "PM", "PC",
    "TV", "ID", "IU", "UV", "DB", "HZ", "KB", "MB", "GB", "TB",
})  # fmt: skip

# Two to six capitals and digits, perhaps with a plural s; not part of a name (11-beta-HSD1) or of a code (MK-677).
ACRONYM = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]{1,5})s?(?![A-Za-z0-9_])(?!-\d{3})")
_NO_ACRONYM = re.compile(r"[A-Z]\d+|[IVX]+")  # a symbol such as T4 or B12, a Roman number
_TRAILING_DIGITS = re.compile(r"(?<=[A-Z]{2})\d+")


def find_acronyms(text: str) -> Iterator[str]:
    """Yield the acronyms of a text that need an explanation."""
    for match in ACRONYM.finditer(text) if not text.islower() else ():
        if (acronym := base_of_acronym(match[1])) not in COMMON and not _NO_ACRONYM.fullmatch(acronym):
            yield acronym


def base_of_acronym(acronym: str) -> str:
    """Strip the number at the end of an acronym: GLUT of GLUT4."""
    return acronym if acronym in COMMON else _TRAILING_DIGITS.sub("", acronym)
