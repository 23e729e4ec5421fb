"""The learner's settings as one of Anki's deck presets."""

from __future__ import annotations

from typing import Any

from quizzer.core.schedule.settings import MINUTE, Scheduling


def preset(preset_id: int, name: str, mod: int, rules: Scheduling, retention: float) -> dict[str, Any]:
    """A deck preset with the learner's parameters, retention and steps, as Anki's schema 11 has it.

    Args:
        preset_id: Its id; 1 is Anki's own default.
        mod: Epoch seconds of its last change.
    """
    return {
        "id": preset_id, "name": name, "mod": mod, "usn": -1, "dyn": False, "maxTaken": 60, "autoplay": True,
        "timer": 0, "replayq": True,
        "new": {
            "bury": rules.bury_siblings, "delays": _minutes(rules.learning_steps), "initialFactor": 2500,
            "ints": [1, 4, 0], "order": 1, "perDay": rules.new_per_day,
        },
        "rev": {
            "bury": rules.bury_siblings, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": rules.maximum_interval,
            "hardFactor": 1.2,
            "perDay": 9999 if rules.reviews_per_day is None else rules.reviews_per_day,
        },
        "lapse": {
            "delays": _minutes(rules.relearning_steps), "leechAction": 1, "leechFails": rules.leech_threshold or 99,
            "minInt": 1, "mult": 0.0,
        },
        "buryInterdayLearning": rules.bury_siblings, "fsrsParams6": list(rules.parameters),
        "desiredRetention": retention,
    }  # fmt: skip


def _minutes(steps: tuple[int, ...]) -> list[float]:
    return [seconds / MINUTE for seconds in steps]
