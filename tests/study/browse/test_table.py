"""All cards at once: searched, sorted, acted on, looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.errors import Problem
from quizzer.study.browse.card import load_details
from quizzer.study.browse.columns import COLUMNS
from quizzer.study.browse.table import Browser
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.filters import Filter
from quizzer.study.mastery.cards import load_cards
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from tests.conftest import Opener
from tests.probe import cards_of, ids_of

DAY = 86_400_000
ALL = ["gland", "acronym", "acronym#reverse", "aromatase#1", "aromatase#2", "direction", "signs", "chain", "sexes"]


def keys(browser: Browser) -> list[str]:
    """The cards that are found, in their order."""
    stored = {card.id: card.key for card in cards_of(browser.collection)}
    return [stored[browser.card_id(row)] for row in browser.found]


def rows(browser: Browser, *wanted: str) -> list[int]:
    """The rows of cards."""
    stored = ids_of(browser.collection)
    found = [browser.row_of(stored[key]) for key in wanted]
    return [row for row in found if row is not None]


def test_cards_come_in_the_order_of_their_file(browser: Browser) -> None:
    assert keys(browser) == ALL
    assert browser.total == len(ALL)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pituitary gland", ["gland"]),
        ("pituitary", ["gland", "chain"]),
        ("accept", []),
        ("ask", []),
        ("lobe", ["gland"]),
        ("converts testosterone", ["aromatase#1", "aromatase#2"]),
        ("raises", ["direction"]),
        ("irregular women", ["sexes"]),
        ("signs fatigue", ["signs"]),
        ("tag:gland", ["gland"]),
        ("deck:small level:acad", ["signs", "chain", "sexes"]),
        ('axis:"small axis" kind:basic', ["gland", "acronym", "acronym#reverse"]),
        ("prop:reps>0 -is:learning", ["gland", "acronym", "aromatase#1"]),
        ("rated:3", []),
        ("rated:4", ["gland", "acronym", "aromatase#1"]),
    ],
)
def test_a_search_looks_at_all_of_the_note_and_at_the_cards_figures(
    browser: Browser, text: str, found: list[str]
) -> None:
    browser.search(text)
    assert keys(browser) == found


def test_searching_letter_by_letter_finds_the_same_as_at_once(browser: Browser) -> None:
    for text in ("hormone -is:new", "is:new or prop:reps>0 gland", "axis:SML aro"):
        for end in range(len(text) + 1):
            browser.search(text[:end])
            found = list(browser.found)
            browser.search(" -x ")
            browser.search(text[:end])
            assert browser.found == found, text[:end]


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_sorts_both_ways_and_keeps_what_is_found(browser: Browser, column: str) -> None:
    browser.search("-signs")
    found = set(browser.found)
    for backwards in (False, True):
        browser.search("-signs")
        browser.sort(column, backwards=backwards)
        part = list(browser.found)
        assert set(part) == found
        browser.search("")
        assert len(browser.found) == len(ALL)
        assert [row for row in browser.found if row in found] == part


def test_sorting_puts_the_unknown_last_and_the_equal_in_the_order_of_the_file(browser: Browser) -> None:
    browser.sort("recall")
    recalls = [browser.row(row).recall for row in browser.found]
    known = [recall for recall in recalls if recall is not None]
    assert known == sorted(known)
    assert recalls[len(known) :] == [None] * (len(ALL) - len(known))
    browser.sort("recall", backwards=True)
    recalls = [browser.row(row).recall for row in browser.found]
    assert recalls[len(known) :] == [None] * (len(ALL) - len(known))
    browser.sort("level")
    assert keys(browser) == [*ALL[:3], *ALL[3:6], *ALL[6:]]
    browser.sort("due")
    assert keys(browser)[:3] == ["acronym", "aromatase#1", "gland"]
    assert keys(browser)[3] == "acronym#reverse", "new cards come last, in the order they are learnt"
    browser.sort("question")
    prompts = [browser.row(row).prompt for row in browser.found]
    assert prompts == sorted(prompts, key=str.lower)


def test_a_row_tells_where_the_card_stands(browser: Browser) -> None:
    row = browser.row(rows(browser, "gland")[0])
    assert (row.axis, row.level, row.deck, row.prompt) == (
        "SML", "fundamentals", "Small axis", "Which gland releases LH?",
    )  # fmt: skip
    assert (row.state, row.reps, row.lapses, row.flag, row.leech) == ("review", 1, 0, 0, False)
    assert row.recall is not None
    assert 0.9 < row.recall < 1
    assert browser.row(rows(browser, "aromatase#2")[0]).prompt == "Aromatase converts testosterone into [...]."
    new = browser.row(rows(browser, "chain")[0])
    assert (new.state, new.due, new.recall, new.stability) == ("new", None, None, None)


def test_many_are_suspended_and_unsuspended_in_one_step(browser: Browser) -> None:
    targets = rows(browser, "gland", "chain", "signs")
    assert browser.suspend(targets) == "3 suspended."
    assert {browser.row(row).state for row in targets} == {"suspended"}
    assert browser.suspend([*targets, *rows(browser, "sexes")]) == "1 suspended."
    assert browser.undo() == "Took back the suspension: Sort by sex."
    assert browser.suspend(targets) == "3 no longer suspended."
    assert browser.undo() == "Took back the unsuspending of 3 cards."
    assert browser.undo() == "Took back the suspension of 3 cards."
    assert {browser.row(row).state for row in targets} == {"review", "new"}
    assert rebuild_collection(browser.collection) == []


def test_many_are_buried_flagged_reset_and_given_a_day(browser: Browser) -> None:
    before = [browser.row(row) for row in range(len(ALL))]
    targets = rows(browser, "gland", "acronym", "chain")
    assert browser.bury(targets) == "3 buried until tomorrow."
    assert browser.row(targets[0]).state == "buried"
    assert browser.bury(targets) == "3 no longer buried."
    assert browser.row(targets[0]).state == "review"
    assert browser.flag(targets, 3) == "3 flagged."
    with pytest.raises(Problem, match="They have this flag already"):
        browser.flag(targets, 3)
    assert browser.flag(targets[:1], 0) == "1 without a flag now."
    with pytest.raises(Problem, match="There is no flag to take off"):
        browser.flag(targets[:1], 0)
    assert browser.reset(targets) == "2 made new again."
    with pytest.raises(Problem, match="New cards have nothing to reset"):
        browser.reset(targets)
    assert browser.row(targets[0]).recall is None
    assert browser.reschedule(targets, 5) == "3 due in 5 days."
    assert {(browser.row(row).state, browser.row(row).due) for row in targets} == {("review", 5)}
    assert browser.reschedule(targets[:1], 0) == "1 due today."
    assert rebuild_collection(browser.collection) == []
    told = [browser.undo() for _ in range(7)]
    assert told[-1] == "Took back the burial of 3 cards."
    assert told[1] == "Took back the new day of 3 cards."
    assert [browser.row(row) for row in range(len(ALL))] == before


def test_what_was_done_shows_at_once_but_is_searched_anew_only_when_asked(browser: Browser) -> None:
    browser.search("-is:suspended gland")
    browser.suspend(browser.found)
    assert keys(browser) == ["gland"], "a card does not run away from under the hand"
    browser.search("-is:suspended gland ")
    assert keys(browser) == []
    browser.search("-is:suspended gland")
    browser.undo()
    browser.search("-is:suspended gland r")
    assert keys(browser) == ["gland"]


FIGURES = (
    "state", "interval", "until", "reps", "lapses", "leech", "suspended", "flag", "buried_day", "retired", "stability",
    "difficulty", "last_day", "due", "due_today", "recall",
)  # fmt: skip


@pytest.mark.parametrize("looked_at", FIGURES)
def test_a_column_is_the_same_whether_it_was_read_before_a_mark_or_after(browser: Browser, looked_at: str) -> None:
    getattr(browser._cards, looked_at)
    browser.bury(rows(browser, "gland"))
    browser.flag(rows(browser, "acronym"), 2)
    browser.reset(rows(browser, "gland"))
    browser.reschedule(rows(browser, "signs", "acronym"), 700)
    browser.suspend(rows(browser, "chain"))
    fresh = Browser(browser.collection)
    assert str(list(getattr(browser._cards, looked_at))) == str(list(getattr(fresh._cards, looked_at)))  # NaN is NaN


def test_due_are_reviews_by_their_day_and_steps_of_today_unless_put_off(browser: Browser, clock: FixedClock) -> None:
    def due() -> list[str]:
        browser.search("is:due")
        return keys(browser)

    assert due() == ["acronym", "aromatase#1"]
    session = Session(browser.collection, Plan(new=0))
    assert session.current is not None
    session.answer(Rating.AGAIN, 2_000)
    browser.refresh()
    browser.reschedule(rows(browser, "gland", "acronym#reverse", "signs"), 0)
    browser.reschedule(rows(browser, "sexes"), 1)
    assert due() == ["gland", "acronym", "acronym#reverse", "aromatase#1", "signs"], "a step of today is due"
    browser.bury(rows(browser, "gland"))
    browser.suspend(rows(browser, "acronym"))
    browser.reset(rows(browser, "signs"))
    assert due() == ["acronym#reverse", "aromatase#1"]
    browser.undo()
    browser.undo()
    assert due() == ["acronym", "acronym#reverse", "aromatase#1", "signs"]
    clock.at += DAY
    assert due() == ["gland", "acronym", "acronym#reverse", "aromatase#1", "signs", "sexes"]


def test_cards_that_came_since_are_in_no_column_until_all_is_read_again(browser: Browser) -> None:
    before = list(Browser(browser.collection)._cards.state)
    path = browser.collection.paths.decks / "small.yaml"
    path.write_text(
        path.read_text("utf-8").replace("notes:\n", "notes:\n  - {id: zero, ask: 'What?', answer: 'it'}\n"), "utf-8"
    )
    sync_decks(browser.collection)
    assert list(browser._cards.state) == before
    browser.search("gland")
    assert keys(browser) == ["gland"]
    browser.refresh()
    browser.search("")
    assert keys(browser) == ["zero", *ALL]


def test_a_session_takes_a_batch_back_whole_and_asks_its_first_card(browser: Browser) -> None:
    collection = browser.collection
    session = Session(collection, Plan())
    browser.suspend(rows(browser, "signs", "chain", "sexes"))
    assert session.undo() == "Took back the suspension of 3 cards."
    assert session.current is not None
    assert session.current.key == "signs"
    assert not any(card.suspended for card in cards_of(collection))
    assert (undo_last_action(collection) or "").startswith("Took back the answer Good:")


def test_the_day_goes_on_under_an_open_table(browser: Browser, clock: FixedClock) -> None:
    gland = rows(browser, "gland")
    due = browser.row(gland[0]).due
    assert due is not None
    clock.at += 2 * DAY
    browser.search("gland")
    assert browser.row(gland[0]).due == due - 2
    clock.at += 2 * DAY
    browser.flag(gland, 1)
    assert browser.row(gland[0]).due == due - 4
    assert browser.row(gland[0]).flag == 1


def test_retired_cards_are_there_when_asked_for_also_those_their_note_no_longer_has(
    browser: Browser, paths: Paths
) -> None:
    deck = paths.decks / "small.yaml"
    text = deck.read_text("utf-8").replace("into {{estradiol}}", "into estradiol")
    text = text.replace("    reverse: {ask: Which acronym stands for luteinizing hormone?, answer: LH}\n", "")
    browser.suspend(rows(browser, "aromatase#2"))
    deck.write_text(text.replace("id: chain", "id: links"), "utf-8")
    assert browser.reload(deck) == []
    assert browser.total == len(ALL) - 2
    browser.search("is:retired")
    assert keys(browser) == ["acronym#reverse", "aromatase#2", "chain"]
    assert [browser.row(row).state for row in browser.found] == ["retired"] * 3
    assert browser.row(browser.found[1]).prompt == "Aromatase converts [...] into estradiol."
    for row in browser.found:
        assert load_details(browser.collection, browser.card_id(row)).face.prompt
    assert "suspension: Aromatase converts" in (browser.undo() or "")
    browser.search("-is:retired links")
    assert keys(browser) == ["links"]


def test_an_edit_with_an_error_is_told_and_the_old_text_stays(browser: Browser, paths: Paths) -> None:
    path, line, *_ = browser.open_note(rows(browser, "acronym")[0])
    assert (path, line) == (paths.decks / "small.yaml", 12)
    path.write_text(path.read_text("utf-8").replace("    ask: What does LH", "    aks: What does LH"), "utf-8")
    problems = browser.reload(path)
    assert problems
    assert problems[0].path == path
    assert keys(browser) == ALL


def test_an_empty_collection_can_be_browsed(open_collection: Opener, paths: Paths) -> None:
    (paths.decks / "small.yaml").unlink()
    browser = Browser(open_collection())
    browser.search("anything or axis:HPA -is:due")
    browser.sort("question", backwards=True)
    assert (browser.found, browser.total) == ([], 0)


# Details


def test_recall_is_that_of_the_mastery_screen(browser: Browser) -> None:
    for card in load_cards(browser.collection, Filter()):
        row = browser.row_of(card.card_id)
        assert row is not None
        assert browser.row(row).recall == card.recall


def test_a_given_day_leaves_the_interval_anki_leaves(tmp_path: Path) -> None:
    pytest.importorskip("anki.collection", reason="the anki library cannot be imported here", exc_type=ImportError)
    from anki.buildinfo import version
    from anki.collection import Collection as Anki

    if tuple(map(int, version.split(".")[:2])) < (26, 9):
        pytest.skip("an older anki counts the interval otherwise")
    anki = Anki(str(tmp_path / "judge.anki2"))
    try:
        anki.set_config("fsrs", True)
        note = anki.new_note(anki.models.by_name("Basic"))
        note["Front"] = "?"
        anki.add_note(note, anki.decks.id("Default"))
        card = note.cards()[0]
        answered = anki.sched.day_cutoff - 20 * 86_400 - 3_600
        data = f'{{"s":12.0,"d":5.0,"dr":0.9,"decay":0.154,"lrt":{answered}}}'
        anki.db.execute("update cards set type = 2, queue = 2, ivl = 10, due = -10, reps = 3, data = ?", data)
        anki.sched.set_due_date([card.id], "7")
        assert anki.db.first("select type, queue, ivl from cards") == [2, 2, 20 + 7]
    finally:
        anki.close()
