"""A deck whose answers are only thought."""

from __future__ import annotations

OPEN = """\
deck: Open
axis: {id: OPN, name: Open axis}
notes:
  - {id: why, ask: Why is that?, answer: Because it is a rather long story that nobody would ever type.}
  - {id: how, ask: How is that?, answer: In a way that takes more than five words to be told in full.}
"""
