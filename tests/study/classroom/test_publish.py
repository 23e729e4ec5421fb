"""What a teacher sees of a learner equals what the learner's own quizzer says, and only what changed is published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import pytest

from quizzer.clock import FixedClock
from quizzer.core.groups import Grouping
from quizzer.core.log import LogKind
from quizzer.core.mastery import Mastery
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.hub.carrier import PostgresCarrier
from quizzer.hub.learners import erase, invite, load_learners
from quizzer.store.log.append import append_marks
from quizzer.store.records import parameters
from quizzer.study.classroom.figures import LearnerFigures
from quizzer.study.classroom.publish import publish_memory
from quizzer.study.classroom.server import load_class
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.filters import Filter
from quizzer.study.mastery.groups import load_mastery
from quizzer.study.own_data.forget import forget_deck, plan_forgetting
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from tests.postgres import Database
from tests.probe import card_of, cards_of, load_memory
from tests.study.classroom.conftest import DAY, HomeMaker, live

SLOW = (0.05, 0.3, 0.6, 1.5, *FSRS_6_DEFAULTS[4:20], 0.3)
QUICK = (*FSRS_6_DEFAULTS[:20], 0.12)
COLLECTION = "0123456789abcdef0123"
Joiner = Callable[[str], PostgresCarrier]


@pytest.fixture
def teacher(postgres: Database) -> Iterator[PostgresCarrier]:
    """The teacher's carrier, which has set the server up."""
    carrier = PostgresCarrier(postgres.teacher)
    carrier.set_up(COLLECTION)
    yield carrier
    carrier.close()


@pytest.fixture
def join(teacher: PostgresCarrier) -> Iterator[Joiner]:
    """Invites a learner, and gives the learner's carrier."""
    opened: list[PostgresCarrier] = []

    def make(name: str) -> PostgresCarrier:
        carrier = PostgresCarrier(invite(teacher.server, name).url)
        carrier.set_up(COLLECTION)
        opened.append(carrier)
        return carrier

    yield make
    for carrier in opened:
        carrier.close()


def fit(collection: Collection, clock: FixedClock, axis: str | None, weights: Sequence[float]) -> None:
    with collection.changing_parameters():
        parameters.activate(
            collection.connection, at=clock.now(), axis=axis, weights=weights, reviews=99, evaluation={}
        )


def mark(collection: Collection, key: str, kind: LogKind) -> None:
    append_marks(collection.connection, [card_of(collection, key).id], collection.moment(), kind, 1)


def same(seen: Mastery, own: Mastery) -> None:
    assert seen._replace(expected_recall=None) == own._replace(expected_recall=None)
    assert seen.expected_recall == (own.expected_recall and pytest.approx(own.expected_recall, rel=1e-13))


def compare(seen: LearnerFigures, own: Collection, wanted: Filter, by: Grouping) -> None:
    """A learner's row in the class equals the learner's own mastery."""
    view = load_mastery(own, wanted, by=by, trend=False)
    same(seen.whole, view.whole)
    assert len(seen.groups) == len(view.groups)
    for group, own_group in zip(seen.groups, view.groups, strict=True):
        same(group, own_group.mastery)


def test_three_learners_with_parameters_of_their_own_are_seen_as_they_see_themselves(
    make_home: HomeMaker, teacher: PostgresCarrier, join: Joiner, clock: FixedClock
) -> None:
    school = make_home("school")
    homes = {name: make_home(name) for name in ("ada", "ben", "cleo")}
    carriers = {name: join(name) for name in homes}
    fit(homes["ben"], clock, None, SLOW)
    fit(homes["cleo"], clock, None, QUICK)
    fit(homes["cleo"], clock, "OTH", SLOW)
    for pattern, home in enumerate(homes.values(), start=3):
        live(home, clock, 14, pattern=pattern, limit=9)
    clock.at += 14 * DAY + 7_654_321
    mark(homes["ben"], "gland", LogKind.SUSPEND)
    mark(homes["cleo"], "other-two", LogKind.RESET)
    for name, home in homes.items():
        assert publish_memory(home, carriers[name]) > 8
    assert len({tuple(home.scheduler.parameters_fingerprint()) for home in homes.values()}) == 3
    for wanted in (Filter(), Filter(levels=("academic",)), Filter(axes=("OTH",))):
        for by in ("axis", "deck", "tag"):
            view, note = load_class(school, teacher.server, wanted, by)
            assert sorted(learner.name for learner in view.learners) == ["ada", "ben", "cleo"]
            assert note == ""
            for learner in view.learners:
                compare(learner, homes[learner.name], wanted, by)
    recalls = {learner.whole.expected_recall for learner in view.learners}
    assert len(recalls) == 3


