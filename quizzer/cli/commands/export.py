"""``quizzer export``."""

from __future__ import annotations

from pathlib import Path

import click

from quizzer.cli.open_collection import open_collection
from quizzer.cli.options.shared import filter_options
from quizzer.cli.progress_line import ProgressLine
from quizzer.core.safe_text import one_line
from quizzer.errors import WrongUse
from quizzer.formats import registry
from quizzer.study.exchange.plan import ExportPlan
from quizzer.study.filters import Filter

_ON_REQUEST = registry.join_words(registry.export_endings("on request"))
_ALWAYS = registry.join_words(registry.export_endings("always"))
_HELP = f"""Write decks and progress to FILE, whose ending decides the format.

{registry.export_help()}
"""


@click.command(help=_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@filter_options()
@click.option(
    "--with-progress", is_flag=True, help=f"With schedule, review history and FSRS parameters ({_ON_REQUEST})."
)
@click.option(
    "--with-foreign",
    is_flag=True,
    help="With the notes made in Anki, as they were there, with their own note type and fields (.apkg).",
)
@click.option(
    "--with-quotes",
    is_flag=True,
    help="With the sentences of the document that the notes quote; they are another's text (.apkg, .json).",
)
@click.pass_obj
def command(
    home: str | None,
    file: Path,
    wanted: Filter,
    with_progress: bool,
    with_foreign: bool,
    with_quotes: bool,
) -> None:
    from quizzer.study.decks.sync import sync_decks_if_free
    from quizzer.study.exchange.export import export
    from quizzer.study.exchange.messages import export_messages

    if with_progress and file.suffix.lower() not in registry.export_endings("on request", "always"):
        raise WrongUse(
            f"--with-progress is for {_ON_REQUEST}; {_ALWAYS} always has everything, the other formats carry no "
            "history."
        )
    if with_foreign and file.suffix.lower() != ".apkg":
        raise WrongUse("--with-foreign is for .apkg; in the other formats notes made in Anki are notes as all others.")
    if with_quotes and file.suffix.lower() not in (".apkg", ".json"):
        raise WrongUse("--with-quotes is for .apkg and .json; the other formats carry no quotes.")
    plan = ExportPlan(file, wanted, with_progress, with_foreign, with_quotes)
    with open_collection(home, exclusive=False) as collection:
        sync_decks_if_free(collection)
        with ProgressLine() as telling:
            exported = export(collection, plan, telling)
    for line in export_messages(exported):
        click.echo(one_line(line))
