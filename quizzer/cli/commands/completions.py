"""``quizzer completions``."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash: quizzer completions bash > ~/.local/share/bash-completion/completions/quizzer
    zsh:  quizzer completions zsh > ~/.zfunc/_quizzer      (with ~/.zfunc in fpath)
    fish: quizzer completions fish > ~/.config/fish/completions/quizzer.fish
    """
    from click.shell_completion import get_completion_class

    from quizzer.cli.group import quizzer

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(quizzer, {}, "quizzer", "_QUIZZER_COMPLETE").source())
