"""``quizzer derive``: a document to a deck file of drafts, best first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizzer.cli.json_output import print_json
from quizzer.cli.options.completion_values import complete_own_deck
from quizzer.cli.options.model import (
    choose_model,
    model_lines,
    model_options,
    model_to_json,
    open_choice,
    read_document_argument,
    requests_to_json,
    show_requests,
)
from quizzer.cli.options.shared import json_option
from quizzer.cli.progress_line import ProgressLine
from quizzer.config import find_paths, load_settings
from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import plural
from quizzer.errors import WrongUse

if TYPE_CHECKING:
    from quizzer.derive.document.passages import Document, Passage
    from quizzer.derive.drafts import Wishes
    from quizzer.study.drafts.deriving.compose import FreshNote
    from quizzer.study.drafts.deriving.derive import DeriveResult
    from quizzer.study.drafts.deriving.update import UpdateReport

_SHOWN, _LISTED = 72, 10


@click.command()
@click.argument("document", type=click.Path(path_type=Path), required=False, metavar="DOCUMENT")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="The deck file to write.")
@click.option(
    "--update", metavar="DECK", default="", shell_complete=complete_own_deck,
    help="Bring the drafts of this deck up to date; what you accepted, edited or rejected stays as it is.",
)  # fmt: skip
@click.option(
    "-a",
    "--axis",
    "axes",
    multiple=True,
    metavar="ID=WORD,...",
    help="An axis and words that belong to it; may be given several times.",
)
@click.option("--kinds", metavar="NAME,...", default="", help="Only these families of drafts.")
@click.option("-n", "--limit", type=click.IntRange(1), metavar="N", help="At most N drafts above the line.")
@click.option("--all", "everything", is_flag=True, help="Write the drafts below the line too.")
@click.option("--explain", metavar="ID", default="", help="Print how the score of a draft comes about; write nothing.")
@model_options
@json_option
@click.pass_obj
def command(
    home: str | None,
    document: Path | None,
    output: Path | None,
    update: str,
    axes: tuple[str, ...],
    kinds: str,
    limit: int | None,
    everything: bool,
    explain: str,
    llm: str | None,
    llm_dry_run: bool,
    llm_budget: int | None,
    as_json: bool,
) -> None:
    """Derive drafts of notes from a document.

    DOCUMENT is plain text, Markdown, a web page, a PDF, a Word document or an EPUB. The drafts go to a new deck file in
    the data folder, the best first; each stands on a sentence of the document. None is asked before you accept it with
    `quizzer triage`. The document is kept as `quizzer source add` keeps it.

    With --llm the sections of the document go to the model you choose; without it nothing leaves the machine.
    """
    from quizzer.study.drafts.deriving.derive import DerivePlan, derive_deck, explain_draft

    if output is not None and update:
        raise WrongUse("-o names a new file and --update a deck that is there; give one of them.")
    document, llm = read_document_argument(document, llm)
    choice = choose_model(llm, llm_budget, dry_run=llm_dry_run, explain=explain)
    wishes = _wishes(axes, kinds, limit, everything=everything or bool(explain))
    if choice.dry_run:
        _print_requests(document, as_json=as_json)
        return
    paths = find_paths(home)
    with ProgressLine() as line:
        model = open_choice(choice, partial(_say, line))
        plan = DerivePlan(document, wishes, output, update, model)
        if explain:
            fresh = explain_draft(load_settings(paths), plan, explain, lambda done, of: line("Deriving", done, of))
            _print_explanation(fresh, as_json=as_json)
            return
        result = derive_deck(paths, load_settings(paths), plan, lambda done, of: line("Deriving", done, of))
    if as_json:
        print_json("derive", _result_to_json(result))
    else:
        for said in _lines(result):
            click.echo(" " * (len(said) - len(said.lstrip(" "))) + one_line(said))
    if result.path is None:
        click.get_current_context().exit(1)


def _say(line: ProgressLine, said: str) -> None:
    line.clear()
    click.echo(one_line(said), err=True)


def _print_requests(document: Path, *, as_json: bool) -> None:
    if as_json:
        print_json("derive", requests_to_json(document))
        return
    for said in show_requests(document):
        click.echo(f"{plain(said)}\n")


def _wishes(axes: Sequence[str], kinds: str, limit: int | None, *, everything: bool) -> Wishes:
    from quizzer.derive.drafts import Wishes
    from quizzer.derive.extract.registry import EXTRACTORS

    names = frozenset(filter(None, (name.strip() for name in kinds.split(","))))
    if wrong := sorted(names - set(EXTRACTORS)):
        raise WrongUse(f"--kinds: there is no “{one_line(wrong[0])}”; there are {', '.join(sorted(EXTRACTORS))}.")
    return Wishes(dict(map(_read_axis, axes)), names, limit, everything)


def _read_axis(given: str) -> tuple[str, tuple[str, ...]]:
    axis, sign, words = given.partition("=")
    found = tuple(filter(None, (word.strip() for word in words.split(","))))
    if not sign or not axis.strip() or not found:
        raise WrongUse(
            f"--axis {one_line(given)}: write an id and the words that belong to it, as in THYROID=TSH,T3,T4."
        )
    return axis.strip(), found


# What a person reads


def _lines(result: DeriveResult) -> Iterator[str]:
    document, derivation = result.document, result.derivation
    if result.path is None:
        yield f"{document.path}: no draft could be made, so no deck was written."
    elif result.update is not None:
        yield from _update_lines(result.update, result.path)
    else:
        above = sum(one.draft.above for one in result.fresh)
        below = len(result.fresh) - above
        yield f"{result.path}: {plural(above, 'draft')} above the line" + (f", {below} below it." if below else ".")
    for remark in document.remarks:
        yield f"{remark[:1].upper()}{remark[1:]}."
    yield from derivation.notices
    yield from model_lines(result.model)
    dropped = _dropped(result)
    if dropped:
        yield "Dropped: " + ", ".join(f"{count:,} {reason}" for reason, count in dropped.items()) + "."
    left_out = _left_out(document)
    if left_out:
        said = ", ".join(f"{count:,} × {kind}" for kind, count in left_out.items())
        yield f"Left out of the document: {said}; `quizzer check --source` lists them."
    yield from _bare_lines(document, derivation.bare)
    if result.path is not None and not result.is_loaded:
        yield f"{result.path} is in no deck folder, so it is not loaded; move it to {result.folder}."
    elif result.path is not None:
        yield f"Next: quizzer triage {result.path.stem}"


def _bare_lines(document: Document, bare: Sequence[Passage]) -> Iterator[str]:
    of = len(document.statements)
    if not bare:
        yield f"A draft stands on each of the {plural(of, 'passage')}."
        return
    yield f"No draft stands on {len(bare):,} of {plural(of, 'passage')}:"
    for passage in bare[:_LISTED]:
        yield f"  {document.path}:{passage.line}: {passage.where}: {_excerpt(passage.text)}"
    if len(bare) > _LISTED:
        yield f"  and {len(bare) - _LISTED:,} more; --json lists them all."


def _update_lines(report: UpdateReport, path: Path) -> Iterator[str]:
    counts = [
        (len(report.added), "new"), (len(report.refreshed), "made anew"), (len(report.removed), "taken out"),
    ]  # fmt: skip
    said = ", ".join(f"{plural(number, 'draft')} {what}" for number, what in counts if number)
    yield f"{path}: {said or 'nothing changed'}."
    for note_id in report.removed:
        yield f"  taken out: {note_id}, which the document no longer gives"
    for lost in report.lost:
        what = "reads otherwise now" if lost.state == "changed" else "is gone"
        yield f"{path}:{lost.line}: the passage of {lost.id} {what}; the note stays as it is"
        if lost.old:
            yield f"  before: {lost.old}"
        if lost.new:
            yield f"  now: {lost.new}" if lost.old else f"  nearest now: {lost.new}"


def _excerpt(text: str) -> str:
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + '…'}”"


def _dropped(result: DeriveResult) -> dict[str, int]:
    unwritable = {"with signs no deck file can hold": result.unwritable} if result.unwritable else {}
    return {**result.derivation.dropped, **unwritable}


def _left_out(document: Document) -> Mapping[str, int]:
    from quizzer.derive.document.passages import LEFT_OUT

    kinds = Counter(passage.kind for passage in document.passages)
    return {kind: kinds[kind] for kind in LEFT_OUT if kinds[kind]}


def _print_explanation(fresh: FreshNote, *, as_json: bool) -> None:
    draft, candidate = fresh.draft, fresh.draft.candidate
    if as_json:
        print_json("derive", {"explained": _draft_to_json(fresh)})
        return
    click.echo(one_line(f"{fresh.note.id}: {draft.score:.2f}, {'above' if draft.above else 'below'} the line"))
    click.echo(one_line(f"{candidate.extractor}: {candidate.why}"))
    click.echo(one_line(f"stands on {candidate.quote.passage.where}: {_excerpt(candidate.quote.text)}"))
    for name, value in draft.features.items():
        click.echo(f"  {value:+.3f}  {one_line(name)}")
    for doubt in draft.doubts:
        click.echo(f"  !       {one_line(doubt)}")


# For scripts


def _result_to_json(result: DeriveResult) -> dict[str, object]:
    update = result.update
    return {
        "document": str(result.document.path),
        "source": result.source_id,
        "path": None if result.path is None else str(result.path),
        "drafts": [_draft_to_json(one) for one in result.fresh],
        "dropped": _dropped(result),
        "left_out": dict(_left_out(result.document)),
        "passages": len(result.document.statements),
        "bare": [_passage_to_json(passage) for passage in result.derivation.bare],
        "model": model_to_json(result.model),
        "notices": [*result.document.remarks, *result.derivation.notices],
        "update": None
        if update is None
        else {
            "added": update.added,
            "refreshed": update.refreshed,
            "removed": update.removed,
            "lost": [
                {"note": lost.id, "line": lost.line, "state": lost.state, "before": lost.old, "now": lost.new}
                for lost in update.lost
            ],
        },
    }


def _draft_to_json(fresh: FreshNote) -> dict[str, object]:
    draft = fresh.draft
    return {
        "id": fresh.note.id,
        "key": draft.candidate.key,
        "kind": fresh.note.kind,
        "family": draft.candidate.extractor,
        "score": draft.score,
        "above": draft.above,
        "why": draft.candidate.why,
        "doubts": list(draft.doubts),
        "features": dict(draft.features),
    }


def _passage_to_json(passage: Passage) -> dict[str, object]:
    return {"line": passage.line, "section": passage.section, "place": passage.place, "level": passage.level}
