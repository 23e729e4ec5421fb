"""Takes the reviews of the Anki that runs: Anki writes its decks as packages, and they are imported like any other."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.anki.connect import questions
from quizzer.anki.connect.client import AnkiConnect
from quizzer.anki.embedded_note import FOREIGN
from quizzer.anki.package import ROOT, deck_name
from quizzer.anki.read import read_anki
from quizzer.core.exchange import Incoming, IncomingDeck, ProgressCallback
from quizzer.core.safe_text import one_line
from quizzer.core.wording import plural
from quizzer.errors import Problem, WrongUse
from quizzer.garbage import no_search_for_cycles
from quizzer.study.exchange.anki_connect.values import PullResult
from quizzer.study.exchange.import_file import take_in
from quizzer.study.exchange.plan import ImportResult

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_NOTHING = "Anki has none of quizzer's cards: give it some with `quizzer anki push`, or name a deck with --deck."
_NAMED = 3
_FEW = 20  # decks of Anki's that are looked at one by one for cards that were moved out of the deck of this program


@no_search_for_cycles()
def pull(
    collection: Collection,
    anki: AnkiConnect,
    decks: Sequence[str],
    progress: ProgressCallback,
    *,
    foreign: bool = False,
    dry: bool = False,
) -> PullResult:
    """Take in the reviews and marks that Anki has and this log has not, and this program's notes that are not here.

    Args:
        decks: Names of decks in Anki; none for those that hold this program's cards alone, and its own deck.
        foreign: Notes made in Anki become deck files, as when a package is imported.
        dry: Only find out what would change.

    Raises:
        WrongUse: There is no such deck in Anki.
        Problem: Anki cannot be asked, or what it wrote cannot be read.
    """
    names = questions.deck_names(anki)
    progress("Asking Anki for its decks", 0, 0)
    remarks: list[str] = []
    if decks:
        chosen = list(dict.fromkeys(_find_deck(names, deck) for deck in decks))
    else:
        chosen, remarks = _own_decks(anki, names)
    if not chosen:
        return PullResult((), ImportResult("Anki", dry=dry), tuple(remarks or [_NOTHING]))
    incoming = merge(_read(collection, anki, chosen, progress))
    if not foreign:
        incoming = without_foreign(incoming)
    imported = take_in(collection, incoming, own=False, dry=dry, progress=progress)
    return PullResult(tuple(chosen), imported, tuple(remarks))


def _find_deck(names: Sequence[str], wanted: str) -> str:
    by_name = {name.casefold(): name for name in names}
    for name in (wanted, deck_name(wanted)):
        if name.casefold() in by_name:
            return by_name[name.casefold()]
    alike = [name for name in names if wanted.casefold() in name.casefold()] or get_close_matches(wanted, names)
    close = alike[:_NAMED] or sorted(names)[:_NAMED]
    there = ", ".join(f"“{one_line(name)}”" for name in close)
    raise WrongUse(f"Anki has no deck “{one_line(wanted)}”. It has {there}.")


def _own_decks(anki: AnkiConnect, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The decks to look through, and what is to be said of cards elsewhere.

    A deck is looked through with all it holds, pictures and sounds included, so one in which this program's cards are
    among others is left to the person.
    """
    own_deck = f"deck:{questions.quoted(ROOT)}"
    chosen = [ROOT] if ROOT in names and questions.find_cards(anki, own_deck) else []
    # A deck is written without those of its cards that a filtered deck has borrowed.
    outside = sorted(questions.find_cards(anki, f"{questions.OWN} (-{own_deck} or deck:filtered)"))
    mixed = {}
    for deck, number in sorted(questions.decks_of(anki, outside).items()):
        if any(_is_below(deck, one) for one in chosen):
            continue
        others = f"deck:{questions.quoted(deck)} -({questions.OWN})"
        if len(chosen) < _FEW and not questions.find_cards(anki, others):
            chosen.append(deck)
        else:
            mixed[deck] = number
    return chosen, _mixed(mixed)


def _is_below(deck: str, above: str) -> bool:
    return deck == above or deck.startswith(f"{above}::")


def _mixed(decks: dict[str, int]) -> list[str]:
    if not decks:
        return []
    cards = sum(decks.values())
    named = ", ".join(f"“{one_line(deck)}”" for deck in list(decks)[:_NAMED])
    rest = f" and {len(decks) - _NAMED:,} more" if len(decks) > _NAMED else ""
    return [
        f"{plural(cards, 'card')} of quizzer's {'is' if cards == 1 else 'are'} among other cards in {named}{rest}: "
        "their reviews stay in Anki until you name the deck (--deck NAME)."
    ]


def _read(
    collection: Collection, anki: AnkiConnect, decks: Sequence[str], progress: ProgressCallback
) -> Iterable[Incoming]:
    hour = collection.settings.scheduling.rollover_hour
    for deck in decks:
        with tempfile.TemporaryDirectory(prefix="quizzer-anki-") as folder:
            progress(f"Anki writes its deck “{one_line(deck)}”", 0, 0)
            path = Path(folder) / "anki.apkg"
            questions.export_package(anki, deck, path)
            try:
                yield read_anki(path, collection.clock, hour, progress)
            except Problem as problem:
                said = str(problem).replace(str(path), f"Anki's deck “{one_line(deck)}”")
                raise Problem(said) from None


def merge(packages: Iterable[Incoming]) -> Incoming:
    """What several packages of one Anki hold, a note that is in several of them once."""
    whole = Incoming("Anki", (), [])
    seen: set[str] = set()
    for one in packages:
        decks = tuple(_without(deck, seen) for deck in one.decks)
        seen.update(note.id for deck in one.decks for note in deck.deck.notes)
        whole = Incoming(
            "Anki",
            (*whole.decks, *(deck for deck in decks if deck.deck.notes)),
            [*whole.entries, *one.entries],
            (*whole.skipped, *one.skipped),
            tuple(dict.fromkeys([*whole.media, *one.media])),
            retired=whole.retired | one.retired,
            types=(*whole.types, *one.types),
            originals=(*whole.originals, *one.originals),
            lacking=whole.lacking + one.lacking,
            notices=(*whole.notices, *one.notices),
        )
    return whole


def _without(incoming: IncomingDeck, seen: set[str]) -> IncomingDeck:
    deck = incoming.deck
    return incoming._replace(deck=replace(deck, notes=tuple(note for note in deck.notes if note.id not in seen)))


def without_foreign(incoming: Incoming) -> Incoming:
    """The same without notes made in Anki; reviews of those that are here already stay."""
    made = {note.id for deck in incoming.decks for note in deck.deck.notes if note.id.startswith(FOREIGN)}
    decks = (_without(deck, made) for deck in incoming.decks)
    return incoming._replace(
        decks=tuple(deck for deck in decks if deck.deck.notes), types=(), originals=(), media=(), lacking=0
    )
