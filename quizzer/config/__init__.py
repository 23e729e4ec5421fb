"""The folders quizzer keeps its files in, and the settings a person makes in ``config.toml``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from quizzer.config.settings import Settings as Settings
from quizzer.errors import Problem, WrongUse
from quizzer.files import require_file, write_whole
from quizzer.shared_config import find_shared_config

HOME_VARIABLE = "QUIZZER_HOME"
LARGEST = 1 << 18
"""Bytes of a configuration; the commented one with every key has 10,000."""


class Paths(NamedTuple):
    """The files of one person, all below one folder.

    Attributes:
        home: That folder; absolute. It need not exist yet.
    """

    home: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.home / "quizzer.db"

    @property
    def own_config(self) -> Path:
        """The settings of this home; need not exist."""
        return self.home / "config.toml"

    @property
    def config(self) -> Path:
        """The settings that are read: this home's; where it has none, the user's for all homes. Need not exist."""
        own = self.own_config
        if os.path.lexists(own):
            return own
        shared = Path(find_shared_config())
        return shared if shared.is_file() else own

    @property
    def backups(self) -> Path:
        """Folder of the backups."""
        return self.home / "backups"

    @property
    def decks(self) -> Path:
        """Folder of a person's own decks."""
        return self.home / "decks"

    @property
    def lock(self) -> Path:
        """Held by the program that is writing."""
        return self.home / "quizzer.lock"


def find_paths(home_option: str | None) -> Paths:
    """The folders of a person: the option, else ``QUIZZER_HOME``, else the user's data folder. Nothing is created.

    Raises:
        WrongUse: The folder begins with ``~`` and there is no such user.
    """
    chosen = home_option or os.environ.get(HOME_VARIABLE)
    if not chosen:
        from platformdirs import user_data_path

        return Paths(user_data_path("quizzer", appauthor=False))
    try:
        return Paths(Path(chosen).expanduser().absolute())
    except RuntimeError:
        name = "--home" if home_option else HOME_VARIABLE
        raise WrongUse(f"{name} is {chosen!r}, and there is no such user; name a folder.") from None


def bundled_decks() -> Path:
    """The folder of the decks that come with quizzer: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "decks"
    return inside if inside.is_dir() else package.parent / "decks"


def load_settings(paths: Paths) -> Settings:
    """The settings of ``config.toml``; the defaults where there is none.

    Raises:
        WrongUse: The file cannot be read, or something in it is wrong: one sentence a line, each with its place.
    """
    defaults = Settings(deck_folders=(paths.decks,))
    try:
        require_file(paths.config)
        with paths.config.open("rb") as file:
            written = file.read(LARGEST + 1)
    except FileNotFoundError:
        return defaults
    except Problem as problem:
        raise WrongUse(str(problem)) from None
    except OSError as error:
        raise WrongUse(f"{paths.config}: the configuration cannot be read: {error.strerror or error}.") from None
    if len(written) > LARGEST:
        raise WrongUse(f"{paths.config}: this is larger than {LARGEST >> 10} kB, which no configuration is.")
    from quizzer.config.file import parse_settings, sets_nothing

    return defaults if sets_nothing(written) else parse_settings(written, paths.config, defaults)


def default_config_text() -> str:
    """A ``config.toml`` with every key, its meaning, its bounds and, commented out, its default."""
    from quizzer.config.schema import template

    return template()


def write_default_config(paths: Paths) -> Path:
    """Write the commented configuration into the home; an existing one stays as it is.

    Returns:
        The file written.

    Raises:
        WrongUse: There is one already.
        Problem: It cannot be written.
    """
    target = paths.own_config
    if target.exists() or target.is_symlink():
        raise WrongUse(f"{target} exists already and stays as it is; `quizzer config --default` prints the defaults.")
    write_whole(target, default_config_text(), "the configuration", private=True)
    return target
