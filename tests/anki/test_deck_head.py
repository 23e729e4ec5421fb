"""What the head of a deck says travels in the description of a deck in Anki, and comes back as it was."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from quizzer.anki.deck_head import DeckHead, describe, read_heads
from quizzer.core.notes.notes import Retirement
from quizzer.deckfile.read.deck import read_deck
from tests.anki.profile import import_package, profile, require_anki
from tests.study.exchange.people import person

HEAD = """namespace: ada
course: 3
primer: |-
  Glands <b>speak</b> & cells listen.
  Some -- not all --> hear.
synonyms:
  - [growth hormone, GH]
retired:
  old: [q1, bea/b]
  older: []
"""
NOTES = "  - {id: q1, ask: Largest gland?, answer: liver}\n"
FULL = DeckHead("Ada", "ada.yaml", "a\nb", 3, (("a", "b"),), (Retirement("ada/x", ("ada/y",)), Retirement("z")))


def test_the_primer_is_text_to_read_and_the_rest_comes_back() -> None:
    other = DeckHead("Ada", "other.yaml", "<i>--></i>")
    text = describe([FULL, DeckHead("Ada", "bare.yaml"), other])
    assert text.startswith("a<br>b<br><br>&lt;i&gt;--&gt;&lt;/i&gt;<!--quizzer ")
    assert read_heads(["<p>mine</p>", text]) == {("Ada", "ada.yaml"): FULL, ("Ada", "other.yaml"): other}
    assert describe([DeckHead("Ada", "bare.yaml")]) == ""


@pytest.mark.parametrize(
    "record",
    [
        "[]", "{}", "nothing", '{"deck": "A", "file": "a.yaml", "course": "x"}',
        '{"deck": "A", "file": "a.yaml", "retired": []}', '{"deck": "A", "file": "a.yaml", "synonyms": 3}',
    ],
)  # fmt: skip
def test_what_is_no_head_is_left_out(record: str) -> None:
    assert read_heads([f"<!--quizzer {base64.b64encode(record.encode()).decode()}-->"]) == {}


def test_of_a_head_only_what_a_deck_file_can_hold_is_taken() -> None:
    record = (
        '{"deck": "A", "file": "a.yaml", "course": 5000, "primer": "a\\u001bb", "synonyms": [["a"], ["b", "c"]], '
        '"retired": {"a b": [], "x": ["x"], "y": ["z"]}}'
    )
    (head,) = read_heads([f"<!--quizzer {base64.b64encode(record.encode()).decode()}-->"]).values()
    assert head[3:] == (0, (("b", "c"),), (Retirement("y", ("z",)),))
    assert "\x1b" not in head.primer


def test_a_deck_is_equal_after_a_package(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada, person(tmp_path, "ben") as ben:
        assert ada.write("Ada", NOTES, head=HEAD) == []
        ben.import_(ada.export()[0])
        assert read_deck(ben.paths.decks / "ada.yaml").deck == read_deck(ada.paths.decks / "ada.yaml").deck


def test_a_deck_is_equal_after_a_stay_in_anki(tmp_path: Path) -> None:
    require_anki()
    from anki.import_export_pb2 import ExportAnkiPackageOptions, ExportLimit

    with person(tmp_path, "ada") as ada, person(tmp_path, "ben") as ben, profile() as anki:
        ada.write("Ada", NOTES, head=HEAD)
        assert import_package(anki, ada.export()[0])["new"] == 1
        for legacy in (False, True):
            back = tmp_path / f"back-{legacy}.apkg"
            options = ExportAnkiPackageOptions(with_scheduling=False, with_media=False, legacy=legacy)
            limit = ExportLimit(whole_collection={})
            anki._backend.export_anki_package(out_path=str(back), options=options, limit=limit)
            path = ben.paths.decks / "ada.yaml"
            path.unlink(missing_ok=True)
            ben.sync(path)
            ben.import_(back)
            assert read_deck(path).deck == read_deck(ada.paths.decks / "ada.yaml").deck
