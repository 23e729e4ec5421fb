"""Invented texts as the engine reads them."""

from pathlib import Path

from quizzer.derive.context import Context, read_context
from quizzer.derive.document.passages import Document, split_passages


def read(text: str) -> Context:
    """The context of a text in Markdown."""
    return read_context(Document(Path("text.md"), "0" * 64, split_passages(text, markdown=True)))


def stated(text: str) -> list[tuple[str, str, str]]:
    """Subject, verb with particle, and object of each statement without a doubt."""
    return [
        (one.subject.text, f"{one.verb.base} {one.particle}".strip(), one.object.text)
        for one in read(text).statements
        if not one.doubt
    ]