def test_a_card_that_once_asked_to_pick_counts_as_on_the_learners_own_screen(
    make_home: HomeMaker, teacher: PostgresCarrier, join: Joiner, clock: FixedClock
) -> None:
    school, ada, carrier = make_home("school"), make_home("ada"), join("ada")
    live(ada, clock, 3, pattern=9, limit=20)
    for home in (school, ada):
        deck = home.paths.decks / "other.yaml"
        deck.write_text(deck.read_text("utf-8").replace("    options: [raises it]\n", ""), "utf-8")
        sync_decks(home)
    publish_memory(ada, carrier)
    (figures,) = load_class(school, teacher.server, Filter(), "axis").view.learners
    assert figures.whole.recallable == sum(card.picked != 1 for card in cards_of(school)) - 1
    compare(figures, ada, Filter(), "axis")
    mark(ada, "other-pick", LogKind.RESET)
    publish_memory(ada, carrier)
    compare(load_class(school, teacher.server, Filter(), "axis").view.learners[0], ada, Filter(), "axis")


def rows_of(carrier: PostgresCarrier) -> dict[str, tuple[object, ...]]:
    return {row.card: row for _, row in load_memory(carrier.server)}


def written_at(carrier: PostgresCarrier) -> datetime | None:
    (learner,) = load_learners(carrier.server)
    return learner.synced


def test_only_what_changed_is_published_and_nothing_new_is_no_write(
    make_home: HomeMaker, join: Joiner, clock: FixedClock
) -> None:
    ada, carrier = make_home("ada"), join("ada")
    live(ada, clock, 2, pattern=5)
    clock.at += 2 * DAY
    first = publish_memory(ada, carrier)
    published, at = rows_of(carrier), written_at(carrier)
    assert first == len(published) == 6
    changes = ada.connection.total_changes
    assert publish_memory(ada, carrier) == 0
    assert (rows_of(carrier), written_at(carrier), ada.connection.total_changes) == (published, at, changes)
    Session(ada, Plan()).answer(Rating.AGAIN, 2_000)
    assert publish_memory(ada, carrier) == 1
    changed = rows_of(carrier)
    assert len([card for card in changed if changed[card] != published.get(card)]) == 1
    assert undo_last_action(ada)
    assert publish_memory(ada, carrier) == 1
    assert rows_of(carrier) == published
    fit(ada, clock, None, SLOW)
    assert publish_memory(ada, carrier) == len(published)
    assert all(row[5] == 0.3 for row in rows_of(carrier).values())
    assert rebuild_collection(ada) == []


def test_what_is_new_again_or_forgotten_is_seen_no_more(make_home: HomeMaker, join: Joiner, clock: FixedClock) -> None:
    ada, carrier = make_home("ada"), join("ada")
    live(ada, clock, 3, pattern=9, limit=20)
    clock.at += 3 * DAY
    publish_memory(ada, carrier)
    assert {"gland", "other-one"} <= set(rows_of(carrier))
    mark(ada, "gland", LogKind.RESET)
    publish_memory(ada, carrier)
    assert "gland" not in rows_of(carrier)
    forget_deck(ada, plan_forgetting(ada, "other"))
    publish_memory(ada, carrier)
    assert [card for card in rows_of(carrier) if card.startswith("other")] == []
    assert rows_of(carrier)


def test_a_server_that_holds_nothing_gets_everything(make_home: HomeMaker, join: Joiner, clock: FixedClock) -> None:
    ada, carrier = make_home("ada"), join("ada")
    live(ada, clock, 2, pattern=5)
    publish_memory(ada, carrier)
    published = rows_of(carrier)
    erase(carrier.server)
    assert rows_of(carrier) == {}
    publish_memory(ada, carrier)
    assert rows_of(carrier) == published


def test_a_learner_sees_only_the_own_row_and_a_sentence(make_home: HomeMaker, join: Joiner, clock: FixedClock) -> None:
    ada, ben = make_home("ada"), make_home("ben")
    carriers = join("ada"), join("ben")
    for home, carrier in zip((ada, ben), carriers, strict=True):
        live(home, clock, 2, pattern=5)
        publish_memory(home, carrier)
    view, note = load_class(ada, carriers[0].server, Filter(), "axis")
    assert [learner.name for learner in view.learners] == ["ada"]
    assert note == "Only your own row is shown; teacher sees the whole class."


def test_decks_that_the_teacher_does_not_have_count_for_nothing(
    make_home: HomeMaker, teacher: PostgresCarrier, join: Joiner, clock: FixedClock
) -> None:
    school, ada, carrier = make_home("school"), make_home("ada"), join("ada")
    (school.paths.decks / "other.yaml").unlink()
    sync_decks(school)
    live(ada, clock, 3, pattern=9, limit=20)
    publish_memory(ada, carrier)
    view = load_class(school, teacher.server, Filter(), "axis").view
    assert [group.id for group in view.groups] == ["SML"]
    compare(view.learners[0]._replace(whole=view.learners[0].groups[0]), ada, Filter(axes=("SML",)), "axis")
