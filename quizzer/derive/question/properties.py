"""Questions for a property of a thing, as a table's column, a bullet's label or a lead-in names it."""

from __future__ import annotations

import re

from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import entry
from quizzer.derive.question.naming import ask_term
from quizzer.derive.question.phrases import (
    has_determiner,
    head_of,
    is_plural,
    is_plural_word,
    plural,
    singular,
    singular_word,
    upper_first,
    without_article,
)
from quizzer.derive.question.predicates import Predicate, read_predicate

# The preposition between a property and what has it, where that is not "of".
_PREPOSITIONS = {
    **dict.fromkeys(("effect", "impact", "influence", "limit", "restriction", "constraint"), "on"),
    **dict.fromkeys(
        ("indication", "formula", "equation", "symbol", "abbreviation", "test", "treatment", "therapy", "remedy",
         "antidote", "reason", "evidence", "support", "medication", "prophylaxis", "command", "shortcut", "synonym",
         "word", "criterion", "criteria", "requirement", "prerequisite", "factor", "vaccine", "cure",
         "justification", "argument", "metaphor", "acronym"), "for"),
    **dict.fromkeys(("contraindication", "alternative", "exception", "solution", "response", "threat", "answer",
                     "resistance", "route"), "to"),
    **dict.fromkeys(("difference",), "between"),
}  # fmt: skip
_EFFECTS = word_set("effect impact influence")
_BELONGS = word_set("class category group family order phylum genus kingdom domain clade tribe subfamily")
_MEANINGS = word_set("meaning definition")
_DESCRIPTIONS = word_set("description explanation details detail summary about overview")
_VAGUE = word_set(
    "website websites homepage additional further extra external note notes comment comments remark remarks misc "
    "other others reference references source sources link links url image picture figure page pages info "
    "information more see id number # no nr key data value values item items name text content contents status"
)
_DOINGS = word_set(
    "effect function action role mechanism purpose description use activity behavior behaviour task responsibility "
    "job definition meaning capability duty explanation propertie property characteristic feature trait adaptation"
)
_DONE = word_set(
    "treatment management therapy prevention diagnosis cause step instruction solution fix test example advice "
    "remedy trigger condition when requirement"
)
_PERSONS = word_set(
    "founder author leader president king queen inventor discoverer architect director producer designer owner ceo "
    "chairman spouse predecessor successor editor composer painter commander mayor head builder publisher monarch "
    "premier minister governor creator sculptor engineer captain coach manager chancellor emperor ruler"
)
_TIMES = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter "
    "year"
)
_WHERE = word_set("location position site habitat whereabouts")
_COUNTED = word_set(
    "application use function effect symptom sign cause indication contraindication ingredient example feature type "
    "kind form hormone product target advantage disadvantage property component part source drug enzyme symbol "
    "member stage step phase complication benefit risk element role consequence task duty option argument language "
    "author habitat muscle nerve region country disorder disease organ tissue reason purpose criterion condition"
)
_QUESTION_WORDS = word_set("who what where when why how which")
_BY = word_set(
    "produced secreted released caused made written created discovered invented performed used synthesized encoded "
    "affected controlled covered required needed consumed returned raised emitted supplied innervated"
)
_IN = word_set("affected involved found seen stored observed")
_EVENTS = {
    "born": "was T born", "died": "did T die", "founded": "was T founded", "established": "was T established",
    "discovered": "was T discovered", "invented": "was T invented", "released": "was T released",
    "published": "was T published", "built": "was T built", "introduced": "was T introduced",
    "abolished": "was T abolished", "completed": "was T completed", "formed": "was T formed",
    "dissolved": "was T dissolved", "signed": "was T signed", "opened": "was T opened",
}  # fmt: skip
_UNIT = re.compile(r"\s*[(\[](?P<unit>[^()\[\]]{1,14})[)\]]$")
_REAL_UNIT = re.compile(
    r"[$€£%]|(?:in )?(?:°?[A-Za-zµΩ]{1,5}\d?|years?|days?|hours?|minutes?|seconds?|million|billion)"
    r"(?:\s?[/·]\s?\w+)?"
)
_PARTICIPLE = re.compile(r"(?:\w+ed|born|built|found|made|given|taken|known|seen|written|held|kept|sent|shown)$", re.I)
_PREPOSITION = re.compile(r"\b(?:in|for|by|with|from|of|to|on|at|as|into|through)$", re.I)


