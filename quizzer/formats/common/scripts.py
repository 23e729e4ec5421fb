"""Superscripts and subscripts in plain text: as characters of Unicode, or as ``^(...)`` and ``_(...)``."""

from __future__ import annotations

import re

_RAISED = dict(
    zip(
        "0123456789+-−–=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ",
        strict=True,
    )
)
_LOWERED = dict(
    zip(
        "0123456789+-−–=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)
_LONGEST = 60
_WRITTEN = re.compile(r"(?<=[^\W_]|[)\]}>])([\^_])\(((?:[^()]++|\([^()]*+\))++)\)")
_DEEPEST = 4


def raise_text(text: str) -> str:
    """The text as a superscript: ``²³``, or ``^(-9.5)`` where a character of it has none."""
    return _shifted(text, _RAISED, "^")


def lower_text(text: str) -> str:
    """The text as a subscript: ``₂``, or ``_(d)`` where a character of it has none."""
    return _shifted(text, _LOWERED, "_")


def _shifted(text: str, characters: dict[str, str], sign: str) -> str:
    inner = text.strip()
    if not inner or "\n" in inner or len(inner) > _LONGEST:
        return text  # small print rather than a power
    if all(character in characters for character in inner):
        return "".join(map(characters.__getitem__, inner))
    return f"{sign}({inner})"


def scripts_as_html(html: str) -> str:
    """HTML in which ``x^(...)`` and ``x_(...)`` are superscripts and subscripts again.

    Only behind a letter, a digit or a closing bracket: ``^(a|b)`` at the beginning of a word is no power.
    """
    for _ in range(_DEEPEST):
        if "^(" not in html and "_(" not in html:
            break
        html, count = _WRITTEN.subn(_as_tags, html)
        if not count:
            break
    return html


def _as_tags(found: re.Match[str]) -> str:
    name = "sup" if found[1] == "^" else "sub"
    return f"<{name}>{found[2]}</{name}>"
