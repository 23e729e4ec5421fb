"""The keys of a note decide its kind, and every key of its body is read."""

from __future__ import annotations

import pytest

from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Reverse, Sequence, Sort
from tests.deckfile.given import note_of


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("ask: Which?\nanswer: LH", Basic("Which?", "LH")),
        ("ask: Which?\nanswer: LH\naccept: lutropin", Basic("Which?", "LH", ("lutropin",))),
        ("ask: Which?\nanswer: LH\naccept: [lutropin, ICSH]", Basic("Which?", "LH", ("lutropin", "ICSH"))),
        ("ask: Which?\nanswer: LH\nreverse: true", Basic("Which?", "LH", reverse=Reverse("LH", "Which?"))),
        ("ask: Which?\nanswer: LH\nreverse: no", Basic("Which?", "LH")),
        (
            "ask: Which?\nanswer: LH\nreverse: {ask: LH acts on?, answer: Leydig cells, accept: [Leydig]}",
            Basic("Which?", "LH", reverse=Reverse("LH acts on?", "Leydig cells", ("Leydig",))),
        ),
        ("cloze: GnRH is {{pulsatile}}.", Cloze("GnRH is {{pulsatile}}.")),
        ("cloze: It is {{pulsatile}}.\naccept: [in pulses]", Cloze("It is {{pulsatile}}.", (("in pulses",),))),
        ("cloze: It is {{pulsatile}}.\naccept: [[a], ]", Cloze("It is {{pulsatile}}.", (("a",),))),
        (
            'cloze: "{{a::first}} to {{c2::b}}"\naccept: [[], [c, d]]',
            Cloze("{{a::first}} to {{c2::b}}", ((), ("c", "d"))),
        ),
        ("ask: Which?\nanswer: LH\noptions: [TSH, ACTH]", Choice("Which?", ("LH",), ("TSH", "ACTH"))),
        ("ask: Which?\nanswer: [LH, FSH]\noptions: [TSH]", Choice("Which?", ("LH", "FSH"), ("TSH",))),
        ("ask: Name two.\nitems: [LH, FSH]", Listing("Name two.", ("LH", "FSH"))),
        (
            "ask: Name two.\nitems:\n  - LH\n  - FSH\naccept: [[lutropin], []]",
            Listing("Name two.", ("LH", "FSH"), (("lutropin",), ())),
        ),
        ("ask: Order.\nsteps: [GnRH, LH]", Sequence("Order.", ("GnRH", "LH"))),
        ("ask: Order.\nsteps: [GnRH, LH, testosterone]", Sequence("Order.", ("GnRH", "LH", "testosterone"))),
        (
            "ask: Sort.\ngroups:\n  HPG: [LH, FSH]\n  HPT: TSH",
            Sort("Sort.", (("HPG", ("LH", "FSH")), ("HPT", ("TSH",)))),
        ),
    ],
)
def test_a_note_is_of_the_kind_its_keys_say(text: str, body: Body) -> None:
    assert note_of(text).body == body
