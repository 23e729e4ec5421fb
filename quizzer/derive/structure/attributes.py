"""Labels that name a property rather than a thing: “Side effects”, “Mechanism of action”, “Default”."""

from __future__ import annotations

import re

from quizzer.derive.language.word_set import word_set
from quizzer.derive.question.phrases import head_of, singular_word

_PROPERTIES = word_set(
    "mechanism cause symptom sign treatment management diagnosis prognosis complication effect indication "
    "contraindication dose dosage route onset duration location function role purpose use structure composition "
    "origin insertion innervation supply action nerve drainage type class feature characteristic advantage "
    "disadvantage pro con limitation benefit risk formula equation unit symbol default syntax parameter argument "
    "input output complexity author founder leader capital population area climate language religion currency "
    "result outcome consequence impact significance importance background goal aim principle requirement condition "
    "property component part product substrate enzyme cofactor inhibitor activator receptor target half-life "
    "metabolism excretion absorption distribution temperature form kind presentation prevention etiology aetiology "
    "epidemiology pathophysiology pathogenesis investigation finding test incidence prevalence toxicity interaction "
    "antidote trigger source prerequisite application stage phase step rule exception assumption strength weakness "
    "drawback criterion criteria factor division subdivision layer region boundary border relation branch tributary "
    "content wall floor roof vessel artery vein muscle attachment motive attitude theme genre setting style "
    "technique material dimension color colour size shape weight mass charge density speed range value meaning "
    "definition family habitat diet lifespan reproduction predator threat date year period reign event party "
    "opponent casualty commander signatory term provision provenance signal pathway regulation secretion stimulus "
    "response precursor derivative synonym abbreviation description objective responsibility duty task constraint "
    "cost performance usage option field method return tool example nickname population birthplace spouse "
    "profession occupation position rank award work contribution discovery appearance taste smell texture "
    "ingredient preparation storage site marker morphology inheritance gene mutation government politics economy "
    "demographics geography vector host reservoir transmission incubation vaccine organism species order phylum "
    "genus kingdom"
)
_STRONG = word_set(
    "effect cause symptom sign function mechanism treatment management diagnosis indication contraindication "
    "complication use purpose role feature characteristic advantage disadvantage action dose supply property "
    "requirement factor finding origin insertion innervation location structure benefit risk drawback limitation "
    "value date"
)
_QUALIFIERS = word_set(
    "main major minor common key primary secondary adverse side clinical typical physical chemical early late "
    "important general specific possible first last total official native average normal systemic local long-term "
    "short-term and blood nerve boiling melting atomic molecular time space best worst"
)
_FIXED = re.compile(
    r"(?:mechanisms?|modes?|sites?|duration|onset) of action|(?:drugs?|treatment|investigation|test) of choice|"
    r"(?:date|place|year|cause) of (?:birth|death)|route of (?:administration|entry|elimination)|"
    r"(?:area|field) of (?:use|application)|(?:order|range|point) of \w+|mode of (?:transmission|inheritance)",
    re.IGNORECASE,
)
# Short labels of notes, as students of medicine write them.
_SHORT = {
    "moa": "mechanism of action", "mech": "mechanism", "s/e": "side effects", "se": "side effects",
    "ses": "side effects", "adrs": "adverse effects",
    "ae": "adverse effects", "tx": "treatment", "rx": "treatment", "mx": "management",
    "dx": "diagnosis", "ddx": "differential diagnosis", "sx": "symptoms", "s/s": "signs and symptoms",
    "s&s": "signs and symptoms", "ix": "investigations", "ci": "contraindications", "c/i": "contraindications",
    "cis": "contraindications", "def": "definition", "defn": "definition", "aet": "aetiology", "epi": "epidemiology",
    "pathophys": "pathophysiology", "px": "prognosis", "prog": "prognosis", "comps": "complications",
    "fx": "function", "fn": "function", "loc": "location", "indic": "indications", "eg": "examples", "ex": "examples",
}  # fmt: skip
_TYPES = word_set("type kind form class classification subtype variety category variant division")
_ADJECTIVE = re.compile(
    r"[a-z-]*(?:al|ic|ary|ive|ac|ous|ar|ory|ine|early|late|mild|severe|"
    r"sided|term|acute|primary|secondary|common|rare|positive|negative|left|right|upper|lower|internal|external|general|"
    r"specific|first|second|third|main|other|physical|male|female|men|women|children|adults|emergency|stable|unstable)$",
    re.IGNORECASE,
)
_GENERIC = word_set(
    "overview introduction summary notes note background general basics conclusion key points point facts fact "
    "details detail information miscellaneous other others more about description contents abstract review "
    "discussion preface remarks chapter section appendix main important concepts concept topic topics list index "
    "revision exam definition definitions terms term glossary vocabulary examples example quick reference start "
    "usage and the of to"
)


def spell_out(label: str) -> str:
    """A short label of notes in full, such as “MOA”; any other label as it is."""
    return _SHORT.get(label.strip(" .:").casefold(), label)


def is_types(label: str) -> bool:
    """Whether a label says that the types of a thing follow, which are things themselves."""
    words = label.casefold().split()
    return len(words) == 1 and singular_word(words[0]) in _TYPES


def is_property(label: str) -> bool:
    """Whether a label names a property that many things have."""
    label = spell_out(label).strip().rstrip(":")
    if _FIXED.fullmatch(label):
        return True
    if label.isupper() and len(label) > 2:
        return False
    words = label.casefold().split()
    if not 0 < len(words) <= 4 or re.search(r"\b(?:of|for|in|to)\b", label):
        return False
    head = head_of(label).casefold()
    one = singular_word(head)
    if one not in _PROPERTIES and head not in _PROPERTIES:
        return False
    return len(words) == 1 or one in _STRONG or all(word in _QUALIFIERS for word in words[:-1])


def is_qualifier(label: str) -> bool:
    """Whether a label only narrows the property above it: “Cardiac” under “Side effects”."""
    plain = re.sub(r"\s*\([^()]*\)", "", label).strip(" :")
    plain = re.sub(r"^(long|short|medium)[- ](?=term$)", r"\1-", plain, flags=re.IGNORECASE)
    return len(plain.split()) == 1 and _ADJECTIVE.fullmatch(plain) is not None


_RESOURCES = re.compile(
    r"\b(?:resources?|references|further reading|recommended reading|study tips|tips|links|bibliography|acknowledg\w+|"
    r"contribut\w+|question banks|textbooks|tools used|see also|external links|credits|license|licence|changelog|"
    r"to-?do|homework|projects using|users of|sponsors|worked examples?|common mistakes|mistakes to avoid|"
    r"exam (?:techniques?|tips|questions)|practice (?:questions|problems)|exercises|next steps|related topics|"
    r"self[- ]test|quiz)\b",
    re.IGNORECASE,
)


def is_resource(label: str) -> bool:
    """Whether a heading or label announces what is beside the matter: links, tips, thanks."""
    return _RESOURCES.search(label) is not None


def is_generic(label: str) -> bool:
    """Whether a heading names nothing: “Overview”, “Key points”."""
    words = re.findall(r"[a-z]+", label.casefold())
    return not words or all(word in _GENERIC for word in words)
