"""The closed classes of English that a grader may know, each from a grammar or a standard.

Quirk, Greenbaum, Leech and Svartvik, A Comprehensive Grammar of the English Language (1985), is cited as CGEL by
section. No list holds a word because some deck or some learner's answer has it.
"""

from __future__ import annotations

from quizzer.core.grading.spelling import word_form


def forms_of(words: str) -> frozenset[str]:
    """The forms of words set apart by spaces."""
    return frozenset(word_form(word) for word in words.split())


# Articles and other determiners without a number or a negation (CGEL 5.10-5.16), pronouns (6.15), wh-words (6.36).
_DETERMINERS = "a an the this that these those its their his her our your my some any such"
_PRONOUNS = "i you he she it we they him them us me itself themselves which who whom whose what where there here"
# Primary verbs (CGEL 3.32-3.37), and modals (3.39-3.51), whose negation is counted apart.
AUXILIARIES = (
    "is are was were be been being am do does did done doing has have had having can could will would shall should "
    "may might must need"
)
# Simple prepositions that only attach a phrase (CGEL 9.7), coordinators and subordinators (13.5, 14.12), and focusing
# adverbs and hedges (8.111-8.116).
_LINKS = (
    "of in inside on at by for with via through within per as and also both then so thus because since when if while"
)
_HEDGES = "about around approximately roughly circa ca almost nearly just only even at all itself"
# A pronoun with a contracted primary verb or modal (CGEL 3.23), without its apostrophe.
_CONTRACTIONS = "im youre theyre hes shes thats theres ive youve weve theyve itll theyll youll"
FUNCTION_WORDS = forms_of(f"{_DETERMINERS} {_PRONOUNS} {AUXILIARIES} {_LINKS} {_HEDGES} {_CONTRACTIONS}")
# Amplifiers of a comparative or a verb of degree (CGEL 7.89, 8.104-8.106), and adverbs of long duration (8.64): added
# to a direction, they leave it as it is.
AMPLIFIERS = forms_of(
    "far much lot lots considerably substantially significantly markedly greatly strongly sharply very "
    "persistently permanently constantly continuously continually chronically"
)

# Resulting and current copulas (CGEL 16.21): with a comparative they say no more than the comparative does.
COPULAR_VERBS = forms_of(
    "become becomes became becoming get gets got getting turn turns turned stay stays stayed staying remain remains "
    "remained remaining seem seems appear appears"
)
# Copulas that elsewhere say a direction (CGEL 16.21, resulting copulas).
GROWING = frozenset(["grow", "grows", "grew", "grown", "growing", "fall", "falls", "fell", "fallen", "falling"])
# Verbs that with a comparative as their complement do the same (CGEL 16.44: complex transitive).
CAUSATIVE_VERBS = COPULAR_VERBS | forms_of("make makes made making keep keeps kept go goes went gone going")

# Prepositions of direction and relative place (CGEL 9.15-9.31), comparison and exception: they say who does what.
RELATIONS = forms_of(
    "from to toward towards into onto out outside away against before after than above below beneath over under up "
    "down between except but off beyond behind"
)
LEADING_RELATIONS = forms_of("from to into onto toward towards")

# Clause negation (CGEL 10.55): not and n't with every auxiliary; words negative in form (10.58); negative prefixes
# apart; words negative in meaning, "seminegatives" (10.59); verbs with a negative of their own (Huddleston and Pullum,
# The Cambridge Grammar of the English Language, chapter 9 section 3.4).
FULL_DENIALS = forms_of(
    "no not non never none nothing nobody nowhere neither nor without cannot "
    "lack lacks lacked lacking fail fails failed failing stop stops stopped stopping cease ceases ceased ceasing "
    "absent absence unable refuse refuses refused prevent prevents prevented preventing "
    "isnt arent wasnt werent aint dont doesnt didnt hasnt havent hadnt cant couldnt wont wouldnt shant shouldnt "
    "mightnt mustnt neednt"
)
SEMINEGATIVES = forms_of("hardly scarcely barely rarely seldom little few")
DENIALS = FULL_DENIALS | (SEMINEGATIVES - forms_of("little few"))
# Of these, those that say that something is not there, and not that it is something else (CGEL 10.60-10.62).
LACKING = forms_of("no none without lack lacks lacked lacking absent absence")
REPLIES = {"yes": 1, "yeah": 1, "no": -1, "nope": -1}

