"""The key map: names of keys, defaults without conflicts, a person's own keys."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.keys import Keys, _character_to_key

from quizzer.errors import WrongUse
from quizzer.keys.actions import DEFAULT_KEYS
from quizzer.keys.names import key_name
from quizzer.keys.overrides import check_keys, resolve_keys

# Keys a terminal sends as another one, or that no person presses.
UNREACHABLE = {"ctrl+i", "ctrl+m", "ctrl+h", "<any>", "<scroll-up>", "<scroll-down>", "<ignore>", "ctrl-at", "return"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("?", "question_mark"), ("question mark", "question_mark"), ("Ctrl+Z", "ctrl+z"), ("control+z", "ctrl+z"),
        ("esc", "escape"), ("Return", "enter"), ("U", "U"), ("shift+u", "U"), ("shift+tab", "shift+tab"),
        ("+", "plus"), ("ctrl++", "ctrl+plus"), ("comma", "comma"), ("hyphen-minus", "minus"), (" ", "space"),
        ("ctrl+i", "tab"), ("shift+ctrl+x", "ctrl+shift+x"), ("ä", "ä"),
        ("f25", None), ("blorp", None), ("ctrl+ctrl+x", None), ("hyperspace+x", None), ("", None), ("ctrl+", None),
        ("\x1b", None),
    ],
)  # fmt: skip
def test_a_key_is_called_as_the_terminal_library_calls_it(written: str, name: str | None) -> None:
    assert key_name(written) == name


def test_every_character_of_a_keyboard_has_the_name_the_terminal_library_gives_it() -> None:
    for character in string.printable.strip():
        assert key_name(character) == _character_to_key(character)


def test_every_named_key_of_the_terminal_library_is_known() -> None:
    for key in Keys:
        if key.value not in UNREACHABLE:
            assert key_name(key.value) is not None, key.value


def test_the_default_keys_do_not_contradict_each_other_and_are_named_properly() -> None:
    assert resolve_keys({}) == {action: entry.keys for action, entry in DEFAULT_KEYS.items()}
    for entry in DEFAULT_KEYS.values():
        assert tuple(map(key_name, entry.keys)) == entry.keys


def test_what_is_wanted_while_an_answer_is_typed_has_a_key_that_is_no_letter() -> None:
    for action in ("undo", "edit", "skip", "suspend", "bury", "flag", "leave", "reveal"):
        keys = DEFAULT_KEYS[f"review.{action}"].keys
        assert any(len(key) > 1 and key != "space" for key in keys), action


def test_own_keys_take_the_place_of_the_defaults_and_may_be_none() -> None:
    keys = resolve_keys({"review.undo": ["x", "X", "x"], "home.sync": []})
    assert keys["review.undo"] == ("x", "X")
    assert keys["home.sync"] == ()
    assert keys["review.edit"] == DEFAULT_KEYS["review.edit"].keys


def test_a_key_map_from_before_keeps_its_keys_where_a_younger_action_would_have_them() -> None:
    keys = resolve_keys({"home.more_new": ["m"], "home.practice": ["j"], "home.ahead": ["d", "g"]})
    assert keys["home.more_new"] == ("m",)
    assert keys["home.mastery"] == ()
    assert keys["home.next"] == ("down",)
    assert (keys["home.decks"], keys["home.goals"]) == ((), ())
    with pytest.raises(WrongUse, match="m would mean both"):
        resolve_keys({"home.more_new": ["m"], "home.mastery": ["m"]})


def test_two_actions_may_change_places() -> None:
    keys = resolve_keys({"review.flag": ["u"], "review.undo": ["f"]})
    assert (keys["review.flag"], keys["review.undo"]) == (("u",), ("f",))


@pytest.mark.parametrize(
    ("action", "key", "words"),
    [
        ("review.flag", "u", ("u would mean both", "review.undo", "review.flag")),
        ("review.reveal", "e", ("e would mean both", "review.edit", "review.reveal")),
        ("summary.again_now", "?", ("question_mark would mean both", "app.help", "summary.again_now")),
        ("review.reveal", "2", ("2 cannot be given to review.reveal",)),
        ("review.skip", "up", ("up cannot be given to review.skip",)),
        ("app.quit", "ctrl+c", ("ctrl+c cannot be given to app.quit",)),
        ("review.skip", "blorp", ("review.skip is given 'blorp', which is no key",)),
        ("x" * 5_000, "y", (f"no action '{'x' * 60}'…; the actions are ",)),
        ("review.skip", "y" * 5_000, (f"given '{'y' * 60}'…, which is no key",)),
        ("review.skipp", "x", ("no action 'review.skipp'", "did you mean 'review.skip'?")),
    ],
)
def test_a_key_with_two_meanings_or_none_is_refused_with_a_sentence(
    action: str, key: str, words: tuple[str, ...]
) -> None:
    with pytest.raises(WrongUse) as told:
        resolve_keys({action: [key]})
    for word in words:
        assert word in str(told.value)


def test_the_same_key_may_work_on_different_screens_and_stages() -> None:
    keys = resolve_keys({"home.practice": ["e"], "review.again": ["space"], "review.accept": ["enter"]})
    assert keys["home.practice"] == ("e",)
    assert keys["review.again"] == ("space",), "before and after the answer a key may mean different things"


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(st.sampled_from([*DEFAULT_KEYS, "x"]), st.lists(st.text(max_size=8), max_size=3), max_size=4))
def test_any_overrides_leave_every_action_known_and_every_sentence_whole(overrides: dict[str, list[str]]) -> None:
    keys, problems = check_keys(overrides)
    assert set(keys) == set(DEFAULT_KEYS)
    for problem in problems:
        assert problem.action in overrides
        assert problem.message[-1] in ".?"


@settings(deadline=None, max_examples=150)
@given(st.text(st.characters(max_codepoint=0x24F), max_size=12) | st.characters(max_codepoint=0x24F))
def test_a_name_once_found_is_its_own_name(written: str) -> None:
    name = key_name(written)
    assert name is None or key_name(name) == name
