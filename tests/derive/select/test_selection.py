"""The ranking: determinism, the line, and how often a sentence and a gap may come."""

import os
import subprocess
import sys
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.notes.kinds import Basic
from quizzer.derive.candidate import Candidate, Draft, Quote
from quizzer.derive.document.passages import Document, split_passages
from quizzer.derive.drafts import Wishes, derive_drafts
from quizzer.derive.select.selection import select_drafts
from tests.derive.samples import prose

TEXT = """# Harbours

The deepest part of the harbour is the north basin. The north basin protects the oldest boats from ice.
Thick oil slows the old clock of the tower. The smith Olaf built the tower of the harbour in 1702.
The harbour sends rope, tar, and salt to the northern islands. The harbour has nine oak piers.
Boats without a keel are known as prams. Salt is taken from the sea by boiling brine.
The keeper of the northern lamp lives on Gull Rock. Every spring the Norse traders sold amber to Frisia.
"""


def document(text: str) -> Document:
    return Document(Path("text.md"), "0" * 64, split_passages(text, markdown=True))


def test_the_score_is_the_sum_of_its_features() -> None:
    derivation = derive_drafts(document(TEXT), Wishes(everything=True))
    assert derivation.drafts
    for draft in derivation.drafts:
        assert draft.score == pytest.approx(min(1, max(0, sum(draft.features.values()))), abs=2e-3)


def test_what_is_below_the_line_comes_after_and_only_when_wanted() -> None:
    everything = derive_drafts(document(TEXT), Wishes(everything=True)).drafts
    above = [draft.above for draft in everything]
    assert above == sorted(above, reverse=True)
    assert derive_drafts(document(TEXT), Wishes()).drafts == tuple(draft for draft in everything if draft.above)


def test_a_limit_holds_and_kinds_are_chosen() -> None:
    assert len(derive_drafts(document(TEXT), Wishes(limit=2)).drafts) == 2
    kinds = {
        draft.candidate.extractor
        for draft in derive_drafts(document(TEXT), Wishes(kinds=frozenset({"effects"}))).drafts
    }
    assert kinds == {"effects"}


def test_gaps_are_at_most_one_in_six_above_the_line() -> None:
    drafts = derive_drafts(document(TEXT * 3), Wishes()).drafts
    gaps = list(accumulate(draft.candidate.extractor == "gaps" for draft in drafts))
    assert all(count * 6 <= place for place, count in enumerate(gaps, 1))


def test_what_was_rejected_is_not_proposed() -> None:
    first = derive_drafts(document(TEXT), Wishes()).drafts[0]
    again = derive_drafts(document(TEXT), Wishes(), rejected=lambda key, _kind, _passage: key == first.candidate.key)
    assert first.candidate.key not in {draft.candidate.key for draft in again.drafts}
    assert again.dropped["rejected before"] == 1


def test_the_same_text_gives_the_same_drafts_under_any_hash_seed(tmp_path: Path) -> None:
    file = tmp_path / "harbours.md"
    file.write_text(TEXT, "utf-8")
    program = (
        "import sys; from pathlib import Path; from quizzer.derive.document.read import read_document;"
        "from quizzer.derive.drafts import Wishes, derive_drafts;"
        "print(derive_drafts(read_document(Path(sys.argv[1])), Wishes(everything=True)))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(file)],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True,
        ).stdout
        for seed in ("0", "1", "4321")
    }  # fmt: skip
    assert len(outputs) == 1


PIECES = (
    "the a of and which is are stores moss , ; ( ) — : . to be that when if not can 12 in by water lamp It This “ ” - "
    "’s called known as because while [ ] { } \\ * _ | / U.S. e.g. DB.Open() 4.5% I"
)
WORDS = st.sampled_from([*PIECES.split(), "\n\n", "- "])


@settings(max_examples=60, deadline=5000)
@given(st.lists(WORDS, max_size=80))
def test_any_words_give_drafts_in_time(words: list[str]) -> None:
    derive_drafts(document(" ".join(words)), Wishes(everything=True))


@pytest.mark.parametrize("piece", ["a ", "( ", "and , ", "the moss of ", "which is ", "— ", "{{ ", "not only ", "ab-"])
def test_a_long_line_of_one_piece_ends_in_time(piece: str) -> None:
    derive_drafts(document(piece * 3000), Wishes(everything=True))


def drafts_of(text: str, extractor: str, score: float, count: int) -> list[Draft]:
    """Drafts on sentences of their own, all of one extractor and score."""
    passage = prose(text)
    quote = Quote(passage, 0, len(text))
    return [
        Draft(
            Candidate(
                extractor, "gap", Basic(f"What {place}?", f"the {place}"), quote, f"r{place}", f"{place}", "", score
            ),
            score,
            {"base": score},
        )
        for place in range(count)
    ]


def test_a_sentence_already_used_counts_for_less() -> None:
    same = drafts_of("The lamp warms the room.", "relations", 0.8, 2)
    other = drafts_of("The moss stores water.", "effects", 0.7, 1)
    ranked = select_drafts([*same, *other], limit=None, everything=True)
    assert [draft.candidate.quote.text[:8] for draft in ranked] == ["The lamp", "The moss", "The lamp"]
    assert ranked[2].features["sentence used"] < 0


def test_good_gaps_are_held_back_and_follow_the_rest() -> None:
    gaps = [drafts_of(f"Gap number {place} warms.", "gaps", 0.9, 1)[0] for place in range(12)]
    rest = [drafts_of(f"Moss number {place} warms.", "relations", 0.8, 1)[0] for place in range(12)]
    ranked = select_drafts([*gaps, *rest], limit=None, everything=True)
    above = [draft.candidate.extractor for draft in ranked if draft.above]
    assert above.count("gaps") * 6 <= len(above)
    assert above.count("relations") == 12