# The negative prefixes of CGEL I.21.
NEGATIVE_PREFIXES = ("non", "un", "in", "im", "ir", "il", "dis", "a")

# A yes-no question begins with an operator (CGEL 11.5); any other has a wh-word (11.14).
OPERATORS = frozenset(AUXILIARIES.split())
WH_WORDS = frozenset(["who", "whom", "whose", "what", "which", "when", "where", "why", "how"])

# Nouns that stand in restrictive apposition to a name of their kind (CGEL 17.65-17.93: "the hormone insulin", "the
# month of May"): the heads of published classifications, each row from one.
KINDS = forms_of(
    # Terminologia Anatomica (1998): titles of its chapters, and general terms.
    "bone joint ligament muscle organ gland vessel artery vein nerve tissue cell part portion lobe region area side "
    "system axis body "
    # The Semantic Network of the Unified Medical Language System: types of substance, of living thing, of disorder and
    # of process; not types that name a thing by its relation to another, such as receptor.
    "substance hormone enzyme protein vitamin molecule drug medicine disease animal plant bird fish process language "
    "concentration level amount value "
    # IUPAC Compendium of Chemical Terminology: sorts of matter and of change.
    "element metal gas mineral compound reaction method instrument "
    # GeoNames: classes of feature.
    "country state region capital city town village river lake sea ocean island mountain planet star "
    # ISO 8601: units of the calendar; the seasons.
    "year month week day season unit "
    # Titles before a name, and the arts by their makers.
    "king queen prince princess emperor president pope author poet painter composer "
    # Units of writing ("the letter B", "the number 7"), and heads that name a class as such.
    "letter word number digit type kind form"
)
# Adjectives of which a thing has one of two or more, so that one put in picks another thing.
CONTRARIES = forms_of(
    # Terminologia Anatomica (1998), general terms of position and direction.
    "anterior posterior superior inferior medial lateral median proximal distal dorsal ventral cranial caudal rostral "
    "internal external superficial deep central peripheral parietal visceral afferent efferent ascending descending "
    "major minor motor sensory sympathetic parasympathetic "
    # Specifications of a measured component (IUPAC and IFCC, the NPU terminology for clinical laboratories).
    "free bound total ionized conjugated unconjugated active inactive "
    # Course, origin and behaviour of a disease (ICD-10).
    "acute subacute chronic congenital acquired benign malignant "
    # Signs of a number (ISO 80000-2).
    "positive negative "
    # The points of the compass.
    "north south east west northern southern eastern western "
    # Ordinals and what follows on them (CGEL 5.22).
    "primary secondary tertiary first last "
    # The fifty qualities that Ogden lists as opposites (Basic English, 1930), but for determiners and directions, with
    # the qualities they are opposed to.
    "awake bad good bent straight bitter sweet blue cold hot warm complete incomplete cruel dark bright dead living "
    "dear cheap delicate dirty clean dry wet false true feeble strong female male foolish wise future past green "
    "ripe ill healthy late early left right loose tight loud quiet mixed pure old new young public private rough "
    "smooth sad happy safe secret simple complex soft hard solid liquid special general strange white black wrong"
)

# The articles of the languages most often learnt from English; one left out is a slip, another gender is not.
_FOREIGN = "der die das den dem des ein eine le la les l un une des el los las il lo gli i uno una o os as um uma"
FOREIGN_ARTICLES = frozenset(_FOREIGN.split())
