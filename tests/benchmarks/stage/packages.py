"""Packages of Anki's of any size, written straight into their database."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

from genanki import Model
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

DAY_1 = 1_700_000_000_000
WORDS = ("hormone", "receptor", "insulin", "pituitary", "testosterone", "feedback", "gland", "signal", "cortisol")


def text_of(number: int, words: int) -> str:
    """Some words, not the same for any two numbers."""
    return (
        " ".join(WORDS[(number * 7 + place * (number % 5 + 1)) % len(WORDS)] for place in range(words)) + f" {number}"
    )


def write_package(path: Path, notes: int, reviews: int, drawing: int = 0, met: float = 1) -> None:
    """A package of Anki's.

    Args:
        reviews: For each card that was met.
        drawing: Characters of a drawing in each template.
        met: The share of cards that were met; the others are new.
    """
    svg = (
        "<svg viewBox='0 0 9 9'><path d='"
        + "".join(f"L{n * 7919 % 9973} {n * n % 9967} " for n in range(drawing // 11))
        + "'/></svg>"
        if drawing
        else ""
    )
    templates = [
        {"name": f"Card {n}", "qfmt": f"{svg}{{{{Front}}}} ({n})", "afmt": f"{{{{FrontSide}}}}{svg}{{{{Back}}}}"}
        for n in range(2 if drawing else 1)
    ]
    model = Model(5, "Basic", [{"name": "Front"}, {"name": "Back"}], templates).to_json(0, 1)
    base = path.with_suffix(".db")
    with closing(sqlite3.connect(base)) as connection:
        connection.executescript(APKG_SCHEMA)
        connection.executescript(APKG_COL)
        connection.execute("UPDATE col SET models = ?", (json.dumps({"5": model}),))
        rows = ((n, f"g{n}", f"{text_of(n, 8)}?\x1f{text_of(n, 3)}", "q") for n in range(1, notes + 1))
        connection.executemany("INSERT INTO notes VALUES (?, ?, 5, 0, 0, '', ?, ?, 0, 0, '')", rows)
        cards = [(n * 2 + t, n, t) for n in range(1, notes + 1) for t in range(len(templates))]
        begun, others = cards[: round(len(cards) * met)], cards[round(len(cards) * met) :]
        connection.executemany(
            "INSERT INTO cards VALUES (?, ?, 1, ?, 1700000000, 0, 2, 2, 9, 4, 2500, 1, 0, 0, 0, 0, 0, '')", begun
        )
        connection.executemany(
            "INSERT INTO cards VALUES (?, ?, 1, ?, 1700000000, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, '')", others
        )
        log = (
            (DAY_1 + (r * 100 + r * r) * 86_400 + card, card, r) for card, _, _ in begun for r in range(1, reviews + 1)
        )
        connection.executemany("INSERT INTO revlog VALUES (?, ?, 0, 3, ?, 1, 2500, 900, 1)", log)
        connection.commit()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(base, "collection.anki2")
        archive.writestr("media", "{}")
    base.unlink()
