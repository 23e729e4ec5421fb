"""A parser's error becomes a sentence at the line where a person has to look."""

from __future__ import annotations

import pytest
import yaml

from quizzer.deckfile.yaml.errors import explain_yaml_error


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        ("a: b\nc: d: e\n", 2, "a ': ' inside a text, or a wrong indent"),
        ("a: 'b\nc: d\n", 1, "the quote opened here is not closed"),
        ("a: [b\nc: d\n", 1, "the '[' opened here is not closed"),
        ("a: {{b}} c\n", 1, "a text that begins with '{' needs quotes"),
        ("a:\n\tb: c\n", 2, "a tab in the indent; use spaces"),
        ("a: @b\n", 1, "a text that begins with '@', '`' or '%' needs quotes"),
    ],
)
def test_the_advice_names_the_cause_at_its_line(text: str, line: int, advice: str) -> None:
    with pytest.raises(yaml.YAMLError) as caught:
        yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    found = explain_yaml_error(caught.value, text)
    assert (found.line, found.name) == (line, "not-yaml")
    assert str(found).startswith(f"this is not YAML: {advice}")


def test_an_error_without_a_place_is_at_the_first_line_in_the_parser_s_words() -> None:
    found = explain_yaml_error(yaml.YAMLError("?"), "")
    assert (found.line, str(found)) == (1, "this is not YAML: 'it can not be parsed'")
