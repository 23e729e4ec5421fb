"""Paths, settings, and what a person is told about a wrong ``config.toml``."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.config import (
    Paths,
    Settings,
    bundled_decks,
    default_config_text,
    find_paths,
    load_settings,
    write_default_config,
)
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS, Scheduling
from quizzer.errors import Problem, WrongUse
from quizzer.keys.actions import DEFAULT_KEYS
from quizzer.shared_config import find_shared_config


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    home = tmp_path / "own"
    home.mkdir()
    return Paths(home)


def read(paths: Paths, text: str) -> Settings:
    paths.config.write_text(text, encoding="utf-8")
    return load_settings(paths)


def refusal(paths: Paths, text: str) -> str:
    with pytest.raises(WrongUse) as told:
        read(paths, text)
    return str(told.value)


def uncommented(text: str) -> str:
    return re.sub(r"^#(?=\S)", "", text, flags=re.MULTILINE)


def test_the_home_option_wins_over_the_variable_and_that_over_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZZER_HOME", str(tmp_path / "variable"))
    assert find_paths(str(tmp_path / "option")).home == tmp_path / "option"
    assert find_paths(None).home == tmp_path / "variable"
    monkeypatch.delenv("QUIZZER_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    if sys.platform == "linux":
        assert find_paths(None).home == tmp_path / "data" / "quizzer"


def test_a_home_is_absolute_and_may_begin_with_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "me"))
    assert find_paths("cards").home == tmp_path / "cards"
    assert find_paths("~/cards").home == tmp_path / "me" / "cards"
    with pytest.raises(WrongUse, match="no such user"):
        find_paths("~nobody-of-this-name/cards")


def test_finding_and_loading_create_nothing(tmp_path: Path) -> None:
    paths = find_paths(str(tmp_path / "home"))
    assert load_settings(paths) == Settings(deck_folders=(paths.decks,))
    assert {paths.database, paths.config, paths.backups, paths.decks, paths.lock} == {
        tmp_path / "home" / name for name in ("quizzer.db", "config.toml", "backups", "decks", "quizzer.lock")
    }
    assert not (tmp_path / "home").exists()


def test_the_bundled_decks_are_found() -> None:
    assert list(bundled_decks().glob("*.yaml")), "no deck comes with the program"


def test_without_settings_nothing_heavy_is_imported() -> None:
    code = (
        "import sys; from pathlib import Path; from quizzer.config import Paths, load_settings;"
        "load_settings(Paths(Path('nowhere')));"
        "print([m for m in ('tomllib', 'platformdirs', 'textual', 'quizzer.config.file') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_template_as_it_is_changes_nothing(paths: Paths) -> None:
    assert read(paths, default_config_text()) == Settings(deck_folders=(paths.decks,))


def test_every_default_in_the_template_is_the_default(paths: Paths) -> None:
    text = uncommented(default_config_text())
    assert read(paths, text) == Settings(deck_folders=(paths.decks,))


def test_every_setting_is_in_the_template(paths: Paths) -> None:
    text = uncommented(default_config_text())
    for name in Scheduling._fields:
        assert f"\n{name} = " in text or f"\n[{'retention' if name == 'axis_retention' else name}]" in text, name
    for action in DEFAULT_KEYS:
        assert f'\n"{action}" = ' in text, f"{action} is not told"


def test_every_key_is_read_into_its_setting(paths: Paths) -> None:
    steps = 'learning_steps = ["90s", "1.5h", "1d"]\nrelearning_steps = "5m 1h"\n'
    parameters = [*FSRS_6_DEFAULTS[:20], 0.2]
    found = read(
        paths,
        '[review]\ntyped = false\nanswer_cap = "2m"\n[app]\ntheme = "nord"\neditor = "vim -n"\n'
        f"[scheduling]\ndesired_retention = 0.85\nnew_per_day = 10\nreviews_per_day = 200\n{steps}"
        'learn_ahead = "0s"\nmaximum_interval = 365\nrollover_hour = 0\nbury_siblings = false\nleech_threshold = 4\n'
        "easy_days = { sat = 0.5, Sunday = 0 }\n"
        f"parameters = {parameters}\n[new_per_day_of]\nHPG = 5\nHPA = 10\n[retention]\nHPG = 0.95\nHPA = 0.85\n"
        "[backups]\ndaily = 7\nmonthly = 0\n",
    )
    assert found == Settings(
        scheduling=Scheduling(
            desired_retention=0.85,
            axis_retention={"HPG": 0.95},
            learning_steps=(90, 5400, 86_400),
            relearning_steps=(300, 3600),
            maximum_interval=365,
            new_per_day=10,
            new_per_day_of={"HPG": 5},
            reviews_per_day=200,
            rollover_hour=0,
            learn_ahead=0,
            easy_days=(1, 1, 1, 1, 1, 0.5, 0),
            bury_siblings=False,
            leech_threshold=4,
            parameters=tuple(parameters),
        ),
        deck_folders=(paths.decks,),
        editor="vim -n",
        theme="nord",
        backups_daily=7,
        backups_monthly=0,
        answer_cap_seconds=120,
        typed=False,
    )


def test_deck_folders_are_relative_to_the_file_and_know_the_tilde(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "me"))
    absolute = tmp_path / "elsewhere"
    found = read(paths, f"[decks]\nfolders = ['mine', '~/notes', '{absolute}']\n")
    assert found.deck_folders == (paths.home / "mine", tmp_path / "me" / "notes", absolute)


def test_a_byte_order_mark_is_forgiven(paths: Paths) -> None:
    paths.config.write_bytes(b"\xef\xbb\xbf[review]\ntyped = false\n")
    assert load_settings(paths).typed is False


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("desired_retention = 1.5", "scheduling.desired_retention is 1.5; it must be a number between 0.70 and 0.99."),
        ("desired_retention = nan", "scheduling.desired_retention is nan; it must be a number between 0.70 and 0.99."),
        ("new_per_day = '20'", 'scheduling.new_per_day is "20"; it must be a whole number between 0 and 9999.'),
        (
            "easy_days = { sun = 2 }",
            "scheduling.easy_days is a table; it must be a table of weekdays with a share from 0 to 1 each, such as "
            "{ sat = 0.5, sun = 0 }.",
        ),
        (
            "easy_days = { mon = 0, tue = 0, wed = 0, thu = 0, fri = 0, sat = 0, sun = 0 }",
            "scheduling.easy_days is a table; it must be a table of weekdays with a share from 0 to 1 each, such as "
            "{ sat = 0.5, sun = 0 }, and not 0 on all seven.",
        ),
        ("new_per_day = true", "scheduling.new_per_day is true; it must be a whole number between 0 and 9999."),
        (
            "reviews_per_day = -1",
            'scheduling.reviews_per_day is -1; it must be a whole number between 0 and 9999, or "unlimited".',
        ),
        ("bury_siblings = 1", "scheduling.bury_siblings is 1; it must be true or false."),
        (
            "learning_steps = ['1x']",
            'scheduling.learning_steps is ["1x"]; it must be an array such as ["1m", "10m"] of durations between "1s" '
            'and "30d", or [] for none.',
        ),
        (
            "learn_ahead = '2d'",
            'scheduling.learn_ahead is "2d"; it must be a duration between "0s" and "1d", written like "90s", "10m", '
            '"1h" or "1d".',
        ),
        (
            "desired_retenton = 0.9",
            "there is no key scheduling.desired_retenton; did you mean scheduling.desired_retention?",
        ),
    ],
)
def test_a_wrong_value_is_told_with_its_place_itself_and_what_is_allowed(
    paths: Paths, line: str, sentence: str
) -> None:
    assert refusal(paths, f"# mine\n[scheduling]\n{line}\n") == f"{paths.config}:3: {sentence}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[schedulin]\n", "1: there is no table or key schedulin; did you mean [scheduling]?"),
        ("new_per_day = 3\n", "1: there is no table or key new_per_day; did you mean scheduling.new_per_day?"),
        ("review = 3\n", "1: review is 3; it must be a table, [review] on a line of its own."),
        ("[retention]\n\nHPG = 2\n", "3: retention.HPG is 2; it must be a number between 0.70 and 0.99."),
        ("[decks]\nfolders = ''\n", '2: decks.folders is ""; it must be an array of texts in quotes.'),
        ('[app]\ntheme = "a\\u001b[31m"\n', '2: app.theme is "a\\x1b[31m"; it must be a text in quotes'),
        ("scheduling.rollover_hour = 24\n", "1: scheduling.rollover_hour is 24; it must be a whole number"),
        ("[review]\ntyped = \n", "2: this is not TOML: invalid value; correct this line."),
        ("[review]\ntyped", "2: this is not TOML: expected '=' after a key"),
        (
            "[keys]\n'reviw.undo' = 'x'\n",
            "2: there is no action 'reviw.undo'; did you mean 'review.undo'?",
        ),
        ("[keys]\nreview.edit = 'blorp'\n", "2: review.edit is given 'blorp', which is no key;"),
        (
            "[keys]\n'review.flag' = ['u']\n",
            "2: u would mean both review.undo and review.flag; give one of them another key.",
        ),
        ("[keys]\nreview.edit = 3\n", '2: keys.review.edit is 3; it must be keys such as "u, ctrl+z"'),
    ],
)
def test_what_else_can_be_wrong_is_told_with_its_line(paths: Paths, text: str, sentence: str) -> None:
    told = refusal(paths, text)
    assert told.startswith(f"{paths.config}:{sentence}")
    assert told.isprintable()


def test_a_parameter_out_of_bounds_is_told_by_its_number(paths: Paths) -> None:
    told = refusal(paths, f"[scheduling]\nparameters = {[0.05, *FSRS_6_DEFAULTS[1:4], 0.5, *FSRS_6_DEFAULTS[5:]]}\n")
    assert "(number 5 is 0.5, allowed is 1.0 to 10.0)" in told
    assert "an array of 21 numbers" in refusal(paths, "[scheduling]\nparameters = [1]\n")


def test_all_problems_are_told_at_once_in_the_order_of_the_file(paths: Paths) -> None:
    told = refusal(paths, "[keys]\nreview.edit = 'blorp'\n[review]\ntyped = 1\n[scheduling]\nnew_per_day = -1\n")
    assert [line.split(":")[1] for line in told.splitlines()] == ["2", "4", "6"]


def test_keys_are_kept_only_where_they_differ(paths: Paths) -> None:
    found = read(paths, "[keys]\n'review.undo' = 'Ctrl+Z, x'\nreview.edit = 'e, ctrl+o'\nhome.sync = ''\n")
    assert found.keys == {"review.undo": ("ctrl+z", "x"), "home.sync": ()}


def test_a_file_that_is_no_text_or_no_file_is_told(paths: Paths) -> None:
    paths.config.write_bytes(b"[review]\ntyped = '\xff'\n")
    with pytest.raises(WrongUse, match=r"config\.toml:2: this is not UTF-8"):
        load_settings(paths)
    paths.config.unlink()
    paths.config.mkdir()
    with pytest.raises(WrongUse, match="cannot be read"):
        load_settings(paths)


def test_a_table_written_twice_is_told_even_when_it_is_empty(paths: Paths) -> None:
    assert refusal(paths, "[review]\n[review]\n").startswith(f"{paths.config}:2: this is not TOML")


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.sampled_from(uncommented(default_config_text()).splitlines()) | st.text(max_size=30) | st.just("x = [[1],"),
        max_size=12,
    )
)
def test_any_file_gives_settings_or_a_sentence_with_its_place(lines: list[str]) -> None:
    from quizzer.config.file import parse_settings

    try:
        parse_settings("\n".join(lines).encode("utf-8", "surrogatepass"), Path("config.toml"), Settings())
    except WrongUse as told:
        for line in str(told).split("\n"):
            assert re.match(r"config\.toml:[1-9][0-9]*: \S", line), line


def test_the_configuration_is_written_whole_and_never_over_another(paths: Paths) -> None:
    assert write_default_config(paths) == paths.config
    assert paths.config.read_text("utf-8") == default_config_text()
    paths.config.write_text("mine", encoding="utf-8")
    with pytest.raises(WrongUse, match="stays as it is"):
        write_default_config(paths)
    assert paths.config.read_text("utf-8") == "mine"
    assert list(paths.home.iterdir()) == [paths.config], "something unfinished was left behind"


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Problem, match="cannot be written"):
        write_default_config(Paths(tmp_path / "file"))


def test_a_home_without_configuration_uses_the_users(paths: Paths, tmp_path: Path) -> None:
    shared = Path(find_shared_config())
    assert shared == tmp_path / "config" / "quizzer" / "config.toml"
    assert paths.config == paths.own_config
    shared.parent.mkdir(parents=True)
    shared.write_text('[scheduling]\nnew_per_day = 7\n[decks]\nfolders = ["mine"]\n', "utf-8")
    assert paths.config == shared
    settings = load_settings(paths)
    assert settings.scheduling.new_per_day == 7
    assert settings.deck_folders == (shared.parent / "mine",)
    assert write_default_config(paths) == paths.own_config
    assert load_settings(paths).scheduling.new_per_day == 20, "the home's own goes before it"


def test_where_the_users_configuration_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for value in ("", "relative/folder"):
        monkeypatch.setenv("XDG_CONFIG_HOME", value)
        assert find_shared_config() == str(tmp_path / ".config" / "quizzer" / "config.toml")
    monkeypatch.delenv("XDG_CONFIG_HOME")
    assert find_shared_config() == str(tmp_path / ".config" / "quizzer" / "config.toml")


def test_a_problem_in_it_names_that_file(paths: Paths) -> None:
    shared = Path(find_shared_config())
    shared.parent.mkdir(parents=True)
    shared.write_text("[scheduling]\nnew_per_day = no\n", "utf-8")
    with pytest.raises(WrongUse, match=re.escape(f"{shared}:2")):
        load_settings(paths)
