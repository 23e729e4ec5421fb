"""Sentences that point elsewhere or speak to the reader, so that no note should ask for them.

A parenthesis does not count, nor does “as noted above” before a statement: “The cortex has three layers (see Figure 2)”
states something.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 2_000
"""Longer sentences are not searched: they are data that lost their line breaks."""

_NUMBER = r"(?:\d+(?:[.\-–]\d+)*\w?\b|[IVX]+\b|[A-D]\b)"
_PICTURE = r"(?:figures?|figs?\.?|tables?|listings?|exhibits?|plates?|equations?|eqs?\.?)"
_PART = (
    r"(?:chapters?|sections?|appendix|appendices|examples?|boxes|box|panels?|algorithms?|"
    r"theorems?|lemmas?|exercises?)"
)
_SHOWN = (
    r"(?:figures?|diagrams?|images?|photos?|photographs?|pictures?|illustrations?|micrographs?|charts?|graphs?|"
    r"screenshots?|tables?|listings?|code|snippets?|examples?|videos?|animations?|plots?)"
)
_SAID = (
    r"(?:mentioned|discussed|described|noted|explained|seen|shown|defined|outlined|stated|introduced|covered|reviewed|"
    r"considered|examined|explored|addressed|treated|presented|summari[sz]ed|illustrated|listed|depicted|given)"
)
_ELSEWHERE = (
    r"(?:above|below|earlier|later|previously|before|elsewhere|shortly|next|"
    r"in (?:more|greater|further) (?:detail|depth)|"
    r"in (?:the |a |another )?(?:previous|preceding|next|following|last|earlier|later|"
    r"subsequent|chapter|section|unit))\b"
)
_DOCUMENT = r"(?:chapter|section|article|paper|module|unit|lesson|guide|tutorial|page|document|post|book|report|course)"
_DETERMINER = (
    r"(?:the|an?|this|these|that|those|your|our|us|my|all|each|every|how|what|why|which|whether|if|out|here|on|in|at|to|"
    r"for|more|it|them|one|two|three|any|and)\b"
)
_COMMAND = (
    r"(?:see|watch|visit|view|read|click|check|consider|imagine|suppose|assume|refer|compare|look|download|subscribe|"
    r"sign|follow|share|contact|submit|learn|find|explore|join|buy|order|donate|register|answer|discuss|describe|"
    r"explain|identify|list|define|choose|select|match|complete|fill|circle|draw|sketch|calculate|compute|prove|"
    r"write|give|scroll|tap|press|stay|feel|help|support|report|open|file|run|type|copy|paste|install)"
)
_LEAD = r"^(?:(?:now|then|first|next|finally|also|so|please|or|and|for (?:more|further|details)[^,]{0,80}),? )?"

_REASONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile("|".join(patterns), re.IGNORECASE))
    for reason, patterns in (
        ("objective", (
            r"\b(?:you|students?|readers?|learners?|we) (?:will|should|must) (?:now )?"
            r"(?:be able to|learn|know how|explore|examine|discuss|look at)\b",
            rf"\b(?:after|by|before) (?:reading|completing|studying|finishing|the end of) (?:this|the) {_DOCUMENT}\b",
            rf"^(?:in )?(?:this|the (?:next|following|present|current)) {_DOCUMENT}\b",
            rf"^the (?:aim|purpose|goal|objective|remainder|rest) of (?:this|the) {_DOCUMENT}\b",
        )),
        ("figure", (
            rf"\b{_PICTURE} {_NUMBER}",
            rf"(?:^|\b(?:in|by|from|of|to|see|and|as|with) )(?:the )?{_PART} {_NUMBER}",
            rf"\b(?:the|this|these|following|accompanying|adjacent) {_SHOWN} "
            r"(?:above|below|(?:clearly |also )?(?:shows?|illustrates?|depicts?|summari[sz]es?|"
            r"lists?|demonstrates?))\b",
            rf"\b{_SAID} (?:here\b|(?:in|on|at) the (?:\w+ )?{_SHOWN}\b)",
            rf"\b(?:in|on|from|by) (?:the|this) (?:following|above|below|accompanying) {_SHOWN}\b",
        )),
        ("back reference", (
            rf"\b(?:as|is|are|was|were|be|been|have|has|we|already) (?:\w+ ){{0,2}}{_SAID}"
            rf"(?: again| further)? {_ELSEWHERE}",
            rf"\b(?:previous|preceding|next|following|above|below) "
            rf"(?:{_DOCUMENT}s?|paragraphs?|sentences?|{_SHOWN})\b",
            rf"\b(?:{_SHOWN}|lists?|sections?|commands?) below\b|"
            rf"\bsee (?:also|below|above|the (?:section|{_SHOWN}))\b",
            r"\bwe (?:saw|have seen|learned|discussed|will see)\b",
        )),
        ("call to action", (
            rf"{_LEAD}{_COMMAND} {_DETERMINER}",
            r"^(?:for (?:more|further|additional|full|detailed|more detailed)(?: \w+)? "
            r"(?:info\w*|details?|reading|examples?|help|documentation)|"
            r"more (?:on|about) (?:this|that)|try (?:it|this|the|out)"
            r"|thank(?:s| you)|don't (?:forget|hesitate)|make sure|let us know|welcome to)\b",
            r"\b(?:check out|click (?:here|on)|sign up|subscribe to|follow us|visit (?:our|this|the)|pull requests?|"
            r"contact us|learn more|read more|this (?:link|website|video|animation|web ?page)|"
            r"feel free to|stay tuned)\b",
            r"\byou can (?:find|learn|download|watch) (?:more|out|the|an?|further|details|examples|information)\b",
        )),
        ("licence", (
            r"©|\bcopyright \d|\ball rights reserved|\bcreative commons|\blicen[cs]ed under\b|"
            r"\bterms of (?:use|service)\b",
            r"\bprivacy (?:policy|notice)\b|\bisbn\b|\bdoi:",
        )),
        ("example", (
            r"^(?:this|here|it|that|these)\b[^.]{0,200}\"[a-z][\w-]*\" .*\"[\w-]+\"",
            r"^(?:here(?:'s| is| are)|this is) (?:an?|the|some|how|one)\b.{0,100}\bexamples?\b",
        )),
    )
)  # fmt: skip
_BEGINNING = 4
_WORD = re.compile(r"[a-z]{2,}|©")
_COMMON = frozenset(
    ("and", "any", "are", "been", "can", "for", "from", "has", "have", "how", "not", "one", "our", "out",
     "that", "the", "them", "this", "two", "was", "were", "what", "will", "with", "you", "your", "each", "all")
)  # fmt: skip
_BEGINNINGS = {
    reason: frozenset(
        word[:_BEGINNING]
        for word in re.findall(r"[a-z]{3,}|eqs?|©", re.sub(r"\\[a-z]", " ", pattern.pattern))
        if word not in _COMMON
    )
    for reason, pattern in _REASONS
}
"""How the words begin that a sentence must have for one of these reasons; most have none, and are done with at once."""
_BEGINNINGS["example"] = frozenset(("this", "here", "it", "that", "thes"))
_PARENTHESIS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_INTERRUPTION = re.compile(
    rf"^as (?:\w+ ){{0,3}}{_SAID}[^,]{{0,60}}, |, as (?:\w+ ){{0,2}}{_SAID}\b[^,.]{{0,60}}(?=[,.])", re.IGNORECASE
)
_CODE = re.compile(
    r"[{}]\s*$|\)\s*;\s*$|:=|=>|[=!]= |^\s*(?:\$|>>>|#!) ?\S|\bfunc \w+\(|\w+\.\w+\([^)]*\)\s*[;{]|^(?:--?\w[\w-]*[= ])"
)
_BLANK = re.compile(r"_{3,}|\.{5,}|…{2,}")
_FORMULA = frozenset("=∑∫√≤≥≈∂∇∈∀∃⊂∪∩±×÷⇒λμσθ^|∥≠")


def is_pointer(sentence: str) -> str:
    """Why a sentence states nothing that a note could ask for.

    Args:
        sentence: One sentence, on one line.

    Returns:
        The reason in a word or two: ``question``, ``blank``, ``code``, ``formula``, ``objective``, ``figure``,
        ``back reference``, ``call to action``, ``licence``, ``example``; empty for a sentence that may state something.
    """
    said = _PARENTHESIS.sub(" ", sentence[:LONGEST].replace("’", "'")).strip(" “”\"'*•-–—·")
    if said.rstrip(" .").endswith("?"):
        return "question"
    if _BLANK.search(said):
        return "blank"
    if _CODE.search(said):
        return "code"
    if _is_formula(said):
        return "formula"
    said = " ".join(_INTERRUPTION.sub("", said).split())
    begun = {word[:_BEGINNING] for word in _WORD.findall(said.lower())}
    return next(
        (reason for reason, pattern in _REASONS if not begun.isdisjoint(_BEGINNINGS[reason]) and pattern.search(said)),
        "",
    )


def are_pointers(sentences: Sequence[str]) -> str:
    """Why all of these sentences state nothing: the reason of the first; empty where one may state something."""
    first = ""
    for sentence in sentences:
        reason = is_pointer(sentence)
        if not reason:
            return ""
        first = first or reason
    return first


def _is_formula(text: str) -> bool:
    if _FORMULA.isdisjoint(text):
        return False
    signs = sum(sign in _FORMULA for sign in text)
    words = text.split()
    short = sum(len(word.strip("(),.;")) <= 2 for word in words)
    return signs >= 2 and short * 2 > len(words)
