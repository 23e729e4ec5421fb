"""A question has one right answer in the document, and no loaded note asks it already."""

from __future__ import annotations

import re

from quizzer.core.notes.cards import Face
from quizzer.core.notes.identity.signatures import sign
from quizzer.derive.candidate import Candidate
from quizzer.derive.check.faces import faces_of
from quizzer.derive.check.grounds import Grounds
from quizzer.derive.language.word_set import word_set
from quizzer.derive.question.phrases import content_words

_ASKS_NAME = re.compile(r"^(?:Which|Who|What (?:is|are) .+ called\?)")
_ASKING = word_set("call stand describe mean name know say form kind type word term happen give")
_FEWEST = 2


def has_other_answer(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that another answer is right too; empty where none is found.

    Another candidate may ask the same with another answer, or another sentence of the document may have all words of
    the question without the answer.
    """
    for face in faces_of(candidate.body):
        signature = sign(face)
        if signature.is_open and len(grounds.answers.get(signature.words, ())) > 1:
            others = grounds.answers[signature.words] - {signature.answers}
            if any(not set(other) & set(signature.answers) for other in others):
                return "the document has another answer too"
        if face.kind == "basic" and _ASKS_NAME.match(face.prompt):
            said = _also_said(face, candidate, grounds)
            if said:
                return said
    return ""


def _also_said(face: Face, candidate: Candidate, grounds: Grounds) -> str:
    asked = content_words(face.prompt) - _ASKING
    own = content_words(face.answer) - asked
    if not own or len(asked) < _FEWEST or any(word not in grounds.sentences_with for word in asked):
        return ""
    rarest = min(asked, key=lambda word: (len(grounds.sentences_with[word]), word))
    for number in grounds.sentences_with[rarest]:
        sentence, words = grounds.sentence_words[number]
        if asked <= words and not own & words and sentence.passage is not candidate.quote.passage:
            return f"perhaps not the only answer: “{_excerpt(sentence.text)}”"
    return ""


def _excerpt(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def is_already_asked(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that a loaded note asks the same; empty where none does."""
    for face in faces_of(candidate.body):
        same = grounds.cards.find_same(sign(face))
        if same:
            return f"note {same[0]} asks it"
    return ""
