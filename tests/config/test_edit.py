"""One setting of ``config.toml`` is changed, and nothing else in the file."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.config import Paths, default_config_text, load_settings
from quizzer.config.edit import Value, find_line, set_in_text, take_back, write_setting
from quizzer.errors import Problem, WrongUse

OWN = """\
# mine, since spring
[scheduling]   # when
new_per_day = 12     # exams until June
learning_steps = [
  "1m",  # short
  "10m",
]

  # warm in winter
[app]
theme = "nord"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_a_value_is_replaced_and_its_comment_stays(file: Path) -> None:
    file.write_text(OWN)
    write_setting(file, "scheduling", "new_per_day", 25)
    assert file.read_text() == OWN.replace("= 12 ", "= 25 ")


@pytest.mark.parametrize(
    ("table", "key", "value", "before", "after"),
    [
        ("scheduling", "rollover_hour", 5, '"10m",\n]\n', '"10m",\n]\nrollover_hour = 5\n'),
        ("app", "ascii", True, 'theme = "nord"\n', 'theme = "nord"\nascii = true\n'),
        ("retention", "HPA", 0.92, 'theme = "nord"\n', 'theme = "nord"\n\n[retention]\nHPA = 0.92\n'),
        ("app", "theme", "", 'theme = "nord"', 'theme = ""'),
    ],
)
def test_a_new_key_goes_to_the_end_of_its_table(
    file: Path, table: str, key: str, value: Value, before: str, after: str
) -> None:
    file.write_text(OWN)
    write_setting(file, table, key, value)
    assert file.read_text() == OWN.replace(before, after)


def test_in_the_commented_file_the_comment_becomes_the_key_and_a_comment_again(file: Path) -> None:
    file.write_text(default_config_text())
    write_setting(file, "scheduling", "new_per_day", 7)
    write_setting(file, "retention", "HPA", 0.93)
    wanted = default_config_text().replace("#new_per_day = 20", "new_per_day = 7").replace("#HPA = 0.90", "HPA = 0.93")
    assert file.read_text() == wanted
    write_setting(file, "scheduling", "new_per_day", None)
    assert file.read_text() == wanted.replace("new_per_day = 7", "#new_per_day = 20")


def test_a_comment_that_says_more_than_the_default_is_a_persons_and_stays(file: Path) -> None:
    file.write_text("[scheduling]\n#new_per_day = 15\n#new_per_day = 20 # as before\n")
    write_setting(file, "scheduling", "new_per_day", 7)
    assert file.read_text() == "[scheduling]\nnew_per_day = 7\n#new_per_day = 15\n#new_per_day = 20 # as before\n"


def test_a_file_is_made_where_there_is_none_and_taking_back_takes_it_away(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    change = write_setting(paths.config, "scheduling", "new_per_day", 7)
    assert load_settings(paths).scheduling.new_per_day == 7
    assert paths.config.read_text().startswith("# ")
    assert paths.config.stat().st_mode & 0o077 == 0
    take_back(change)
    assert not paths.config.exists()


def test_what_was_changed_since_is_not_taken_back(file: Path) -> None:
    file.write_text(OWN)
    first = write_setting(file, "scheduling", "new_per_day", 7)
    second = write_setting(file, "review", "typed", value=False)
    with pytest.raises(Problem, match="changed since"):
        take_back(first)
    take_back(second)
    take_back(first)
    assert file.read_text() == OWN


@pytest.mark.parametrize(
    ("text", "key", "wanted"),
    [
        ("scheduling.new_per_day = 1\nreview.typed = true\n", "new_per_day", "scheduling.new_per_day = 9\n"),
        ("scheduling.learn_ahead = '1m'\n", "new_per_day", "ahead = '1m'\nscheduling.new_per_day = 9\n"),
        ("['scheduling']\n\"new_per_day\"=1#x", "new_per_day", '"new_per_day"=9#x'),
        ("[scheduling]", "new_per_day", "[scheduling]\nnew_per_day = 9\n"),
        ("[scheduling]\r\nrollover_hour = 3\r\n", "new_per_day", "rollover_hour = 3\r\nnew_per_day = 9\r\n"),
        ('[app]\neditor = """\n[scheduling]\n#new_per_day = 1\n"""\n', "new_per_day", '"""\n\n[scheduling]\nnew_per'),
        ("\ufeff[scheduling]\nnew_per_day = 1\n", "new_per_day", "\ufeff[scheduling]\nnew_per_day = 9\n"),
    ],
)
def test_however_it_is_written(file: Path, text: str, key: str, wanted: str) -> None:
    file.write_bytes(text.encode())
    write_setting(file, "scheduling", key, 9)
    assert wanted in file.read_bytes().decode()


@pytest.mark.parametrize("text", ["scheduling = { new_per_day = 1 }\n", '[scheduling]\n"new_per\\u005fday" = 1\n'])
def test_what_only_a_person_can_change_is_refused_with_its_line(file: Path, text: str) -> None:
    file.write_text(text)
    with pytest.raises(Problem, match=r"config\.toml:1: scheduling\.new_per_day is written here in a way"):
        write_setting(file, "scheduling", "new_per_day", 9)
    assert file.read_text() == text


def test_only_what_is_allowed_is_written(file: Path) -> None:
    for table, key, value in (("scheduling", "new_per_day", -1), ("scheduling", "new", 1), ("none", "new", 1)):
        with pytest.raises(WrongUse):
            write_setting(file, table, key, value)
    file.write_text("[scheduling\n")
    with pytest.raises(WrongUse, match=r"config\.toml:1: this is not TOML"):
        write_setting(file, "scheduling", "new_per_day", 1)
    assert file.read_text() == "[scheduling\n"


def test_the_line_of_a_key_its_default_or_its_table(file: Path) -> None:
    assert find_line(file, "scheduling", "new_per_day") == 1
    file.write_text(OWN)
    assert find_line(file, "scheduling", "new_per_day") == 3
    assert find_line(file, "app", "ascii") == 10
    assert find_line(file, "review", "typed") == 1
    file.write_text(default_config_text())
    number = find_line(file, "review", "typed")
    assert file.read_text().splitlines()[number - 1] == "#typed = true"


LINES = st.lists(
    st.sampled_from(
        [
            *OWN.splitlines(), "[scheduling]", "[retention]", "HPA = 0.8", "new_per_day = 3", "#new_per_day = 20",
            "scheduling.rollover_hour = 2", "retention = { HPA = 0.8 }", 'x = """', "'''", "y = '''", "rollover_hour=1",
        ]
    ),
    max_size=9,
)  # fmt: skip
CHANGES = st.sampled_from([("scheduling", "new_per_day", 7), ("retention", "HPA", 0.91), ("app", "theme", None)])


@settings(deadline=None, max_examples=150)
@given(LINES, CHANGES)
def test_any_file_is_changed_in_one_key_or_not_at_all(lines: list[str], change: tuple[str, str, Value | None]) -> None:
    text = "\n".join(lines)
    table, key, value = change
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        set_in_text(text, table, key, value)  # ends, whatever the text
        return
    edited = set_in_text(text, table, key, value)
    comments = re.findall(r"#\s.*", text)
    assert [one for one in comments if one not in edited] == []
    try:
        after = tomllib.loads(edited)
    except tomllib.TOMLDecodeError:  # refused before it is written
        assert "{" in text
        return
    for other in (before, after):
        if isinstance(content := other.get(table), dict):
            content.pop(key, None)
            other.pop(table) if not content else None
    assert after == before
