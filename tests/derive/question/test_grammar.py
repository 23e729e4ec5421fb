"""Questions are grammatical by construction."""

import pytest

from quizzer.derive.question.grammar import ask_agent, ask_object, ask_subject, ask_tail, declare
from tests.derive.language.reading import read


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Mosses store water in winter.", "What stores water in winter?"),
        ("The pumps are cleaned with sand.", "What is cleaned with sand?"),
        ("Gulls have eaten the fish.", "What has eaten the fish?"),
        ("Beetles do not eat moss.", "What does not eat moss?"),
        ("In spring, gulls also eat crabs.", "In spring, what eats crabs?"),
        ("Oak can carry the roof.", "What can carry the roof?"),
    ],
)
def test_the_subject_is_asked_for(text: str, question: str) -> None:
    (statement,) = read(text).statements
    assert ask_subject(statement, statement.tails) == question


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Mosses store water in winter.", "What do mosses store in winter?"),
        ("The moss stores water.", "What does the moss store?"),
        ("The smith built a tower in 1702.", "What did the smith build in 1702?"),
        ("Oak can carry the roof.", "What can oak carry?"),
        ("Gulls have eaten the fish.", "What have gulls eaten?"),
        ("The harbour usually has nine piers.", "What does the harbour usually have?"),
        ("The clock cannot measure seconds.", "What can the clock not measure?"),
        ("The clock doesn’t measure seconds.", "What does the clock not measure?"),
        ("Oak piers depend on dry winters.", "What do oak piers depend on?"),
        ("The deepest part of the harbour is the north basin.", "What is the deepest part of the harbour?"),
    ],
)
def test_the_object_is_asked_for(text: str, question: str) -> None:
    (statement,) = read(text).statements
    assert ask_object(statement, statement.tails) == question


def test_an_agent_is_asked_for_in_the_active() -> None:
    (statement,) = read("The bridge was built by monks.").statements
    assert ask_agent(statement, ()) == "What built the bridge?"
    (statement,) = read("Boats are built and sold by monks.").statements
    assert ask_agent(statement, ()) == "What builds and sells boats?"


def test_a_tail_is_asked_for() -> None:
    (statement,) = read("The smith built a tower in 1702.").statements
    assert ask_tail(statement, (), "When") == "When did the smith build a tower?"


def test_a_hidden_verb_leaves_its_auxiliaries_and_takes_its_particle() -> None:
    (statement,) = read("Frost can interfere with the clock.").statements
    assert (
        declare(statement, (), hide="verb", hint="do what to?")
        == "Frost can {{interfere with::do what to?}} the clock."
    )
