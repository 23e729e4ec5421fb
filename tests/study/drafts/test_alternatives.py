"""Other ways to ask a draft, one behind the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.notes.kinds import Basic, Cloze
from quizzer.errors import Problem
from quizzer.study.collection.collection import Collection
from quizzer.study.drafts.alternatives import Alternatives
from quizzer.study.drafts.triage import Triage
from tests.conftest import START
from tests.study.drafts.given import draft_on, keep_document, write_drafts

TEXT = """\
# Lamps

Thick fog weakens the narrow beam of the lamp.

| Lamp | Fuel |
| --- | --- |
| Argand | colza oil |
| Carcel | whale oil |
"""


@pytest.fixture
def triage(tmp_path: Path) -> Iterator[Triage]:
    home = Paths(tmp_path / "home")
    document = keep_document(home, TEXT)
    fog, row = "Thick fog weakens the narrow beam of the lamp.", "Argand colza oil"
    path = write_drafts(
        home,
        (
            draft_on(document, "fog", fog, Cloze("Thick fog {{weakens}} the narrow beam of the lamp."), 0.9),
            draft_on(document, "fuel", row, Basic("What is the fuel of the Argand lamp?", "colza oil"), 0.8),
        ),
    )
    with Collection.open(home, load_settings(home), FixedClock(START)) as collection:
        yield Triage(collection, path)


def test_gaps_are_gone_through_to_the_first_again(triage: Triage) -> None:
    unit = next(one for one in triage.units if one.drafts == ("fog",))
    alternatives, seen = Alternatives(triage), []
    draft = triage.draft("fog")
    assert draft is not None
    first = draft.note.body
    while (body := alternatives.take_next(unit, draft.note, "gaps")) != first:
        assert body not in seen
        seen.append(body)
        triage.change("fog", body=body)
        draft = triage.draft("fog")
        assert draft is not None
    assert seen


def test_a_row_of_a_table_is_no_sentence_with_gaps(triage: Triage) -> None:
    unit = next(one for one in triage.units if one.drafts == ("fuel",))
    assert triage.is_row(unit)
    draft = triage.draft("fuel")
    assert draft is not None
    with pytest.raises(Problem, match="no other gap"):
        Alternatives(triage).take_next(unit, draft.note, "gaps")
