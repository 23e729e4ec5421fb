"""A collection with two axes for the quizzes."""

from __future__ import annotations

import pytest

from quizzer.config import Paths
from quizzer.study.collection.collection import Collection
from tests.conftest import Opener

TWO_AXES = """\
deck: Two
axis: {id: ONE, name: First axis}
axes: [{id: TWO, name: Second axis}]
notes:
  - {id: a, ask: A?, answer: alpha, cite: {section: Letters, paragraph: 1}}
  - {id: b, ask: B?, answer: beta, tags: [letters]}
  - {id: c, ask: C?, answer: gamma, axis: TWO}
  - {id: d, ask: D?, answer: Because it is a long story that nobody would ever type., axis: TWO, tags: [long, letters]}
"""


@pytest.fixture
def two(paths: Paths, open_collection: Opener) -> Collection:
    """Two axes, and one card that the learner has to judge."""
    (paths.decks / "small.yaml").write_text(TWO_AXES, encoding="utf-8")
    return open_collection()
