"""What the pages share: the document around the figures, the meter of a share, the meanings of the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from quizzer.core.mastery import COVERAGE, EXPECTED_RECALL, RETENTION, REVIEWS
from quizzer.core.wording import percent
from quizzer.report.style import STYLE
from quizzer.report.svg import escape_text
from quizzer.report.values import Figures

ADVICE = "This is study material about an article, not medical advice."
MEANINGS = (
    ("Met", "Cards answered at least once, of all cards."),
    ("Known", "The share of the cards that you would recall now (expected recall); a card not met counts none."),
    ("Remembered", "The share of reviews that were not rated Again, with its 95% interval (Wilson)."),
    (
        "Mastered",
        f"Met {percent(COVERAGE)}, known {percent(EXPECTED_RECALL)}, and remembered {percent(RETENTION)} for certain, "
        f"the lower end of its interval, on at least {REVIEWS} reviews.",
    ),
    (
        "To pick",
        "A choice, a sort, and a gap that names its alternatives ask to recognize the answer, not to recall it: such "
        "cards count as met, but not for known and remembered.",
    ),
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render_document(
    title: str, body: Iterable[str], day: date, meanings: Iterable[tuple[str, str]], style: str = STYLE
) -> Iterator[str]:
    """Render the lines of a document, from its doctype to its last tag.

    Args:
        title: Its title, as text.
        body: Its content, as markup.
        day: The day of the figures.
        meanings: Words and what they mean, for the end of the page.
        style: The style sheet.
    """
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{escape_text(title)}</title>\n<style>{style}</style>\n</head>\n<body>"
    yield from body
    yield "<h2>What the words mean</h2>\n<dl>"
    for word, meaning in meanings:
        yield f"<dt>{word}</dt><dd>{meaning}</dd>"
    yield f'</dl>\n<footer class="quiet"><p>Made by quizzer on {day}. {ADVICE}</p></footer>'
    yield "</body>\n</html>\n"


def render_meter(figures: Figures, *, wanted: bool = False) -> str:
    """Render expected recall as a bar.

    Args:
        wanted: Mark the expected recall from which the cards can be mastered.
    """
    good = "" if figures.missing else " good"
    mark = f'<b style="left:{100 * EXPECTED_RECALL:.0f}%"></b>' if wanted else ""
    return f'<div class="meter{good}"><i style="width:{100 * (figures.recall or 0):.1f}%"></i>{mark}</div>'


def render_sums(facts: Iterable[tuple[str, str]]) -> str:
    """Render large figures beside each other, each with what it is below it."""
    sums = "".join(f'<div><div class="big">{big}</div><div class="quiet">{what}</div></div>' for big, what in facts)
    return f'<div class="sum">{sums}</div>'
