"""Sorting: the lists below sister headings of one property, and the members of sister classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from quizzer.core.notes.kinds import Sort
from quizzer.derive.candidate import Candidate, Quote
from quizzer.derive.context import Context
from quizzer.derive.question.phrases import head_of, is_plural_word, plural
from quizzer.derive.question.properties import preposition_of
from quizzer.derive.question.things import Things
from quizzer.derive.question.values import split_list
from quizzer.derive.structure.attributes import is_property, is_types, spell_out
from quizzer.derive.structure.bullets import Bullet, kind_of, lists_of, names_of

_SORT = 0.68
_FEWEST, _MOST = 4, 10
_MOST_GROUPS, _LONGEST_NAME = 4, 5

_Groups = list[tuple[str, tuple[str, ...]]]


def ask_sorts(context: Context, things: Things) -> Iterator[Candidate]:
    """Ask to sort what stands below sister items: symptoms by side, drugs by class."""
    sisters: defaultdict[tuple[str, ...], list[list[Bullet]]] = defaultdict(list)
    for members in lists_of(context.document):
        parents = members[0].passage.parents
        if len(parents) > 1 and is_property(parents[-2]) and not is_types(parents[-2]):
            sisters[members[0].passage.section, *parents[:-1]].append(members)
        yield from _ask_classes(members, things)
    for lists in sisters.values():
        groups = [(members[0].passage.parents[-1], names_of(members)) for members in lists]
        thing = lists[0][0].thing
        if not thing:
            continue
        label = things.casing.lower(spell_out(lists[0][0].passage.parents[-2]), label=True)
        yield from _build(
            f"Sort the {label} {preposition_of(label)} {things.name(thing)}.", groups, lists[0][0], things
        )


def _ask_classes(members: list[Bullet], things: Things) -> Iterator[Candidate]:
    """“Statins: ...” beside “Fibrates: ...” below a heading that says what all of them are."""
    kind = things.casing.lower(kind_of(members[0]), label=True)
    groups = [(bullet.label, split_list(bullet.value)) for bullet in members if bullet.label]
    groups = [(label, found) for label, found in groups if found]
    if (
        kind
        and len(groups) == len(members)
        and all(is_plural_word(head_of(label.split("(")[0])) for label, _ in groups)
    ):
        yield from _build(f"Sort these {plural(kind)}.", groups, members[0], things)


def _build(ask: str, groups: _Groups, first: Bullet, things: Things) -> Iterator[Candidate]:
    items = [item.casefold() for _, found in groups for item in found]
    if not 2 <= len(groups) <= _MOST_GROUPS or not _FEWEST <= len(items) <= _MOST or len(set(items)) < len(items):
        return
    if not all(found for _, found in groups) or len({name.casefold() for name, _ in groups}) < len(groups):
        return
    if any(len(name.split()) > _LONGEST_NAME for name, _ in groups):
        return
    shown = tuple((things.casing.lower(name), tuple(map(things.inside, found))) for name, found in groups)
    answer = "; ".join(f"{name}: {', '.join(found)}" for name, found in shown)
    quote = Quote(first.passage, 0, len(first.passage.text))
    why = f"lists beside each other, {len(groups)} of them"
    yield Candidate("lists", "list", Sort(ask, shown), quote, f"sort {ask}", answer, why, _SORT)