def is_vague(label: str) -> bool:
    """Whether a column or label says too little to be asked for: notes, comments, links."""
    words = [word.strip(".:#").casefold() for word in re.split(r"[\s/]+", label) if word]
    return not words or all(word in _VAGUE or word in _TIMES or word.isdigit() for word in words)


def is_clause_label(label: str) -> bool:
    """Whether a label is a clause such as “where it burns”, after which no “of” can follow."""
    return label.split(" ", 1)[0].casefold() in _QUESTION_WORDS or _PREPOSITION.search(label) is not None


def is_said_of_thing(label: str, predicate: Predicate) -> bool:
    """Whether a predicate under a label has the thing as its subject.

    A predicate in the third person has, but under “treatment” and the like; one in the base form is an order (“Stop the
    drug”) unless the label tells what the thing does.
    """
    words = label.casefold().split()
    head = head_of(label).casefold().removesuffix("s")
    if predicate.form == "base":
        return bool(words) and (head in _DOINGS or words[-1] == "does")
    return predicate.form == "third" and head not in _DONE


def is_description(label: str) -> bool:
    """Whether what stands under this label describes or defines the thing itself."""
    words = label.casefold().split()
    return bool(words) and words[-1] in _MEANINGS | _DESCRIPTIONS and len(words) <= 2


def split_unit(label: str) -> tuple[str, str]:
    """A label without the unit at its end, and the unit: ``Height (m)``."""
    match = _UNIT.search(label)
    unit = match["unit"] if match else ""
    if match is None or not _REAL_UNIT.fullmatch(unit) or (unit.isupper() and len(unit) > 2) or unit in {"s", "es"}:
        return label, ""
    return label[: match.start()], match["unit"]


def ask_property(label: str, thing: str, value: str, count: int = 0) -> str | None:
    """Word a question for what a thing has under a label.

    Args:
        label: The label or column, in the case of the inside of a sentence.
        thing: What has the property, with its article, in that case too.
        value: The answer, whose form decides between “when” and “where”.
        count: The number of answers, where they are several.

    Returns:
        The question; None where the label says too little.
    """
    label, unit = split_unit(label.replace("(s)", ""))
    label = without_article(label.strip().rstrip(":?"))
    year = re.search(r"\s\((\d{4})[^()]*\)$", label)
    label = label[: year.start()] if year else label
    if is_vague(label):
        return None
    question = _special(label, thing, value) or _plain(label, thing, count, value)
    if not question:
        return None
    if unit and unit not in value:
        question = f"{question[:-1]} (in {unit})?" if len(unit) < 8 else question
    question = f"{question[:-1]} in {year[1]}?" if year else question
    return upper_first(question) + (f" ({count})" if count > 1 else "")


def _special(label: str, thing: str, value: str) -> str | None:
    words = label.casefold().split()
    be = "are" if is_plural(thing) else "is"
    if is_description(label):
        return f"What does {thing} mean?" if words[-1] in _MEANINGS and be == "is" else f"What {be} {thing}?"
    if words[0] in _QUESTION_WORDS:
        return _ask_clause(words, thing)
    if len(words) == 1 and words[0] in _EVENTS:
        return _ask_event(_EVENTS[words[0]], thing, value)
    if len(words) <= 4 and _PARTICIPLE.search(words[0]) and _PREPOSITION.fullmatch(words[-1]):
        return f"What {be} {thing} {label}?"
    if head_of(label).casefold() in _PERSONS and len(words) <= 3:
        return f"Who is the {label} of {thing}?"
    if len(words) == 1 and words[0] in _WHERE:
        return f"Where {be} {thing} located?" if words[0] != "habitat" else None
    if len(words) == 1 and words[0] in _BELONGS:
        return f"Which {label} {'do' if be == 'are' else 'does'} {thing} belong to?"
    predicate = read_predicate(f"{label} the")
    if len(words) <= 2 and predicate is not None and predicate.form == "third" and entry(predicate.verb).noun < 0:
        rest = predicate.rest.removesuffix("the").strip()
        verb = f"{predicate.verb} {rest}".strip()
        return f"What {'do' if be == 'are' else 'does'} {thing} {verb}?"
    return None


