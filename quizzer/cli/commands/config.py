"""``quizzer config``: where the configuration is, and a commented one to start from."""

from __future__ import annotations

import click

from quizzer.config import default_config_text, find_paths, load_settings, write_default_config


@click.command()
@click.option("--init", is_flag=True, help="Write a commented config.toml with every key and its default.")
@click.option("--default", "show_default", is_flag=True, help="Print that file instead of writing it.")
@click.pass_obj
def command(home: str | None, init: bool, show_default: bool) -> None:
    """Tell where the configuration is and whether it is sound; --init writes one."""
    paths = find_paths(home)
    if show_default:
        click.echo(default_config_text(), nl=False)
        return
    if init:
        click.echo(f"Wrote {write_default_config(paths)}. Every key is commented out and shows its default.")
        return
    load_settings(paths)
    state = (
        "sound" if paths.config.exists() else "not there: every key has its default; `quizzer config --init` writes one"
    )
    click.echo(f"configuration  {paths.config} ({state})")
    click.echo(f"database       {paths.database}")
    click.echo(f"backups        {paths.backups}")
    click.echo(f"own decks      {paths.decks}")
