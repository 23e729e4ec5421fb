"""``quizzer rebuild``."""

from __future__ import annotations

import click

from quizzer.cli.open_collection import open_collection


@click.command()
@click.pass_context
def command(ctx: click.Context) -> None:
    """Regenerate every cached value from the review log and tell what was different: nothing, as it should be."""
    from quizzer.study.collection.rebuild import rebuild_collection

    with open_collection(ctx.obj, exclusive=True) as collection:
        differences = rebuild_collection(collection)
    for difference in differences:
        click.echo(str(difference))
    if differences:
        click.echo(f"{len(differences)} values did not follow from the log; they do now.", err=True)
        ctx.exit(1)
    click.echo("Rebuilt from the log: no difference.")
