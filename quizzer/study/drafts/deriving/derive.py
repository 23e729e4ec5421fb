"""From a document to a deck file of drafts, new or renewed. The database is not needed, only the deck files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from quizzer.config import Paths, Settings, bundled_decks
from quizzer.core.notes.drafts import Rejections
from quizzer.core.notes.notes import Deck, Source
from quizzer.core.safe_text import one_line
from quizzer.deckfile.edit.deck_text import DeckText
from quizzer.deckfile.lint.one_body import find_flaw
from quizzer.deckfile.read.deck import DeckReading, read_deck
from quizzer.deckfile.schema import write_schema
from quizzer.derive.ask_model.hold import FAMILY
from quizzer.derive.ask_model.model import Model
from quizzer.derive.ask_model.suggest import ModelReport, Suggester
from quizzer.derive.candidate import Derivation
from quizzer.derive.coverage import measure_coverage
from quizzer.derive.document.passages import Document
from quizzer.derive.document.read import read_document
from quizzer.derive.drafts import Wishes, derive_drafts
from quizzer.derive.library import KeptPassage, list_documents, load_passages, store_document
from quizzer.derive.sources import match_source
from quizzer.errors import Problem, WrongUse
from quizzer.files import write_whole
from quizzer.study.decks.discover import find_deck_files
from quizzer.study.drafts.deriving.compose import (
    FreshNote,
    choose_axes,
    compose_deck,
    compose_notes,
    name_document,
    slug,
)
from quizzer.study.drafts.deriving.update import KeysBefore, UpdateReport, find_lost, update_drafts

Progress = Callable[[int, int], None]


class ModelPlan(NamedTuple):
    """The language model that proposes notes too.

    Attributes:
        model: The model; nothing is sent to it before the document was read.
        limit: The most tokens that may be used; None for no limit.
        say: Called after each call with the tokens used.
    """

    model: Model
    limit: int | None = None
    say: Callable[[str], None] = lambda _said: None


class DerivePlan(NamedTuple):
    """What is derived, and where it goes.

    Attributes:
        output: The deck file; None for one in the home that is named after the document.
        update: Name or file of the deck to bring up to date; empty to make a new one.
        model: A language model to ask; None for none.
    """

    document: Path
    wishes: Wishes
    output: Path | None = None
    update: str = ""
    model: ModelPlan | None = None


class DeriveResult(NamedTuple):
    """What was derived.

    Attributes:
        path: The deck file; None when nothing was written, since there are no drafts.
        fresh: The drafts, in rank order; those of the file where it is new.
        unwritable: Number of drafts that hold what no deck file can.
        update: What was done with a deck that was there; None for a new one.
        folder: The folder of a person's own decks.
        is_loaded: Whether the deck file is in a folder from which decks are loaded.
        model: What a language model was sent and gave; None where none was asked.
    """

    document: Document
    source_id: str
    path: Path | None
    derivation: Derivation
    fresh: tuple[FreshNote, ...]
    unwritable: int = 0
    update: UpdateReport | None = None
    folder: Path = Path()
    is_loaded: bool = True
    model: ModelReport | None = None


class _Loaded(NamedTuple):
    """The deck files that are loaded."""

    readings: tuple[DeckReading, ...]
    own: frozenset[Path]

    @property
    def decks(self) -> list[Deck]:
        return [reading.deck for reading in self.readings if reading.deck is not None]


def derive_deck(paths: Paths, settings: Settings, plan: DerivePlan, progress: Progress) -> DeriveResult:
    """Derive drafts from a document, write or renew a deck file of them, and keep the document.

    Raises:
        WrongUse: The deck file is there already, or there is no deck to renew.
        Problem: The document cannot be read, or the deck not be written; what was there before is untouched.
    """
    document = read_document(plan.document)
    loaded = _load(settings)
    if plan.update:
        return _placed(_renew(paths, plan, document, loaded, progress), paths, settings)
    source_id = _choose_source(paths, document, loaded.decks)
    folder = settings.deck_folders[0] if settings.deck_folders else paths.decks
    target = plan.output or folder / f"{slug(document.path.stem, source_id)}.yaml"
    _require_free(target)
    derivation, model = _derive(document, plan, loaded, (), progress)
    name = name_document(document)
    axes = choose_axes(derivation, name, source_id)
    fresh = compose_notes(derivation, axes, _ids(loaded))
    composed = compose_deck(name, axes, Source(source_id, _title(document), document.sha256), fresh, target)
    if not composed.notes:
        return DeriveResult(document, source_id, None, derivation, (), composed.unwritable, model=model)
    _count_kept(model, composed.notes, (one.draft.candidate.key for one in composed.notes))
    store_document(paths.home, document, source_id)
    write_whole(target, composed.text, "the deck", private=True)
    write_schema(target.parent)
    result = DeriveResult(document, source_id, target, derivation, composed.notes, composed.unwritable, model=model)
    return _placed(result, paths, settings)


def _placed(result: DeriveResult, paths: Paths, settings: Settings) -> DeriveResult:
    """The result with whether its deck is loaded."""
    assert result.path is not None
    folders = settings.deck_folders or (paths.decks,)
    place = result.path.resolve()
    inside = any(folder.resolve() in place.parents for folder in settings.deck_folders)
    return result._replace(folder=folders[0], is_loaded=inside)


def explain_draft(settings: Settings, plan: DerivePlan, wanted: str, progress: Progress) -> FreshNote:
    """Derive a draft again and return it with the numbers of its score; nothing is written.

    Args:
        wanted: Its id in a deck that is loaded, or its key.

    Raises:
        WrongUse: The document gives no such draft.
    """
    document = read_document(plan.document)
    loaded = _load(settings)
    notes = [note for deck in loaded.decks for note in deck.notes]
    keys = {wanted, *(note.derived.key for note in notes if note.id == wanted and note.derived is not None)}
    derivation = derive_drafts(document, plan.wishes, (), progress=progress)
    axes = choose_axes(derivation, name_document(document), slug(document.path.stem))
    fresh = compose_notes(derivation, axes, ())
    found = next((one for one in fresh if one.draft.candidate.key in keys or one.note.id == wanted), None)
    if found is None:
        raise WrongUse(f"{document.path}: this document gives no draft “{one_line(wanted)}” now.")
    return found


def _load(settings: Settings) -> _Loaded:
    files = find_deck_files(bundled_decks(), settings.deck_folders, settings.decks_left_out)
    readings = tuple(read_deck(file.path) for file in files)
    return _Loaded(readings, frozenset(file.path for file in files if not file.bundled))


def _ids(loaded: _Loaded) -> list[str]:
    return [note.id for reading in loaded.readings for note in reading.notes]


def _require_free(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise WrongUse(
            f"{target} is there already and stays as it is. Bring it up to date with --update "
            f"{target.stem}, or name another file with -o."
        )
    if target.suffix.lower() not in (".yaml", ".yml"):
        raise WrongUse(f"{target}: a deck file ends in .yaml.")


def _derive(
    document: Document, plan: DerivePlan, loaded: _Loaded, skip: Sequence[Path], progress: Progress
) -> tuple[Derivation, ModelReport | None]:
    """Derive with what the loaded decks ask already, and what was rejected in any of them.

    Args:
        skip: Deck files whose notes are not counted as asked already, since they are derived anew.
    """
    counted = [reading for reading in loaded.readings if reading.deck is not None and reading.path not in skip]
    notes = [note for reading in counted if reading.deck for note in reading.deck.accepted]
    rejections = Rejections(one for deck in loaded.decks for one in deck.rejected)
    if plan.model is None:
        return derive_drafts(document, plan.wishes, notes, rejections, progress), None
    suggest = Suggester(plan.model.model, plan.model.limit, find_flaw, plan.model.say)
    derivation = derive_drafts(document, plan.wishes, notes, rejections, progress, suggest)
    return derivation, suggest.report


def _choose_source(paths: Paths, document: Document, decks: Sequence[Deck]) -> str:
    """The id of the document: that of the decks made from it, or one made from its name that no other has."""
    if (match := match_source(document, decks)) is not None:
        return match.source_id
    kept = {entry.source_id: entry.name for entry in list_documents(paths.home)}
    named = {deck.source.id for deck in decks if deck.source is not None}
    base = fresh = slug(document.path.stem, "document")
    number = 1
    while fresh in named or kept.get(fresh, document.path.name) != document.path.name:
        number += 1
        fresh = f"{base}-{number}"
    return fresh


def _title(document: Document) -> str:
    return document.path.name.encode(errors="replace").decode()


def _renew(paths: Paths, plan: DerivePlan, document: Document, loaded: _Loaded, progress: Progress) -> DeriveResult:
    reading = _find_deck(plan.update, loaded)
    path = reading.path
    try:
        text = DeckText(path.read_bytes().decode(), path)
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{path}: the deck cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    deck = text.deck
    source_id = deck.source.id if deck.source else _choose_source(paths, document, loaded.decks)
    before: tuple[KeptPassage, ...] = load_passages(paths.home, source_id)
    # What the deck itself asks must not keep its drafts from being derived again.
    # All that the document gives: what is narrowed is only what is added.
    everything = replace(plan.wishes, kinds=frozenset(), everything=True)
    derivation, model = _derive(document, plan._replace(wishes=everything), loaded, (path,), progress)
    fresh = compose_notes(derivation, deck.axes, [*_ids(loaded), *text.notes], deck.namespace)
    report = update_drafts(text, fresh, KeysBefore(before, document), partial(_is_wanted, plan.wishes))
    whole = text.text
    if deck.source is not None and deck.source.sha256:
        whole = whole.replace(deck.source.sha256, document.sha256, 1)
    written = DeckText(whole, path)
    lost = find_lost(written, document, before)
    uncovered = measure_coverage(document, [(path, note) for note in written.notes.values()]).uncovered
    if path.read_bytes() != whole.encode():
        write_whole(path, whole, "the deck", private=True)
    store_document(paths.home, document, source_id)
    _count_kept(model, fresh, (note.derived.key for note in written.notes.values() if note.derived))
    derivation, update = replace(derivation, bare=uncovered), report._replace(lost=lost)
    return DeriveResult(document, source_id, path, derivation, tuple(fresh), 0, update, model=model)


def _count_kept(model: ModelReport | None, fresh: Iterable[FreshNote], keys: Iterable[str]) -> None:
    """Count the drafts of a model that are in the deck, by the keys of its notes."""
    if model is not None:
        there = set(keys)
        given = [one.draft.candidate for one in fresh if one.draft.candidate.extractor == FAMILY]
        model.kept = sum(candidate.key in there for candidate in given)


def _is_wanted(wishes: Wishes, one: FreshNote) -> bool:
    """Whether a draft that a deck has not yet is to be added to it."""
    kinds = wishes.kinds
    return (one.draft.above or wishes.everything) and (not kinds or one.draft.candidate.extractor in (*kinds, FAMILY))


def _find_deck(name: str, loaded: _Loaded) -> DeckReading:
    """The deck that a person names by its file, its file's stem, or its name.

    Raises:
        WrongUse: There is none of their own, or several.
    """
    file = Path(name)
    if file.suffix.lower() in (".yaml", ".yml") and file.exists():
        return read_deck(file)
    own = [reading for reading in loaded.readings if reading.path in loaded.own and reading.deck is not None]
    wanted = name.casefold()
    named = [
        reading for reading in own
        if reading.deck is not None and wanted in (reading.path.stem.casefold(), reading.deck.name.casefold())
    ]  # fmt: skip
    if len(named) == 1:
        return named[0]
    if named:
        raise WrongUse(f"Several decks have this name; name the file: {', '.join(str(one.path) for one in named)}.")
    known = ", ".join(f"“{reading.path.stem}”" for reading in own) or "none yet"
    raise WrongUse(f"There is no deck “{one_line(name)}” of your own; there is: {known}.")
