"""What is written reads back as the same deck, looks like a person wrote it, and is never half written."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.cards import find_deletions
from quizzer.core.notes.drafts import REASONS, DraftMark, Origin, Rejection
from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Reverse, Sequence, Sort
from quizzer.core.notes.notes import LAST_COURSE, PRIORITIES, Citation, Deck, Note, Retirement, Source
from quizzer.deckfile.read.deck import parse_deck
from quizzer.deckfile.read.head import keep_usable
from quizzer.deckfile.read.note import split_place
from quizzer.deckfile.read.silence import SILENCEABLE
from quizzer.deckfile.write import format_deck, write_deck
from quizzer.deckfile.yaml.characters import REFUSED
from quizzer.errors import Problem

PATH = Path("d.yaml")
# A busy machine makes large decks slow to draw, which says nothing about them.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
AXES = (Axis("HPG", "HPG", "HPG axis", "pituitary: gonads"), Axis("G, H", "Growth: [hormone]", "G: H", "[liver]"))

# Texts that YAML would take for something else, beside arbitrary ones.
# fmt: off
TRAPS = [
    "NO", "null", "~", "1.10", "017", "0x1F", "1e3", "12:30", "2024-01-02", "=", "<<", ".inf", "true", "y",
    "-1", "1_000", "- a", "? a", ": a", "a: b", "a:", "a #b", "#a", "&a", "*a", "!a", "|", ">", "%a", "@a",
    "`a`", "[a]", "{a}", "{{a}}", "'", '"', "it's", 'say "a"', "\\n", " a", "a ", "\ta", "a\tb", "\n", "a\n",
    "\na", "a\n\nb", " a\nb", "a\n b", "a \nb", "a, b", "a]", "a?", "a:b", "longer: b", "longer:", "longer, b",
    "longer]", "longer?", "longer #b", "longer ", "longer\xa0b", "longer\n", "---", "...", "--- a", "β→α", "🧠👩‍🔬",
    "e\u0301", "\u200b", "\u202eabc", "\U0010ffff", "a\u00a0", "\xad", "word " * 60 + "end",
    "word  " * 40 + "end", "x" * 300, "# " * 80 + "a", ("long line " * 15 + "end\n") * 3 + "end",
]
# fmt: on
ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
texts = (st.sampled_from(TRAPS) | ANY).filter(lambda text: bool(text.strip()) and not REFUSED.search(text))
spare = st.just("") | texts
several = st.lists(texts, min_size=1, max_size=4).map(tuple)
any_number = st.lists(texts, max_size=3).map(tuple)


@st.composite
def clozes(draw: st.DrawFn) -> Cloze:
    inside = texts.filter(lambda text: not set(text) & set("{}:") and not text.startswith("c"))
    outside = texts.filter(lambda text: not set(text) & set("{}"))
    pieces = []
    for _ in range(draw(st.integers(1, 3))):
        mark = draw(st.sampled_from(["{{%s}}", "{{%s::hint}}", "{{c2::%s}}"]))
        pieces += [draw(outside), mark.replace("%s", draw(inside))]
    text = "".join(pieces)
    return Cloze(text, tuple(draw(st.lists(any_number, max_size=len(find_deletions(text))))))


@st.composite
def listings(draw: st.DrawFn) -> Listing:
    items = draw(several)
    return Listing(draw(texts), items, tuple(draw(st.lists(any_number, max_size=len(items)))))


reverses = st.builds(Reverse, texts, texts, any_number)
basics = st.builds(Basic, texts, texts, any_number, st.none() | reverses)
swapped = st.builds(lambda ask, answer: Basic(ask, answer, (), Reverse(answer, ask)), texts, texts)
groups = st.dictionaries(texts | st.just("k" * 2000), several, min_size=2, max_size=4).map(lambda g: tuple(g.items()))
bodies: st.SearchStrategy[Body] = st.one_of(
    basics,
    swapped,
    clozes(),
    st.builds(Choice, texts, several, several),
    listings(),
    st.builds(Sequence, texts, st.lists(texts, min_size=2, max_size=4).map(tuple)),
    st.builds(Sort, texts, groups),
)
places = st.sampled_from(
    ["", "paragraph 2", "table 2, row HPG Axis", "item a, row b", "table a, row b, row c", "row  x", "row ", "table 3"]
)
cites = st.builds(Citation, texts, places | texts, spare, spare)
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,12}", fullmatch=True)
notes = st.builds(
    Note,
    id=st.just("x"),
    body=bodies,
    axis=st.sampled_from([axis.id for axis in AXES]),
    level=spare,
    tags=any_number,
    extra=spare,
    caveat=spare,
    cite=st.none() | cites,
    typed=st.none() | st.booleans(),
    silence=st.lists(st.sampled_from(SILENCEABLE), max_size=3).map(tuple),
    draft=st.none() | st.builds(DraftMark, st.sampled_from([0.0, 0.5, 0.85, 1 / 3, 1.0, 1e-9]), spare, any_number),
    derived=st.none() | st.builds(Origin, texts, spare),
    after=st.lists(st.sampled_from(["first.note", "second", "ada/first", "bea/second"]), max_size=3, unique=True).map(
        tuple
    ),
    priority=st.sampled_from(PRIORITIES),
    checked=st.sampled_from(["", "2026-11", "1999-01"]),
)
rejections = st.builds(Rejection, texts, st.sampled_from(["", *REASONS]), spare, spare)
sources = st.builds(Source, texts, spare, spare)
heirs = st.lists(st.sampled_from(["first.note", "second", "ada/first"]), max_size=3, unique=True)


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    names = draw(st.lists(ids, max_size=4, unique=True))
    axes = AXES if draw(st.booleans()) else (AXES[1], Axis("HPG", draw(texts)))
    written = [draw(notes) for _ in names]
    held = [replace(note, id=name) for name, note in zip(names, written, strict=True)]
    rejected = tuple(draw(st.lists(rejections, max_size=3)))
    course = draw(st.sampled_from([0, 1, LAST_COURSE]))
    synonyms = keep_usable(draw(st.lists(st.lists(texts, min_size=2, max_size=4), max_size=3)))
    gone = draw(st.dictionaries(ids.filter(lambda one: one not in names), heirs, max_size=3))
    retired = tuple(Retirement(one, tuple(heir for heir in after if heir != one)) for one, after in gone.items())
    return Deck(
        draw(texts), axes, tuple(held), draw(st.none() | sources), "", rejected, course, draw(spare), synonyms, retired
    )


@given(decks())
@example(Deck("NO", AXES, ()))
@settings(CALM, max_examples=75)
def test_parse_of_write_is_the_same_deck(deck: Deck) -> None:
    text = format_deck(deck)
    reading = parse_deck(text, PATH)
    assert [str(finding) for finding in reading.findings if finding.level == "error"] == []
    assert reading.deck == deck
    assert format_deck(reading.deck) == text


@given(decks())
@settings(CALM, max_examples=30)
def test_other_yaml_tools_read_texts_and_nothing_else(deck: Deck) -> None:
    assert set(_types(yaml.safe_load(format_deck(deck)))) <= {str, float}  # a score is a number


@pytest.mark.parametrize("trap", [trap for trap in TRAPS if trap.strip()])
def test_every_trap_of_yaml_is_written_so_that_it_stays_text(trap: str) -> None:
    body = Basic(trap, trap, (trap, trap))
    deck = Deck(trap, (Axis(trap, trap), Axis("other", trap)), (Note("x", body, "other", trap, (trap,), trap),))
    assert parse_deck(format_deck(deck), PATH).deck == deck
    assert yaml.safe_load(format_deck(deck))["notes"][0]["accept"] == [trap, trap]


def _types(value: Any, key: str = "") -> list[type]:
    if isinstance(value, dict):
        return [kind for name, inner in value.items() for kind in [type(name), *_types(inner, str(name))]]
    if isinstance(value, list):
        return [kind for inner in value for kind in _types(inner)]
    meant = {"typed": bool, "course": int, "reverse": bool, "paragraph": int, "row": int, "item": int, "table": int}
    return [str if value in ([],) or type(value) is meant.get(key) else type(value)]


def test_a_deck_looks_as_if_a_person_had_written_it() -> None:
    cloze = Cloze("Aromatase turns {{testosterone}} into {{estrogen}}.", (("androgen",), ()))
    long = "Raised activity of which enzyme links a high level of insulin to extra androgens, "
    long += "and this in the ovary above all?"
    cite = Citation("Sex: a section", "paragraph 2", "5f0c")
    choice = Choice(long, ("P450c17",), ("Aromatase", "11-beta-HSD1"))
    written = (
        Note("direction", cloze, "HPG", "academic", ("enzyme", "5-alpha"), cite=cite),
        Note("enzyme", choice, "GH", typed=True, caveat="One.\nTwo."),
        Note("both", Basic("LH", "lutropin", (), Reverse("lutropin", "LH")), "HPG", extra="yes"),
    )
    deck = Deck(
        "HPG axis", (Axis("HPG", "Gonadal axis"), Axis("GH", "GH")), written, Source("article", "On it", "00ff")
    )
    assert (
        format_deck(deck)
        == """deck: HPG axis
