"""The commands, and the options that stand before them. Each command is a module, imported when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from quizzer import __version__

_COMMANDS = {
    "review": "Review what is due, in the terminal app or line by line.",
    "quiz": "Take a quiz over chosen cards, or list those taken.",
    "due": "Print what is due on one line, for a prompt or a status bar.",
    "remind": "Print or install a daily reminder of what is due.",
    "stats": "Print statistics: reviews, retention, forecast, predicted and actual recall.",
    "mastery": "Print how well each axis, deck or tag is known, today or as of a day.",
    "report": "Write a page of HTML about what you know, to keep or to show.",
    "class": "Print what the learners of a class know, or invite one.",
    "goal": "Know an axis, deck or tag by a day: set a goal, or list those set.",
    "postpone": "Put reviews off: all of some days, or those that lose least.",
    "advance": "Bring reviews forward to today.",
    "workload": "Show what each desired retention would cost.",
    "optimize": "Fit the memory model to your answers.",
    "decks": "List the decks, with counts and problems.",
    "check": "Check deck files; every finding is file:line: message.",
    "add": "Add a note to a deck of your own.",
    "derive": "Derive drafts of notes from a document, to be accepted or rejected.",
    "triage": "Decide the drafts of a deck: accept, change or reject each.",
    "source": "Keep a document, to read the passage behind a card.",
    "config": "Show or write the configuration.",
    "export": "Write decks and progress for Anki or as a file: {endings}.",
    "import": "Take in decks and reviews from {formats}.",
    "anki": "Give decks to an Anki that runs here, and take its reviews.",
    "backup": "Make a backup of the database.",
    "restore": "Put a backup in the database's place.",
    "sync": "Take in what your other devices did, and send them what was done here.",
    "merge": "Take in the answers given on another machine.",
    "log": "Print the review log: every answer and mark ever recorded.",
    "forget": "Take a deck and its history out for good.",
    "rebuild": "Regenerate every cached value from the review log.",
    "man": "Print the manual page.",
    "completions": "Print the completion script for a shell.",
}
_MODULES = {"import": "import_file", "class": "classroom"}  # words of Python's own


class _Commands(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = _MODULES.get(cmd_name, cmd_name)
        command = import_module(f"quizzer.cli.commands.{module}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in _COMMANDS and not ctx.resilient_parsing:
            from difflib import get_close_matches

            close = get_close_matches(args[0], _COMMANDS, n=1)
            hint = f" Did you mean “{close[0]}”?" if close else ""
            ctx.fail(f"There is no command “{args[0]}”.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        from quizzer.formats import registry

        endings, formats = ", ".join(registry.export_endings()), registry.join_words(registry.names(), " or")
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, text.format(endings=endings, formats=formats)) for name, text in _COMMANDS.items()]
            )


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Without a command, quizzer opens the terminal app. "
    "It is study material about an article, not medical advice.",
)
@click.version_option(__version__, "--version", "-V", prog_name="quizzer", message="%(prog)s %(version)s")
@click.option(
    "--home", metavar="FOLDER", help="Keep everything (database, configuration, backups) in this folder.", default=None
)
@click.pass_context
def quizzer(ctx: click.Context, home: str | None) -> None:
    """Learn what a document teaches: daily reviews in the terminal, mastery per axis."""
    ctx.obj = home
    if ctx.invoked_subcommand is None:
        from quizzer.cli.open_collection import open_app

        open_app(home, None)
