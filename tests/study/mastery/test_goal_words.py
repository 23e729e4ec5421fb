"""What is said of goals each evening comes true, either way; the long version is :mod:`tests.long.goal_words`."""

from __future__ import annotations

from tests.long.goal_words import Aim, World, live_through

WORLD = World(
    aims=(Aim("NEAR", 12, 7, 0.9), Aim("MUCH", 70, 12, 0.9), Aim("FAR", 10, 14, 0.8)),
    limit=5,
    quizzes=(5, 11),
    undone=(3, 9),
    missed=(4,),
    others=20,
)


def test_what_is_said_of_goals_comes_true() -> None:
    near, much, far = live_through(WORLD)
    assert (near.reached, much.reached, far.reached) == (True, False, True)
    assert near.said[-1].words in ("on pace", "reached")
    assert {said.words for said in much.said} == {"not possible at 5 a day"}
    for lived in (near, much, far):
        assert lived.wrong(kept_from=4) == []
        last = lived.said[-1]
        assert abs(last.projected - lived.known) < 0.03, "and the share known is as it was said"


def test_missed_days_put_a_goal_behind_by_what_the_plan_can_no_longer_meet() -> None:
    (lived,) = live_through(World((Aim("LATE", 40, 10, 0.9),), limit=5, missed=(2, 3, 4), others=10))
    assert [said.words for said in lived.said[:2]] == ["on pace", "on pace"]
    assert [said.words[:10] for said in lived.said[5:]] == ["behind by "] * 5
    assert not lived.reached
    assert abs(lived.said[5].projected - lived.known) < 0.03
