"""A card as it is shown: the passage behind it, and its marks."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.derive.fingerprint import fingerprint
from quizzer.derive.library import add_document
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK
from tests.tui.stage import staged

PASSAGE = "The pituitary, a gland the size of a pea, sends out LH in pulses."


async def test_one_key_shows_the_passage_and_takes_it_away(collection: Collection, paths: Paths) -> None:
    document = paths.home / "glands.txt"
    document.write_text(f"Glands\n\nAn opening sentence of no weight.\n\n{PASSAGE}\n", "utf-8")
    add_document(paths.home, document, "glands")
    deck = paths.decks / "small.yaml"
    deck.write_text(DECK.replace("paragraph: 2}", f"paragraph: 2, fingerprint: {fingerprint(PASSAGE)}}}"), "utf-8")
    sync_decks(collection)
    async with staged(collection) as stage:
        text = await stage.press("enter", "enter")
        assert "size of a pea" not in text
        assert "Source   Glands, paragraph 2   p shows it" in text
        await stage.press("p")
        assert PASSAGE in stage.words.replace("│ ", "")
        assert "size of a pea" not in await stage.press("p")
        await stage.press("p", "3")
        assert "size of a pea" not in await stage.press("enter")


async def test_a_high_page_shows_the_passage_and_the_past_of_the_card(
    collection: Collection, paths: Paths, clock: FixedClock
) -> None:
    document = paths.home / "glands.txt"
    document.write_text(f"Glands\n\nAn opening sentence of no weight.\n\n{PASSAGE}\n", "utf-8")
    add_document(paths.home, document, "glands")
    deck = paths.decks / "small.yaml"
    deck.write_text(DECK.replace("paragraph: 2}", f"paragraph: 2, fingerprint: {fingerprint(PASSAGE)}}}"), "utf-8")
    sync_decks(collection)
    for _ in range(2):
        session = Session(collection, Plan(Filter(tags=("gland",))))
        session.answer(Rating.EASY, 1_000)
        clock.at += 400 * 86_400_000
    async with staged(collection, Plan(Filter(tags=("gland",))), size=(120, 40)) as stage:
        text = await stage.press("enter")
        assert PASSAGE in stage.words.replace("│ ", "")
        assert "shows it" not in text
        assert "Card     met 1 March, 2 answers, " in text
        assert "% likely before you answered" in text
        assert stage.lines[6].strip().startswith("SML · fundamentals"), "the title is at a fifth of the height at most"
        assert "size of a pea" not in await stage.press("p")


async def test_where_no_document_is_kept_no_key_for_it_is_shown_and_it_says_how_to_add_one(
    collection: Collection,
) -> None:
    async with staged(collection) as stage:
        assert "shows it" not in await stage.press("enter", "enter")
        await stage.press("p")
        assert "Source   Glands, paragraph 2" in stage.text
        assert "quizzer source add DOCUMENT" in stage.words


async def test_a_leech_is_called_one(collection: Collection, clock: FixedClock) -> None:
    plan = Plan(Filter(tags=("gland",)), limit=1)
    for _ in range(9):
        session = Session(collection, plan)
        while session.current is not None and session.done < 4:
            session.answer(Rating.AGAIN if session.done == 0 else Rating.EASY, 1_000)
        clock.at += 400 * 86_400_000
    async with staged(collection, plan) as stage:
        assert stage.shown.progress.leech
        assert "leech" in stage.lines[1] + stage.lines[0]


TELLING = """\
axis: {id: HPT, name: Thyroid axis, short: HPT axis}
notes:
  - {id: which, ask: Which axis ends at the thyroid?, answer: HPT, level: fundamentals}
  - {id: other, ask: Which gland does it end at?, answer: thyroid, level: fundamentals}
"""


async def test_an_axis_that_gives_the_answer_away_stands_above_it_only_when_it_is_shown(
    collection: Collection, paths: Paths
) -> None:
    (paths.decks / "hpt.yaml").write_text(TELLING, "utf-8")
    sync_decks(collection)
    async with staged(collection, Plan(Filter(axes=("HPT",)))) as stage:
        assert "Which axis ends" in stage.text
        assert stage.lines[0].strip().startswith("fundamentals")
        assert "HPT axis" not in stage.text
        await stage.press("enter", "enter")
        assert stage.lines[0].strip().startswith("HPT axis · fundamentals")
        await stage.press("3")
        assert "Which gland" in stage.text
        assert stage.lines[0].strip().startswith("HPT axis · fundamentals")
