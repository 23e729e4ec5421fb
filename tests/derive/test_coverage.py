"""A note stands on its passage, or it is told where that went; a passage no note covers is told, too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quizzer.core.notes.drafts import DraftMark
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Citation, Note
from quizzer.derive.coverage import Coverage, measure_coverage
from quizzer.derive.document.passages import STATEMENTS, Document, split_passages
from quizzer.derive.fingerprint import fingerprint

TEXT = (Path(__file__).parent / "document" / "article.txt").read_text("utf-8")
DECK, PAGE = Path("lamps.yaml"), Path("lamps.txt")


def document(text: str = TEXT) -> Document:
    return Document(PAGE, "0" * 64, split_passages(text))


def note_at(line: int, *, note_id: str = "", axis: str = "light", ask: str = "Which?", quote: str = "") -> Note:
    """A note on the passage that begins on this line of the unchanged article."""
    (passage,) = [passage for passage in document().passages if passage.line == line]
    cite = Citation(passage.section, passage.place, passage.fingerprint, quote)
    return Note(note_id or f"note-{line}", Basic(ask, "this"), axis, cite=cite, line=100 + line)


def cover(notes: list[Note], text: str = TEXT) -> Coverage:
    return measure_coverage(document(text), [(DECK, note) for note in notes])


ALL = [passage.line for passage in document().passages if passage.kind in STATEMENTS]


def test_notes_on_every_passage_leave_nothing_uncovered() -> None:
    found = cover([note_at(line) for line in ALL])
    assert found.stray_notes == ()
    assert found.uncovered == ()
    assert found.levels == {"fundamentals": (3, 3), "intermediate": (10, 10)}


def test_a_passage_without_a_note_is_told_with_its_line_section_and_level() -> None:
    found = cover([note_at(line) for line in ALL if line not in (13, 37)])
    assert [passage.line for passage in found.uncovered] == [13, 37]
    told = list(found.lines())
    assert told[0].startswith(
        "lamps.txt:13: no note covers “How a Lens Gathers Light”, paragraph 1 (fundamentals): “A Fresnel lens"
    )
    assert told[1].startswith("lamps.txt:37: no note covers “Signals and Their Ranges”, row Siren / Two-Tone (inter")
    assert found.levels == {"fundamentals": (2, 3), "intermediate": (9, 10)}


def test_drafts_cover_as_notes_do_and_are_counted_apart() -> None:
    first, second, *others = ALL
    drafts = [replace(note_at(line), draft=DraftMark(0.5)) for line in (first, second)]
    found = cover([note_at(first), *drafts, *(note_at(line) for line in others[1:])])
    assert [passage.line for passage in found.uncovered] == [others[0]]
    assert found.drafts == (1, 2)
    assert sum(notes for _, notes in found.axes.values()) == len(ALL) - 2
    assert "no note or draft covers “" in next(iter(found.lines()))
    assert "drafts: 2 drafts; 1 passage no note covers" in list(found.summary())


def test_what_is_left_out_by_rule_is_listed_apart_with_its_kind() -> None:
    found = cover([])
    assert [(passage.line, passage.kind) for passage in found.left_out][:4] == [
        (1, "boilerplate"),
        (9, "caption"),
        (15, "pull quote"),
        (16, "caption"),
    ]
    told = list(found.lines())
    assert "lamps.txt:1: left out, boilerplate: “Jump to content”" in told
    assert "left out: 4 captions, 3 pull quotes, 2 references, 1 reflection, 1 boilerplate" in list(found.summary())


def test_axes_are_told_by_the_passages_their_notes_cover() -> None:
    found = cover(
        [note_at(5), note_at(5, note_id="twice"), note_at(27, axis="sound"), Note("x", Basic("?", "!"), "sound")]
    )
    assert found.axes == {"light": (1, 2), "sound": (1, 2)}
    assert found.uncited == 1
    assert "light: 2 notes on 1 passage" in list(found.summary())


def test_a_changed_passage_is_told_with_what_stands_in_its_place() -> None:
    found = cover([note_at(line) for line in (5, 7)], TEXT.replace("each evening", "every evening"))
    (astray,) = found.stray_notes
    assert (astray.state, astray.nearest and astray.nearest.line) == ("changed", 7)
    assert str(astray).startswith(
        "lamps.yaml:107: note note-7: its passage, “Fundamentals”, paragraph 2, reads otherwise now (lamps.txt:7, "
    )
    assert found.lost == (astray,)
    assert [passage.line for passage in found.uncovered][:1] == [7], "a changed passage has to be looked at again"


def test_an_unchanged_passage_is_never_taken_for_the_changed_one() -> None:
    """The first paragraph went, so another, unchanged one now stands at its place."""
    lines = TEXT.split("\n")
    found = cover([note_at(5, ask="Who wound the clockwork?"), note_at(7)], "\n".join([*lines[:4], *lines[6:]]))
    assert [(astray.note.id, astray.state) for astray in found.stray_notes] == [("note-5", "gone"), ("note-7", "moved")]


def test_of_a_lost_passage_the_nearest_is_in_its_section_by_the_note_s_own_words() -> None:
    text = TEXT.replace("Siren ∞ Driven by steam, later by compressed air, and heard over five miles.", "")
    found = cover([note_at(29, ask="How many miles was a hand bell of harbours heard?")], text.replace("  • \n", ""))
    (astray,) = found.stray_notes
    assert astray.state == "gone"
    assert astray.nearest is not None
    assert astray.nearest.place == "item Hand bell"


def test_a_reworded_heading_still_leads_to_the_section() -> None:
    text = TEXT.replace("How a Lens Gathers Light", "How the Lens Gathers Light").replace("small flame", "little flame")
    (astray,) = cover([note_at(13)], text).stray_notes
    assert (astray.state, astray.nearest and astray.nearest.line) == ("changed", 13)


def test_a_quote_finds_its_passage_in_another_section() -> None:
    quote = "Fog defeats any lamp, and so stations were given voices. A horn is heard where no beam is seen."
    text = TEXT.replace("although the ear is poor at telling from where", "but from where is hard to tell")
    (astray,) = cover([note_at(21, quote=quote)], text.replace("\nIntermediate\n", "\nMist and Murk\n")).stray_notes
    assert (astray.state, astray.nearest and astray.nearest.line) == ("changed", 21)


def test_nothing_near_is_told_as_gone_and_no_more() -> None:
    (astray,) = cover([note_at(13)], "Cooking\n\nSoup needs salt.").stray_notes
    assert (astray.state, astray.nearest) == ("gone", None)
    assert str(astray).endswith("is gone")


def test_a_note_whose_passage_stands_elsewhere_covers_it_and_is_told() -> None:
    found = cover([note_at(line) for line in ALL], TEXT.replace("\nSignals in Fog\n", "\nVoices\n"))
    assert {astray.state for astray in found.stray_notes} == {"moved"}
    assert found.uncovered == ()
    assert found.lost == ()
    assert "note note-25 cites “Signals in Fog”, paragraph 1; its passage now stands in “Voices”" in str(
        found.stray_notes[0]
    )


def test_a_note_on_a_caption_is_told() -> None:
    (astray,) = cover([note_at(9)]).stray_notes
    assert astray.state == "left out"
    assert "(caption)" in str(astray)


def test_a_heading_is_no_passage_to_stand_on() -> None:
    cite = Citation("Signals in Fog", "paragraph 1", fingerprint("Signals in Fog"))
    (astray,) = cover([Note("x", Basic("?", "!"), "light", cite=cite)]).stray_notes
    assert astray.state == "changed"


def test_a_citation_without_fingerprint_covers_what_stands_at_its_place() -> None:
    def cited(section: str, place: str) -> Note:
        return Note("x", Basic("?", "!"), "light", cite=Citation(section, place))

    for place, line in (
        ("row Bell", 36),
        ("row bell (hand or clockwork)", 36),
        ("row 3", 38),
        ("table 1, row Diaphone", 38),
    ):
        found = cover([cited("signals and their ranges", place)])
        assert line not in [passage.line for passage in found.uncovered], place
        assert found.stray_notes == ()
    assert cover([cited("Signals in Fog", "")]).stray_notes == ()
    assert [astray.state for astray in cover([cited("Signals in Fog", "paragraph 9")]).stray_notes] == ["gone"]


def test_findings_are_single_lines_whatever_deck_and_document_hold() -> None:
    text = "Lens\x1b[31m s\n\nThe lamp \x1b[2J turns \u2028 all night.\n"
    note = Note("x", Basic("?", "!"), "light", cite=Citation("A\nB\x1b", "paragraph\n7", "0" * 16))
    for line in cover([note], text).lines():
        assert line.isprintable(), line


def test_a_note_stands_on_the_sentence_it_quotes_when_the_paragraph_around_it_changes() -> None:
    line = ALL[0]
    (passage,) = [passage for passage in document().passages if passage.line == line]
    quote = passage.text.split(".")[0]
    longer = TEXT.replace(passage.text, f"{passage.text} And that is all.")
    assert longer != TEXT
    found = cover([note_at(line, quote=quote)], longer)
    assert found.stray_notes == ()
    assert line not in [one.line for one in found.uncovered]
    without = cover([note_at(line)], longer)
    assert [stray.state for stray in without.stray_notes] == ["changed"]
