"""The table of a class is readable in 80 columns: every line fits, every figure stands under its label."""

from __future__ import annotations

from random import Random

import pytest

from quizzer.cli.class_table import NARROWEST, Shown, class_table
from quizzer.core.groups import Group
from quizzer.core.mastery import CardTotals, compute_mastery
from quizzer.plots.lines import cells
from quizzer.study.classroom.figures import ClassView, LearnerFigures

LABELS = ("Brain", "GH axis", "HPA axis", "HPG axis", "HPT axis", "Insulin", "Peptides", "Receptors")


def invent_class(learners: int, labels: tuple[str, ...] = LABELS, *, seed: int = 1) -> ClassView:
    """A class whose figures mean nothing."""
    chance = Random(seed)
    found = []
    for number in range(learners):
        seen = [chance.choice((0, 40, 50)) for _ in labels]
        shares = tuple(
            compute_mastery(CardTotals(50, met, 50, met * chance.random(), 6 * met, 5 * met)) for met in seen
        )
        whole = compute_mastery(CardTotals(400, sum(seen), 400, sum(seen) * 0.8, 900, 800))
        behind = frozenset(place for place in range(len(labels)) if chance.random() < 0.2)
        away = (0, 1, 6, 12, 400, None)[number % 6]
        found.append(
            LearnerFigures(
                f"Learner number {number:02d}",
                None,
                away,
                None if away is None else 1,
                whole,
                shares,
                number == 1,
                behind,
            )
        )
    groups = tuple(Group("axis", label, label, label) for label in labels)
    return ClassView(0, 20_000, "axis", groups, 400, tuple(found), 0.75, (0.5,) * len(labels))


@pytest.mark.parametrize("shown", ["known", "met", "remembered"])
@pytest.mark.parametrize("width", [NARROWEST, 80, 120])
def test_every_line_fits(shown: Shown, width: int) -> None:
    for labels in (LABELS, LABELS[:1], (*LABELS, "A label wider than any column", "日本語の長い名前", "x")):
        for line in class_table(invent_class(30, labels), shown, width):
            assert cells(line) <= width


def test_thirty_learners_and_eight_axes_are_one_table_in_80_columns() -> None:
    lines = list(class_table(invent_class(30)))
    assert sum(line.startswith("Learner number") for line in lines) == 30
    upper, lower = lines[2:4]
    assert upper.split() == ["Brain", "HPA", "axis", "HPT", "axis", "Peptides"]
    assert lower.split() == ["learner", "last", "all", *["GH", "axis", "HPG", "axis", "Insulin", "Receptors"]]


def test_figures_end_where_their_labels_do() -> None:
    """The share's last sign is under the label's last letter; the mark of the figure follows it."""
    upper, lower, *rows = list(class_table(invent_class(30)))[2:34]
    for place, label in enumerate(LABELS):
        line = (upper, lower)[place % 2]
        end = line.index(label) + len(label)
        for row in rows:
            assert row.ljust(90)[end - 1] in "%·", (label, row)
            assert row.ljust(90)[end] in " ✓▼", (label, row)


def test_long_labels_stand_apart() -> None:
    labels = ("hpg-axis", "insulin-signalling", "hpt-axis", "receptor-biology", "phosphorylation", "x", "term")
    upper, lower = list(class_table(invent_class(3, labels)))[2:4]
    heads = [*upper.split(), *lower.split()[3:]]
    assert len(heads) == len(labels)
    for head, label in zip(heads, (*labels[::2], *labels[1::2]), strict=True):
        assert label.startswith(head.rstrip("…"))


def test_what_does_not_fit_is_a_further_table_with_the_names_again() -> None:
    lines = list(class_table(invent_class(3, tuple(f"axis {number}" for number in range(20)))))
    assert sum(line.startswith("Learner number 00") for line in lines) == 3


def test_signs_say_who_is_behind_and_the_notes_what_the_signs_mean() -> None:
    view = invent_class(12)
    text = "\n".join(class_table(view))
    assert "Not joined yet:" in text
    assert "Behind: Learner number 01." in text
    assert "▼ 15 points or more below the middle of the class" in text
    assert "No answer for 7 days or more:" in text
    assert "▼" not in "\n".join(class_table(view, "met"))


def test_who_has_joined_and_not_answered_is_not_said_to_have_been_away_for_days() -> None:
    view = invent_class(1)
    joined = view._replace(learners=(view.learners[0]._replace(away=None, published=1),))
    text = "\n".join(class_table(joined))
    assert "Not begun yet: Learner number 00." in text
    assert "days or more:" not in text


def test_names_cannot_act_on_the_terminal() -> None:
    view = invent_class(3)
    hostile = view.learners[0]._replace(published=None, name="\x1b[2J\u202eada\n", behind=True)
    text = "\n".join(class_table(view._replace(learners=(hostile,))))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_no_cards_is_a_sentence() -> None:
    view = invent_class(1)._replace(groups=(), learners=())
    assert list(class_table(view)) == ["No card has a tag."]
    assert list(class_table(view._replace(cards=0))) == ["There are no cards to tell of."]
