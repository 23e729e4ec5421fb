"""A web page becomes blocks by its own elements; what surrounds the matter is left out and counted."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.derive.document.passages import STATEMENTS, Passage, place_blocks

pytest.importorskip("selectolax")

from quizzer.derive.document.formats.html.page import parse_html

PAGE = """<!DOCTYPE html><html><head><title>Lamps</title><style>p {color: red}</style></head><body>
<script>var prose = "<p>The script says nothing.</p>"</script>
<a class="skip-link" href="#m">Skip to the lamp</a>
<nav><ul><li><a href="/">Home</a></li><li><a href="/fog">Fog</a></li></ul></nav>
<main id="m"><h1>Lamps of the coast</h1>
<section class="learning-objectives"><h2>Aims</h2><p>Name the lamps.</p></section>
<p>An <b>Argand lamp</b> burns oil<sup><a href="#n1">[1]</a></sup> with a
<a class="glossary-link" href="g">round wick</a>. It gives 10<sup>2</sup> candles.</p>
<figure><img src="a.png" alt="A brass lamp on a table"><figcaption>The lamp of 1790.</figcaption></figure>
<div class="note"><h3>Keeper's tip</h3><p>Trim the wick each evening.</p></div>
<p>The flame draws air:</p>
<ul><li>through the wick<ul><li>from below</li></ul></li><li>around it</li></ul>
<pre><code>lampd --dim</code></pre>
<table><caption>Lamps and fuels</caption>
<tr><th>Lamp</th><th>Fuel</th></tr><tr><td rowspan="2">Bude</td><td>oil</td></tr><tr><td>oxygen</td></tr></table>
<h2>Key terms</h2><dl><dt>mantle</dt><dd>a mesh that glows</dd><dt>wick</dt><dd>a cord that draws oil</dd></dl>
<div class="exercise"><p>Who built it?</p></div>
<blockquote><p>The flame draws its air through the wick and around the wick.</p></blockquote>
<p>The wick draws the oil up, and the flame draws its air through the wick and around it.</p>
</main><footer><p>We use cookies on this site.</p></footer></body></html>"""


def passages(page: str) -> dict[str, Passage]:
    return {passage.text: passage for passage in place_blocks(parse_html(page))}


def test_every_part_has_its_kind() -> None:
    found = passages(PAGE)
    kinds = {text: passage.kind for text, passage in found.items()}
    assert kinds["Skip to the lamp"] == kinds["Home"] == "navigation"
    assert kinds["Aims"] == kinds["Name the lamps."] == "objective"
    assert kinds["A brass lamp on a table"] == kinds["The lamp of 1790."] == "caption"
    assert kinds["lampd --dim"] == "code"
    assert kinds["Who built it?"] == "exercise"
    assert kinds["We use cookies on this site."] == "boilerplate"
    assert kinds["mantle: a mesh that glows"] == "item"
    assert not any("script" in text or "color" in text for text in kinds)


def test_marks_of_notes_go_and_terms_and_powers_stay() -> None:
    (text,) = [text for text in passages(PAGE) if text.startswith("An Argand")]
    assert text == "An Argand lamp burns oil with a round wick. It gives 10^2 candles."
    found = passages(PAGE)[text]
    assert [text[start:end] for start, end in found.terms] == ["Argand lamp", "round wick"]


def test_a_section_goes_on_below_a_box() -> None:
    found = passages(PAGE)
    assert found["Trim the wick each evening."].section == "Keeper's tip"
    assert found["The flame draws air:"].section == "Lamps of the coast"
    assert found["A brass lamp on a table"].section == found["The flame draws air:"].section


def test_lists_nest_and_rows_keep_cells_that_span() -> None:
    found = passages(PAGE)
    assert found["from below"].parents == ("through the wick",)
    assert found["through the wick"].lead == "The flame draws air:"
    assert [[(cell.header, cell.text) for cell in passage.cells] for passage in found.values() if passage.cells] == [
        [("Lamp", "Bude"), ("Fuel", "oil")],
        [("Lamp", "Bude"), ("Fuel", "oxygen")],
    ]
    assert found["Bude oil"].section == "Lamps and fuels"


def test_a_table_that_only_arranges_is_none() -> None:
    found = passages("<table><tr><td><h1>Lamps</h1><p>A lamp burns.</p></td></tr></table>")
    assert [passage.kind for passage in found.values()] == ["heading", "prose"]


def test_classes_that_mislead_do_not_lose_the_matter() -> None:
    text = "<p>The lamp was lit each evening by the keeper.</p>" * 3
    found = place_blocks(parse_html(f"<body><div class='menu-open'><div class='comments'>{text}</div></div>"))
    assert Counter(passage.kind for passage in found)["prose"] + Counter(p.kind for p in found)["pull quote"] == 3


def test_a_line_that_is_bold_is_a_heading_and_two_breaks_end_a_paragraph() -> None:
    found = passages("<p><b>The lamp</b></p>It burns.<br><br>It smokes.")
    assert [(passage.kind, text) for text, passage in found.items()] == [
        ("heading", "The lamp"), ("prose", "It burns."), ("prose", "It smokes.")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + "deep",
        "<ul><li>" * 5_000 + "deep",
        "<table><tr><td>" * 2_000 + "deep",
        "<b><i>" * 20_000 + "deep",
        "<!--" * 50_000,
        "<a " * 50_000,
        "<p class='" + "nav-" * 50_000 + "'>x",
        "<table>" + "<tr><td rowspan=99999 colspan=99999>x" * 200,
        "&amp" * 100_000,
        "<sup><a>" * 3_000,
    ],
)
def test_no_page_takes_long(page: str) -> None:
    begun = time.process_time()
    place_blocks(parse_html(page))
    assert time.process_time() - begun < 20


TAGS = st.sampled_from(
    ("<p>", "</p>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<dl>", "<dt>", "<dd>", "<h2>",
     "</h2>", "<b>", "</b>", "<nav>", "</nav>", "<br>", "<pre>", "</pre>", "<sup>", "<a href=x>", "</a>",
     "<div class=note>", "</div>", "<section>", "</section>", "lamp", "wick:", "oil.", "10", "&", "<", "?",
     "<img alt='a b c'>")
)  # fmt: skip


@settings(deadline=None, max_examples=75)
@given(st.lists(TAGS, max_size=40))
def test_any_page_gives_passages_on_one_line(pieces: list[str]) -> None:
    for passage in place_blocks(parse_html(" ".join(pieces))):
        assert passage.text == " ".join(passage.text.split())
        assert passage.place or passage.kind not in STATEMENTS
        assert all(passage.text[cell.start : cell.end] == cell.text for cell in passage.cells)
        assert all(0 <= start < end <= len(passage.text) for start, end in passage.terms)
