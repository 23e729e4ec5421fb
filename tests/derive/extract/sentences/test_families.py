"""What each family of sentences suggests, and what it must not."""

import pytest

from quizzer.core.notes.kinds import Basic, Cloze, Listing
from quizzer.derive.candidate import Candidate
from quizzer.derive.extract.registry import EXTRACTORS
from tests.derive.language.reading import read


def extract(kind: str, text: str) -> list[Candidate]:
    return list(EXTRACTORS[kind](read(text)))


def shown(kind: str, text: str) -> dict[str, str]:
    """Question or cloze to answer."""
    found = {}
    for candidate in extract(kind, text):
        body = candidate.body
        match body:
            case Basic():
                found[body.ask] = body.answer
            case Cloze():
                found[body.text] = candidate.answer
            case Listing():
                found[body.ask] = "; ".join(body.items)
            case _:
                raise AssertionError(body)
    return found


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("Northern moss stores rain water for beetles.", "What stores rain water for beetles?", "northern moss"),
        ("The smith Olaf built the tower in 1702.", "When did the smith Olaf build the tower?", "in 1702"),
        ("The harbour is protected by an oak pier.", "What protects the harbour?", "an oak pier"),
        ("Salt is taken from the sea by boiling brine.", "How is salt taken from the sea?", "by boiling brine"),
        ("Old lamps fail in winter because of thick oil.", "Why do old lamps fail in winter?", "because of thick oil"),
        ("Gulls leave the old pier when the ice melts.", "When do gulls leave the old pier?", "when the ice melts"),
        ("The port sends rope, tar, and salt to Rum.", "What does the port send to Rum? (3)", "rope; tar; salt"),
    ],
)  # fmt: skip
def test_relations_are_asked_for_their_parts(text: str, question: str, answer: str) -> None:
    assert shown("relations", text).get(question) == answer


@pytest.mark.parametrize(
    "text",
    [
        "This stores rain water for beetles.",
        "It stores rain water for beetles.",
        "The northern moss stores it for beetles.",
        "As Figure 3 shows, this moss stores rain water.",
        "Our moss stores rain water for beetles.",
        "Does the northern moss store rain water?",
        "Some say that the northern moss stores rain water.",
    ],
)
def test_a_sentence_that_points_outside_gives_no_relation(text: str) -> None:
    assert shown("relations", text) == {}


def test_an_end_that_is_not_alone_is_not_asked() -> None:
    text = "The northern moss stores rain water. The red clay keeps rain water."
    assert "What stores rain water?" not in shown("relations", text)


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("The deepest part of the port is the basin.", "What is the deepest part of the port?", "the basin"),
        ("The keeper of the lamp is called a warden.", "What is the keeper of the lamp called?", "a warden"),
        ("Boats without a keel are known as prams.", "What are boats without a keel called?", "prams"),
        ("The word gam refers to a group of whales.", "What does the word gam refer to?", "a group of whales"),
        ("The keel is part of the hull of a boat.", "What is the keel part of?", "the hull of a boat"),
    ],
)  # fmt: skip
def test_definitions_are_asked_for_the_name_and_the_thing(text: str, question: str, answer: str) -> None:
    assert shown("definitions", text).get(question) == answer


def test_a_direction_is_hidden_and_asked_open() -> None:
    (found,) = extract("effects", "Thick oil slows the old clock.")
    assert isinstance(found.body, Cloze)
    assert found.body.text == "Thick oil {{slows::does what to?}} the old clock."
    assert (found.answer, found.direction) == ("slows", -1)


def test_a_named_change_is_hidden() -> None:
    (found,) = extract("effects", "Frost causes a loss of leaves.")
    assert isinstance(found.body, Cloze)
    assert found.body.text == "Frost causes a {{loss::which change?}} of leaves."
    assert found.direction == -1


def test_a_negated_direction_is_no_direction() -> None:
    assert extract("effects", "Thick oil does not slow the old clock.") == []


@pytest.mark.parametrize(
    ("text", "shown_as", "answer"),
    [
        ("The harbour has nine oak piers.", "How many oak piers does the harbour have?", "nine"),
        ("The tower allows only one keeper at night.", "The tower allows only {{one}} keeper at night.", "one"),
        ("The lamp burns 4.5 million litres of oil.", "The lamp burns {{4.5 million}} litres of oil.", "4.5 million"),
    ],
)
def test_numbers_are_asked_for(text: str, shown_as: str, answer: str) -> None:
    assert shown("quantities", text).get(shown_as) == answer


def test_neither_a_year_nor_a_range_is_a_quantity() -> None:
    assert shown("quantities", "The smith built the tower in 1702.") == {}
    assert shown("quantities", "The lamp burns 4 to 6 litres of oil.") == {}


@pytest.mark.parametrize(
    "text",
    [
        "To light the lamp, call the Lamp.On() function.",
        "You can light the lamp using the Lamp.On() function.",
        "Use the Lamp.On() function to light the lamp.",
    ],
)
def test_a_manual_is_asked_for_its_tools(text: str) -> None:
    assert shown("uses", text) == {"Which function do you use to light the lamp?": "Lamp.On()"}


def test_a_gap_hides_a_term_of_a_sentence_that_stands_alone() -> None:
    (found, *_) = extract("gaps", "Every spring the Norse traders sold amber to the coast of Frisia.")
    assert isinstance(found.body, Cloze)
    assert "{{" in found.body.text
    assert extract("gaps", "Every spring they sold it to the Norse traders.") == []


def test_every_candidate_stands_on_its_sentence() -> None:
    text = "The smith Olaf built the tower in 1702. Thick oil slows the clock of the tower."
    for kind in EXTRACTORS:
        for candidate in extract(kind, text):
            assert candidate.quote.text in text


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("A tinker repairs the old clock of the tower.", "What repairs the old clock of the tower?"),
        ("Thick oil causes the old clock to stop.", "What does thick oil cause?"),
        ("You can grease the old clock.", "What can you grease?"),
        ("Some keepers grease the old clock.", "What do some keepers grease?"),
        (
            "B lifts the heavy old boats.",
            "What lifts the heavy old boats?",
        ),
    ],
)
def test_a_question_with_a_stranger_a_cause_or_an_empty_answer_is_not_asked(text: str, question: str) -> None:
    assert question not in shown("relations", text)


def test_persons_are_asked_with_who() -> None:
    assert "Who measured the tides of the coast?" in shown("relations", "King Olaf measured the tides of the coast.")
    text = "Brenna said that fog was near. Brenna measured the tides of the coast."
    assert "Who measured the tides of the coast?" in shown("relations", text)
    assert "What measured the tides of the coast?" in shown("relations", "The gauges measured the tides of the coast.")


def test_a_gap_of_a_sentence_that_is_not_understood_comes_last() -> None:
    (known, *_) = extract("gaps", "Every spring the Norse traders sold amber to the coast of Frisia.")
    (unknown, *_) = extract("gaps", "Harbours where the Norse traders sold amber to Frisia in spring.")
    assert unknown.base < known.base
