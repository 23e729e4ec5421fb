"""The lines that every layout of the drafts' screen has."""

from __future__ import annotations

from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import plural
from quizzer.tui.kit.painting.paint import EMPTY, QUIET, STRONG, Line, spread, wrapped
from quizzer.tui.triage.picture.values import TriageView


def title_line(view: TriageView, width: int) -> Line:
    """Draw the title, and how far one is: what fits."""
    right: list[tuple[str, str]] = [(f"{view.decided} of {view.total}", STRONG)]
    words = [f"{view.accepted} accepted", f"{view.rejected} rejected"]
    if view.minutes and width >= 90:
        words.append(f"about {plural(view.minutes, 'minute')} left")
    for word in words:
        if sum(len(text) for text, _ in right) + len(word) + 3 + 20 <= width:
            right.append((f"   {word}", QUIET))
    return spread(Content.styled(one_line(view.title), STRONG), Content.assemble(*right), width)


def place_line(view: TriageView, width: int) -> Line:
    """Draw the section of the sentence."""
    return spread(Content.styled(one_line(view.section), QUIET), Content.styled(view.ordinal, QUIET), width)


def notice_lines(view: TriageView, width: int) -> list[Line]:
    """Draw the sentence about what was just done; its line is kept, so that nothing moves when it comes."""
    return list(wrapped(plain(view.notice), width))[:2] if view.notice else [EMPTY]


def label(text: str, width: int) -> Line:
    """Draw the name of a row."""
    return Content.styled(text.ljust(width), QUIET)


def bare_lines(view: TriageView, width: int) -> list[Line]:
    """Draw what stands in the place of the drafts where there is none."""
    key = view.hints[0][0] if view.hints else ""
    return list(wrapped(f"No note and no draft stands on this statement. {key} writes a note.", width))