axis: {id: HPG, name: Gonadal axis}
axes:
  - GH
source: {id: article, title: On it, sha256: 00ff}
notes:
  - id: direction
    cloze: Aromatase turns {{testosterone}} into {{estrogen}}.
    accept: [[androgen], []]
    level: academic
    tags: [enzyme, 5-alpha]
    cite: {section: "Sex: a section", paragraph: 2, fingerprint: 5f0c}

  - id: enzyme
    ask: >-
      Raised activity of which enzyme links a high level of insulin to extra androgens, and this in
      the ovary above all?
    answer: P450c17
    options: [Aromatase, 11-beta-HSD1]
    axis: GH
    typed: true
    caveat: |-
      One.
      Two.

  - id: both
    ask: LH
    answer: lutropin
    reverse: true
    note: "yes"
"""
    )


def test_levels_of_the_documents_own_are_declared() -> None:
    deck = Deck("d", (Axis("a", "a"),), (Note("x", Basic("q", "r"), "a", "college"),))
    assert "levels: [college]\n" in format_deck(deck)
    assert parse_deck(format_deck(deck), PATH).levels == ("college",)


@pytest.mark.parametrize(
    ("place", "keys"),
    [
        ("", {}),
        ("paragraph 2", {"paragraph": "2"}),
        ("table 2, row HPG Axis", {"table": "2", "row": "HPG Axis"}),
        ("table 2", {"table": "2"}),
        ("item Gonadorelin, a peptide", {"item": "Gonadorelin, a peptide"}),
        ("the legend", {"place": "the legend"}),
        ("table 2 row 3", {"table": "2 row 3"}),
        ("table 2, line 3", {"table": "2, line 3"}),
        ("row", {"place": "row"}),
    ],
)
def test_a_place_is_written_with_the_keys_it_was_read_from(place: str, keys: dict[str, str]) -> None:
    assert split_place(place) == keys


def deck_named(name: str) -> Deck:
    return Deck(name, (Axis("a", "a"),), ())


def test_a_written_deck_is_there_whole_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "decks" / "d.yaml"
    path.parent.mkdir()
    write_deck(path, deck_named("one"))
    write_deck(path, deck_named("zwölf"))
    assert path.read_bytes() == format_deck(deck_named("zwölf")).encode()
    assert [p.name for p in path.parent.iterdir()] == ["d.yaml"]


@pytest.mark.skipif(os.name != "posix", reason="modes and links as on POSIX")
def test_writing_keeps_the_mode_and_the_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real.name)
    write_deck(link, deck_named("new"))
    assert link.is_symlink()
    assert "new" in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "decks" / "d.yaml"
    path.parent.mkdir()
    path.write_text("old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem, match=r"d\.yaml: the deck cannot be written: No space left"):
        write_deck(path, deck_named("new"))
    assert path.read_text() == "old"
    assert [p.name for p in path.parent.iterdir()] == ["d.yaml"]


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"the deck cannot be written: No such file"):
        write_deck(tmp_path / "no" / "d.yaml", deck_named("new"))
