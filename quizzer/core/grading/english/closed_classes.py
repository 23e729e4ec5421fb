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
FUNCTION_WORDS = forms_of(f"{_DETERMINERS} {_PRONOUNS} {AUXILIARIES} {_LINKS} {_HEDGES}")

# Resulting and current copulas (CGEL 16.21): with a comparative they say no more than the comparative does.
COPULAR_VERBS = forms_of(
    "become becomes became becoming get gets got getting turn turns turned stay stays stayed staying remain remains "
    "remained remaining seem seems appear appears"
)
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
REPLIES = {"yes": 1, "yeah": 1, "no": -1, "nope": -1}

# The negative prefixes of CGEL I.21.
NEGATIVE_PREFIXES = ("non", "un", "in", "im", "ir", "il", "dis", "a")

# A yes-no question begins with an operator (CGEL 11.5).
OPERATORS = frozenset(AUXILIARIES.split())

# Kinds of things, as they stand in apposition before or after a name ("the hormone insulin", "theca cells"): nouns
# that a general thesaurus (Roget, classes of matter, space and affections) uses as headings, not names of any one.
KINDS = forms_of(
    "hormone enzyme protein molecule substance compound drug medicine gland organ bone muscle nerve vessel tissue cell "
    "city town country state capital river lake sea ocean mountain planet star letter word number digit year month day "
    "unit metal gas element mineral animal plant bird fish disease process reaction method instrument season language "
    "author king queen president emperor composer painter poet level concentration body region system axis value "
    "amount part portion lobe area side kind type form"
)
# Adjectives of which a thing has one of two or more (Terminologia Anatomica, general terms; the contraries of clinical
# English): put in, they pick another thing.
CONTRARIES = forms_of(
    "anterior posterior superior inferior medial lateral proximal distal dorsal ventral cranial caudal internal "
    "external inner outer deep superficial central peripheral parietal visceral primary secondary tertiary free bound "
    "acute chronic direct indirect active inactive positive negative systolic diastolic afferent efferent motor "
    "sensory sympathetic parasympathetic benign malignant ascending descending upper lower saturated unsaturated "
    "relative absolute early late left right male female maternal paternal major minor total partial pure mixed open "
    "closed false wrong incorrect untrue north south east west northern southern eastern western"
)

# The articles of the languages most often learnt from English; one left out is a slip, another gender is not.
_FOREIGN = "der die das den dem des ein eine le la les l un une des el los las il lo gli i uno una o os as um uma"
FOREIGN_ARTICLES = frozenset(_FOREIGN.split())