def _ask_clause(words: list[str], thing: str) -> str:
    """The question of a label such as “where it cools”; empty where the label is no such clause."""
    if len(words) < 3 or words[1] not in ("it", "they"):
        return ""
    if words[2] in ("is", "are"):
        return f"{' '.join([words[0], 'are' if is_plural(thing) else 'is', thing, *words[3:]])}?"
    predicate = read_predicate(f"{' '.join(words[2:])} the")
    verb = "do" if words[2] == "does" else predicate.verb if predicate else singular_word(words[2])
    return f"{words[0]} {'do' if is_plural(thing) else 'does'} {' '.join([thing, verb, *words[3:]])}?" if verb else ""


def _ask_event(template: str, thing: str, value: str) -> str:
    if is_plural(thing):
        template = template.replace("was ", "were ")
    asked = "When" if re.search(r"\d", value) else "Where"
    if re.match(r"by\s", value, re.I) or re.fullmatch(r"(?:[A-Z][\w.]+\s){1,2}[A-Z]\w+", value):
        return f"Who {template.split()[-1]} {thing}?" if template.startswith("was") else f"Where {template}?"
    return f"{asked} {template.replace('T', thing, 1)}?"


def _plain(label: str, thing: str, count: int, value: str) -> str:
    words = label.split()
    if words[0].casefold() in _QUESTION_WORDS:
        return ""
    if len(words) > 1 and _PARTICIPLE.search(words[-1]) and " of " not in label:
        preposition = "in" if words[-1].casefold() in _IN else "by" if words[-1].casefold() in _BY else "in"
        noun = " ".join(words[:-1])
        be = "are" if is_plural(noun) and (count > 1 or _lists(value)) else "is"
        return f"Which {noun if be == 'are' else singular(noun)} {be} {words[-1]} {preposition} {thing}?"
    if len(words) == 1 and not _is_noun(label):
        return f"Which {label} goes with {thing}?"
    if count > 1 and head_of(label).casefold() in _COUNTED:
        label = plural(label)
    elif count < 2 and not _lists(value):
        label = singular(label)
    be = "are" if is_plural_word(head_of(label)) else "is"
    return f"What {be} the {label} {preposition_of(label)} {thing}?"


def _lists(value: str) -> bool:
    return bool(re.search(r",|;|\band\b", value)) or is_plural(value)


def _is_noun(label: str) -> bool:
    return not _PARTICIPLE.search(label) and not label.casefold().endswith(("ly", "able", "ible"))


def preposition_of(label: str) -> str:
    """The word between a label and the thing: ``on`` after “effect of insulin”."""
    head = head_of(label).casefold()
    for form in (head, head.removesuffix("s")):
        if form in _EFFECTS and " of " not in label:
            return "of"
        if form in _PREPOSITIONS:
            return _PREPOSITIONS[form]
    return "of"


def ask_holder(kind: str, label: str, value: str) -> str | None:
    """Word a question for the thing that has this value: “Which metal has the symbol Fe?”.

    Args:
        kind: What the things are, such as “metal”; empty where that is unknown.
        label: The label or column, in the case of the inside of a sentence.
        value: The value, shown in the question.
    """
    label, unit = split_unit(label)
    label = without_article(label.strip().rstrip(":?"))
    if is_vague(label) and not is_description(label):
        return None
    which = f"Which {singular(kind)}" if kind else "What"
    if is_description(label):
        return ask_term(kind, value)
    words = label.split()
    if len(words) <= 4 and _PARTICIPLE.search(words[0]) and _PREPOSITION.fullmatch(words[-1]):
        return f"{which} is {label} {value}?"
    if len(words) == 1 and words[0].casefold() in _EVENTS:
        return (
            f"{which} was {label} in {value}?"
            if re.fullmatch(r"[\d\s]+(?:[ABC]{1,2}\.?[CED]{1,2}\.?)?", value)
            else None
        )
    if words[0].casefold() in _QUESTION_WORDS or words[0].casefold() == "default":
        return None
    if _PARTICIPLE.search(words[-1]):
        return None
    shown = value if len(value.split()) <= 2 and not has_determiner(value) else f"“{value}”"
    shown = f"{shown} {unit}" if unit and unit not in value and re.fullmatch(r"[\d.,\s–-]+", value) else shown
    one = is_plural_word(head_of(label)) and not _lists(value)
    return f"{which} has the {singular(label) if one else label} {shown}?"
