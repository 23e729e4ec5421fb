"""What a word of English can be, and how a verb is inflected.

The open classes stand in ``lexicon.tsv``, which knows how often a word is a verb, a noun or an adjective; what it does
not name is judged by its ending, and else is a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from quizzer.derive.language.word_set import word_set

Tag = str
"""A part of speech: N NS J R C D PS PR1 PR2 EX P TO CC SUB REL M B H DO NEG V0 VZ VD VN VG, or a sign."""

NounClass = Literal["", "p", "l", "t", "q"]


class Entry(NamedTuple):
    """How often a word is a verb, a noun, an adjective, an adverb: -1 never so listed, 0 to 5; and its noun's class."""

    verb: int = -1
    noun: int = -1
    adjective: int = -1
    adverb: int = -1
    kind: NounClass = ""


NOTHING = Entry()
_READING = re.compile(r"([vnar])(\d)")
_FIELDS = {"v": "verb", "n": "noun", "a": "adjective", "r": "adverb"}


def read_rows(name: str) -> Iterator[list[str]]:
    """The rows of a table beside this module, its comments left out."""
    for line in files(__package__).joinpath(name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def _lexicon() -> Mapping[str, str]:
    """Word to the rest of its row; parsed when it is looked up, as most words never are."""
    text = files(__package__).joinpath("lexicon.tsv").read_text("utf-8")
    pairs = (line.partition("\t") for line in text.splitlines() if not line.startswith("#"))
    return {word: rest for word, _, rest in pairs}


@cache
def entry(word: str) -> Entry:
    """The entry of a word in small letters."""
    row = _lexicon().get(word)
    if row is None:
        return NOTHING
    readings, _, kind = row.partition("\t")
    counts = {_FIELDS[letter]: int(count) for letter, count in _READING.findall(readings)}
    return Entry(**counts, kind=kind)  # type: ignore[arg-type]


@cache
def _irregular() -> tuple[Mapping[str, tuple[str, str]], Mapping[str, str], Mapping[str, str]]:
    """Base to past and participle; past form to base; participle to base."""
    forms: dict[str, tuple[str, str]] = {}
    past: dict[str, str] = {}
    participle: dict[str, str] = {}
    for base, pasts, participles in read_rows("irregular.tsv"):
        forms[base] = (pasts.split("/")[0], participles.split("/")[0])
        past |= dict.fromkeys(pasts.split("/"), base)
        participle |= dict.fromkeys(participles.split("/"), base)
    return forms, past, participle


def irregular_past(word: str) -> str:
    """The base of an irregular past form, or the empty text."""
    return _irregular()[1].get(word, "")


def irregular_participle(word: str) -> str:
    """The base of an irregular participle, or the empty text."""
    return _irregular()[2].get(word, "")


def is_verb(word: str) -> bool:
    """Whether a word can be the base form of a verb."""
    return entry(word).verb >= 0 or word in _irregular()[0]


def _bases(stem: str) -> Iterator[str]:
    """The bases whose regular form begins with a stem: ``stopp`` to ``stop``, ``mak`` to ``make``, ``carri``."""
    if stem.endswith("i"):
        yield f"{stem[:-1]}y"
    yield stem
    yield f"{stem}e"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls":
        yield stem[:-1]
    if stem.endswith("ll") or stem.endswith("ss"):
        yield stem[:-1]
    if stem.endswith("ck"):
        yield stem[:-1]


@cache
def base_of(word: str, ending: Literal["s", "ed", "ing"]) -> str:
    """The base of a regular verb form in small letters, or the empty text where no verb has that form."""
    if ending == "s":
        return _base_of_third(word)
    if not word.endswith(ending) or len(word) < len(ending) + 2:
        return ""
    stem = word[: -len(ending)]
    candidates = [base for base in _bases(stem) if is_verb(base)]
    if not candidates:
        return ""
    if stem in candidates and f"{stem}e" in candidates:
        return max((stem, f"{stem}e"), key=lambda base: entry(base).verb)
    return candidates[0]


def _base_of_third(word: str) -> str:
    if not word.endswith("s") or word.endswith("ss") or len(word) < 3:
        return ""
    tries = [word[:-1]]
    if word.endswith("ies"):
        tries = [f"{word[:-3]}y", word[:-1]]
    elif word.endswith(("ses", "zes", "xes", "ches", "shes", "oes")):
        tries = [word[:-1], word[:-2]]
    return next((base for base in tries if is_verb(base)), "")


def third_person(base: str) -> str:
    """The third person singular of a verb: ``carry`` to ``carries``."""
    special = {"be": "is", "have": "has", "do": "does", "go": "goes"}
    if base in special:
        return special[base]
    if re.search(r"[^aeiou]y$", base):
        return f"{base[:-1]}ies"
    return f"{base}es" if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", base) else f"{base}s"


def participle(base: str) -> str:
    """The past participle of a verb: ``carry`` to ``carried``."""
    if base in _irregular()[0]:
        return _irregular()[0][base][1]
    if base.endswith("e"):
        return f"{base}d"
    if re.search(r"[^aeiou]y$", base):
        return f"{base[:-1]}ied"
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", base) or base.endswith(("mit", "fer", "cur", "trol", "pel", "bel")):
        return f"{base}{base[-1]}ed"
    return f"{base}ed"


def past_of(base: str) -> str:
    """The past tense of a verb: ``carry`` to ``carried``, ``make`` to ``made``."""
    irregular = _irregular()[0].get(base)
    return irregular[0] if irregular else participle(base)


def noun_class(word: str) -> NounClass:
    """Whether a noun in small letters, in either number, names a person, a place, a time or a quantity."""
    singular = singular_of(word)
    found = entry(singular).kind or entry(word).kind
    if not found and re.search(r"(?:ologist|ician|ographer|\w{3}ist)$", singular):
        return "p"
    return found


@cache
def singular_of(word: str) -> str:
    """The singular of a regular plural in small letters; the word itself where it is none."""
    if is_singular_in_s(word) or not word.endswith("s") or len(word) < 4:
        return {"men": "man", "women": "woman", "people": "person", "children": "child", "criteria": "criterion",
                "phenomena": "phenomenon", "bacteria": "bacterium", "nuclei": "nucleus", "mice": "mouse",
                "feet": "foot", "teeth": "tooth"}.get(word, word)  # fmt: skip
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


_SINGULAR_IN_S = word_set(
    "pancreas species series means news diabetes rabies measles physics mathematics economics politics genetics "
    "statistics kinetics dynamics mechanics thermodynamics gas bus lens basis always perhaps pus plus thus this its "
    "his yes us as is was has does caucasus texas paris athens wales atlas canvas bias chaos cosmos kudos pathos ethos "
    "herpes cannabis arkansas kansas christmas alps"
)
_PLURAL_WITHOUT_S = word_set(
    "people men women children bacteria criteria phenomena mice feet teeth nuclei fungi stimuli alveoli bronchi data "
    "media mitochondria cilia flagella villi larvae algae vertebrae hyphae police cattle fish sheep deer"
)


_NOT_PERSONS = word_set(
    "ward client user server parent child agent driver worker reader writer owner host carrier master slave member "
    "object subject native model leader holder producer consumer sponsor provider victim guide guard sister brother "
    "daughter neighbor neighbour successor ancestor descendant relative pioneer star figure player number head hand "
    "face voice mind body party character source being adult young female male mother father guest messenger "
    "traveler donor killer builder keeper runner scanner shell pilot chief principal partner candidate opponent "
    "rival supporter contact"
)


def is_part_of_program(word: str) -> bool:
    """Whether a noun of persons is a part of a program in a text about programs: ``client``."""
    return singular_of(word) in _NOT_PERSONS


def is_singular_in_s(word: str) -> bool:
    """Whether a word in small letters ends in -s without being a plural."""
    return word in _SINGULAR_IN_S or word.endswith(("ss", "us", "is", "ics", "itis", "osis", "ys"))


def is_plural(word: str) -> bool:
    """Whether a noun in small letters looks plural."""
    if word in _PLURAL_WITHOUT_S:
        return True
    return word.endswith("s") and not is_singular_in_s(word) and len(word) > 2
