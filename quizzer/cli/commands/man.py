"""``quizzer man``."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Print the manual page, in roff.

    \b
    quizzer man > ~/.local/share/man/man1/quizzer.1
    """
    from quizzer import __version__
    from quizzer.cli.group import quizzer
    from quizzer.cli.man_page import build_man_page

    click.echo(build_man_page(quizzer, "quizzer", __version__), nl=False)
