"""Progress in the real Anki is what it is here, in every zone and over changes of daylight saving."""

from __future__ import annotations

import json
import os

import pytest

from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from tests.anki.profile import require_anki
from tests.programs import run_module

ZONES = ("America/Los_Angeles", "Pacific/Auckland")


@pytest.mark.parametrize("zone", ZONES)
def test_progress_arrives_in_anki_as_it_is_here(zone: str) -> None:
    require_anki()
    said = run_module("tests.anki.zone", zone, env={**os.environ, "TZ": zone}, imports=["anki.collection"])
    assert said.returncode == 0, said.stderr
    result = json.loads(said.stdout)
    assert result["wrong"] == []
    assert result["computed"] >= 400
    assert result["cards"] == [220, 220]
    assert result["exported"] == [220, result["revlog"][1]]
    assert result["revlog"][0] == result["revlog"][1] > 2000
    assert result["retention"][0] == result["retention"][1]
    assert result["presets"] == pytest.approx(FSRS_6_DEFAULTS, abs=1e-4)
