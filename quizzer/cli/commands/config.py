"""``quizzer config``: where the configuration is, and a commented one to start from."""

from __future__ import annotations

import click

from quizzer.cli.json_output import print_json
from quizzer.cli.options.shared import json_option
from quizzer.config import Paths, default_config_text, find_paths, load_settings, write_default_config
from quizzer.errors import WrongUse


@click.command()
@click.option("--init", is_flag=True, help="Write a commented config.toml with every key and its default.")
@click.option("--default", "show_default", is_flag=True, help="Print that file instead of writing it.")
@json_option
@click.pass_obj
def command(home: str | None, init: bool, show_default: bool, as_json: bool) -> None:
    """Say where the configuration is and whether it is sound; --init writes one.

    It is config.toml in the data folder; where there is none, quizzer/config.toml in $XDG_CONFIG_HOME (~/.config).
    """
    if as_json and (init or show_default):
        raise WrongUse("--json says where things are; leave --init and --default out.")
    paths = find_paths(home)
    if show_default:
        click.echo(default_config_text(), nl=False)
        return
    if init:
        click.echo(f"Wrote {write_default_config(paths)}. Every key is commented out and shows its default.")
        return
    load_settings(paths)
    if as_json:
        print_json("config", _as_data(paths))
        return
    for name, place in _places(paths):
        click.echo(f"{name:<15}{place}")


def _places(paths: Paths) -> list[tuple[str, str]]:
    if not paths.config.exists():
        state = "not there: every key has its default; `quizzer config --init` writes one"
    elif paths.config == paths.own_config:
        state = "sound"
    else:
        state = f"sound; used because {paths.own_config} is not there"
    return [
        ("configuration", f"{paths.config} ({state})"),
        ("database", str(paths.database)),
        ("backups", str(paths.backups)),
        ("own decks", str(paths.decks)),
    ]


def _as_data(paths: Paths) -> dict[str, object]:
    """The places for ``--json``."""
    return {
        "home": str(paths.home),
        "config": str(paths.config),
        "config_exists": paths.config.exists(),
        "database": str(paths.database),
        "backups": str(paths.backups),
        "decks": str(paths.decks),
    }
