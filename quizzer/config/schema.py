"""Every table and key of ``config.toml``, and the commented file made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizzer.config.values import (
    ValueKind,
    duration,
    durations,
    flag,
    key_names,
    number,
    parameters,
    text_or_empty,
    texts,
    weekday_shares,
    whole,
)
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.keys.actions import CONTEXTS, DEFAULT_KEYS


@dataclass(frozen=True, slots=True)
class ConfigKey:
    """One key of the file.

    Attributes:
        name: Its name in its table.
        field: What the settings call it.
        kind: What it may be.
        default: Its default, as it is written in the file.
        meaning: What it does, as a sentence.
    """

    name: str
    field: str
    kind: ValueKind
    default: str
    meaning: str


RETENTION = number(0.70, 0.99)
NEW_PER_DAY = whole(0, 9999)
PER_AXIS: Mapping[str, tuple[str, ValueKind, tuple[str, ...]]] = {
    "retention": ("axis_retention", RETENTION, ("HPG = 0.90", "HPA = 0.90")),
    "new_per_day_of": ("new_per_day_of", NEW_PER_DAY, ("HPG = 20", "HPA = 20")),
}
"""The tables whose keys are axis ids: what the settings call them, what each value may be, examples for the file."""
KEY_NAMES = key_names()

TABLES: Mapping[str, tuple[str, tuple[ConfigKey, ...]]] = {
    "review": (
        "How cards are asked.",
        (
            ConfigKey("typed", "typed", flag(), "true", "Whether short answers are asked to be typed."),
            ConfigKey(
                "answer_cap", "answer_cap_seconds", duration("1s", "2h"), '"60s"',
                "The most time one answer is said to have taken, so that a walk away does not count.",
            ),
            ConfigKey(
                "guard_ms", "guard_ms", whole(0, 5000), "250",
                "For how many milliseconds after the answer is shown no key or click rates it; 0 also lets a key that "
                "is held down rate.",
            ),
        ),
    ),
    "app": (
        "The terminal app.",
        (
            ConfigKey(
                "theme", "theme", text_or_empty("quizzer's own"), '""',
                "The theme to begin with; one chosen in the app is remembered and goes before it.",
            ),
            ConfigKey(
                "editor", "editor", text_or_empty("$VISUAL, then $EDITOR"), '""',
                "The command that opens a note's file for editing.",
            ),
            ConfigKey("ascii", "ascii", flag(), "false", "Whether bars, boxes and marks are drawn with ASCII alone."),
        ),
    ),
    "decks": (
        "Where decks are read from, besides those that come with quizzer.",
        (
            ConfigKey(
                "folders", "deck_folders", texts(), '["decks"]',
                "Folders of your own decks; ~ is your home, anything else relative is beside this file.",
            ),
            ConfigKey(
                "left_out", "decks_left_out", texts(), "[]",
                "Decks that come with quizzer and are not read, by the names of their files without the ending.",
            ),
        ),
    ),
    "scheduling": (
        "When cards come back. The defaults are Anki's.",
        (
            ConfigKey(
                "desired_retention", "desired_retention", RETENTION, "0.90",
                "The probability of recall at which a card comes due; higher means more reviews.",
            ),
            ConfigKey("new_per_day", "new_per_day", NEW_PER_DAY, "20", "New cards a day."),
            ConfigKey(
                "reviews_per_day", "reviews_per_day", whole(0, 9999, "unlimited"), '"unlimited"', "Reviews a day."
            ),
            ConfigKey(
                "learning_steps", "learning_steps", durations("1s", "30d"), '["1m", "10m"]',
                "Waits between the first answers to a new card, before its intervals grow from day to day.",
            ),
            ConfigKey(
                "relearning_steps", "relearning_steps", durations("1s", "30d"), '["10m"]',
                "The same for a card that was forgotten.",
            ),
            ConfigKey(
                "learn_ahead", "learn_ahead", duration("0s", "1d"), '"20m"',
                "How much of such a wait is cut short when nothing else is left to do.",
            ),
            ConfigKey(
                "maximum_interval", "maximum_interval", whole(1, 36_500), "36500", "The longest interval, in days."
            ),
            ConfigKey("rollover_hour", "rollover_hour", whole(0, 23), "4", "The hour at which a study day begins."),
            ConfigKey(
                "easy_days", "easy_days", weekday_shares(), "{}",
                "Weekdays that are to have fewer reviews: 1 is as many as usual, 0.5 half as many, 0 none where a day "
                "nearby can have them.",
            ),
            ConfigKey(
                "bury_siblings", "bury_siblings", flag(), "true",
                "Whether the other cards of an answered note wait for the next day.",
            ),
            ConfigKey(
                "leech_threshold", "leech_threshold", whole(1, 9999), "8",
                "At how many lapses a card is marked a leech; again after every half as many.",
            ),
            ConfigKey(
                "parameters", "parameters", parameters(), f"[{', '.join(map(str, FSRS_6_DEFAULTS))}]",
                "The parameters of FSRS-6.",
            ),
        ),
    ),
    "retention": ("Desired retention of single axes, by axis id, where it is not the general one.", ()),
    "new_per_day_of": ("New cards a day of single axes, by axis id: the most of them within new_per_day.", ()),
    "backups": (
        "Backups of the database, made at the first start of a day.",
        (
            ConfigKey("daily", "backups_daily", whole(1, 3650), "30", "How many daily backups are kept."),
            ConfigKey("monthly", "backups_monthly", whole(0, 1200), "12", "Of how many months the last one is kept."),
        ),
    ),
    "keys": ("Keys of the terminal app.", ()),
}  # fmt: skip


def template() -> str:
    """The commented file; a line that begins with # and no space is a key with its default."""
    from textwrap import wrap

    lines = [
        "# Settings of quizzer. Every key stands below with its meaning, what it may be, and its default.",
        "# To set one, take away the # before it.",
    ]

    def comment(sentence: str) -> None:
        lines.extend(wrap(sentence, 100, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False))

    for table, (about, keys) in TABLES.items():
        lines += ["", ""]
        comment(about)
        lines.append(f"[{table}]")
        for key in keys:
            lines.append("")
            comment(f"{key.meaning} Allowed: {key.kind.allowed}.")
            lines.append(f"#{key.name} = {key.default}")
        if table in PER_AXIS:
            _, kind, examples = PER_AXIS[table]
            comment(f"Allowed: {kind.allowed}.")
            lines += [f"#{example}" for example in examples]
        elif table == "keys":
            comment(
                "A key is a character, a name (enter, space, escape, f5, question_mark) or ctrl+ and a letter; "
                'several are separated by commas, none is "". Where you type an answer, letters belong to it.'
            )
            for context, title in CONTEXTS.items():
                lines += ["", f"# {title}"]
                actions = [action for action in DEFAULT_KEYS.values() if action.context == context]
                lines += [f'#"{action.id}" = "{", ".join(action.keys)}"' for action in actions]
    return "\n".join(lines) + "\n"
