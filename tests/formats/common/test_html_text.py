"""Markup that carries meaning survives: powers, lines, lists, rows, formulas, and the place of a picture."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizzer.formats.common.html_text import plain_text, strip_drawings


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("1.38 × 10<sup>−23</sup> J/K", "1.38 × 10⁻²³ J/K"),
        ("Ca<sup>2+</sup>, SO<sub>4</sub><sup>2−</sup>", "Ca²⁺, SO₄²⁻"),
        ("V<SUB class='x'>max</SUB> of K<sub>d</sub>", "Vₘₐₓ of K_(d)"),
        ("2<sup>0.5</sup>", "2^(0.5)"),
        ("e<sup>x<sup>2</sup></sup>", "e^(x²)"),
        ("a<sup>b<i>c</i></sup>", "aᵇᶜ"),
        ("x<sup> 2 </sup>y", "x²y"),
        ("x<sup>2", "x²"),
        ("x</sup>2<sup></sup>", "x2"),
        ("<td>x<sup>2</td><td>y</td>", "x² | y"),
        ("a<sup><p>a whole paragraph</p><p>and one more</p></sup>", "aa whole paragraph\nand one more"),
    ],
)
def test_what_is_raised_or_lowered_stays_so(html: str, text: str) -> None:
    assert plain_text(html).text == text


@pytest.mark.parametrize(
    "name",
    ["article", "aside", "dd", "dt", "fieldset", "figcaption", "figure", "footer", "h6", "header", "main", "nav", "pre",
     "section", "summary", "address", "caption", "legend", "option", "center"],
)  # fmt: skip
def test_a_block_begins_and_ends_a_line(name: str) -> None:
    assert plain_text(f"one<{name}>two</{name}>three<b>four</b>").text == "one\ntwo\nthreefour"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ol>\n  <li>mix</li>\n  <li>bake</li>\n</ol>", "1. mix\n2. bake"),
        ("<ol start='4'><li>d<li value=9>i<li>j</ol>", "4. d\n9. i\n10. j"),
        ("<ol type=a><li>one<li>two</ol>", "a. one\nb. two"),
        ("<ol><li><p>one</p><ul><li>in</li></ul></li><li>two</li></ol>", "1. one\n- in\n2. two"),
        ("<table><thead><tr><th>ion</th><th>mmol</th></tr></thead>\n<tr><td>Na</td>\n<td>140</td></tr></table>after",
         "ion | mmol\nNa | 140\nafter"),
        ("<table><tr><td>only</td></tr></table>", "only"),
        ("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>", "a b | c"),
        ("<table><tr><td>x<table><tr><td>1<td>2</table></td><td>y</td></tr></table>", "x 1 | 2 | y"),
        ("<table><tr><td>a<td><td>c</table>", "a | | c"),
    ],
)  # fmt: skip
def test_lists_and_rows_keep_their_shape(html: str, text: str) -> None:
    assert plain_text(html).text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (r"so \(a^2\) and \[b\]", "so $a^2$ and $$b$$"),
        ("[$]a &lt; b[/$], [$$]c[/$$], [latex]d[/latex]", "$a < b$, $$c$$, d"),
        (r"\d\( and [$] alone", r"\d\( and [$] alone"),
    ],
)
def test_formulas_look_alike_whatever_their_notation(html: str, text: str) -> None:
    assert plain_text(html).text == text


@pytest.mark.parametrize(
    ("html", "text", "media"),
    [
        ("Name<img src='maps/fjord%201.png'>!", "Name [picture: fjord 1.png] !", ("maps/fjord%201.png",)),
        ('<img alt="two [old] oaks" src=a.jpg> where?', "[picture: two (old) oaks] where?", ("a.jpg",)),
        ("say [sound:a&amp;b.mp3]it", "say [sound: a&b.mp3] it", ("a&b.mp3",)),
        ("<img src='data:image/png;base64,AAAA'> what?", "[picture] what?", ("data:image/png",)),
        ("<audio controls><source src=a.ogg><source src=a.mp3></audio>", "[sound: a.ogg]", ("a.ogg", "a.mp3")),
        ("<img alt=none> x", "x", ()),
    ],
)
def test_a_picture_or_sound_leaves_a_mark(html: str, text: str, media: tuple[str, ...]) -> None:
    assert plain_text(html) == (text, media)


def test_a_drawing_of_a_template_is_read_once() -> None:
    drawing = "<svg>" + '<path d="M1 2 3 4" stroke="red"/>' * 4_000 + "</svg>"
    template = f"<div>a</div>{drawing}b<sup>2</sup><img src=c.png>"
    assert len(strip_drawings(template)) < 60
    assert plain_text(strip_drawings(template)) == plain_text(template)


@pytest.mark.parametrize(
    "piece", ["<sup>", "<sup>a</sup>", "<td>", "<tr><td>x", "<table>", "<ol><li>", "<li>", r"\(", "<p> "]
)
def test_no_markup_takes_long(piece: str) -> None:
    begun = time.process_time()
    plain_text(piece * (400_000 // len(piece)))
    assert time.process_time() - begun < 3


# fmt: off
PIECES = st.sampled_from([
    "a", "b c", "  ", "\n", "\n\n\n", "\t", "\xa0", "&nbsp;", "&lt;", "<br>", "<hr>", "<hr/>", "<HR id=answer>",
    "<p>", "</p>", "<ul>", "<li>", "</li>", "<table>", "<tr>", "<td>", "</td>", "<pre>", "<sup>", "</sup>", "<b>",
    "<", "<hr-x>", "[sound:a.mp3]", "<img src=a.png>", "\\(", "\\)", "[$]", "[/$]", "<!--", "-->", "$$",
])
# fmt: on


@given(st.lists(PIECES, max_size=8).map("".join), st.sampled_from(["\n\n<hr id=answer>\n\n", "<hr>", "<hr/> <HR>"]))
@example("a  b \n\n\n\nc", "\n\n<hr id=answer>\n\n")
@settings(deadline=None, max_examples=200)
def test_the_rule_above_an_answer_leaves_nothing(html: str, rule: str) -> None:
    """What is passed over at once gives what going through it gives; ``<b>`` means nothing and keeps it from that."""
    said = plain_text(f"<b></b>{rule}{html}")
    assert plain_text(f"{rule}{html}") == said
