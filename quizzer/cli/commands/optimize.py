"""``quizzer optimize``: FSRS parameters fitted to the learner's own log."""

from __future__ import annotations

import click

from quizzer.cli.open_collection import open_collection
from quizzer.cli.progress_line import ProgressLine
from quizzer.core.safe_text import one_line
from quizzer.errors import WrongUse
from quizzer.store.records.parameters import ParameterSet
from quizzer.study.collection.collection import Collection
from quizzer.study.parameters.optimize import Fit, TooFew, load_history, optimize, restore_previous


@click.command()
@click.option("--per-axis", is_flag=True, help="A set for each axis that has enough answers.")
@click.option("--dry-run", is_flag=True, help="Only tell what it would come to; nothing is taken into use.")
@click.option("--back", is_flag=True, help="Use the parameters again that were in use before the last fit.")
@click.option("--history", "list_history", is_flag=True, help="List every set that was in use.")
@click.pass_obj
def command(home: str | None, per_axis: bool, dry_run: bool, back: bool, list_history: bool) -> None:
    """Fit the memory model to your answers.

    The first four fifths of the answers are fitted, and the last fifth is predicted, by the new parameters and by those
    in use. The new ones are taken only when they predict better. Due dates stay as they are; memory states are computed
    anew, and the coming intervals follow them. Earlier parameters are kept.
    """
    from quizzer.study.decks.sync import sync_decks

    if sum((back, list_history, per_axis or dry_run)) > 1:
        raise WrongUse("--back, --history and a fit exclude each other.")
    with open_collection(home, exclusive=True) as collection:
        sync_decks(collection)
        if list_history:
            lines = [_set_line(collection, fitted) for fitted in load_history(collection)]
            lines = lines or ["No parameters were fitted yet; the defaults of FSRS-6 are in use."]
        elif back:
            left = restore_previous(collection)
            lines = (
                ["Back to the parameters from before the last fit."] if left else ["There is nothing to go back from."]
            )
        else:
            with ProgressLine() as telling:
                lines = [
                    text
                    for fit in optimize(collection, per_axis=per_axis, dry=dry_run, progress=telling)
                    for text in _fit(fit)
                ]
    for text in lines:
        click.echo(one_line(text))


def _fit(fit: Fit | TooFew) -> list[str]:
    name = fit.axis.label if fit.axis else "Everything"
    if isinstance(fit, TooFew):
        return [f"{name}: {fit.reviews} reviews a day or more apart; a fit needs {fit.needed}. Nothing was changed."]
    lines = [
        f"{name}: fitted to {fit.reviews} reviews; the last {fit.held_out} were kept apart and predicted.",
        f"Log loss {fit.before.log_loss:.4f} before, {fit.after.log_loss:.4f} after; "
        f"RMSE (bins) {fit.before.rmse:.4f} before, {fit.after.rmse:.4f} after.",
    ]
    if fit.left_out:
        lines.append(
            f"{fit.left_out} reviews were left out: memory holds no more than the first {fit.longest} answers of each "
            "card."
        )
    if fit.taken:
        lines.append("They predict better and are in use now. `quizzer optimize --back` takes them out of use again.")
    elif fit.better:
        lines.append("They predict better; without --dry-run they would be in use now.")
    else:
        lines.append("They predict no better, so the parameters stay as they were.")
    lines.append("Parameters: " + ", ".join(f"{weight:g}" for weight in fit.weights))
    return lines


def _set_line(collection: Collection, fitted: ParameterSet) -> str:
    when = collection.clock.local(fitted.at).strftime("%Y-%m-%d %H:%M")
    losses = fitted.evaluation
    used = "in use" if fitted.active else "not in use"
    return (
        f"{when}  {fitted.axis or 'everything'}  {fitted.reviews} reviews  log loss {losses.get('before', 0):.4f} -> "
        f"{losses.get('after', 0):.4f}  {used}"
    )
