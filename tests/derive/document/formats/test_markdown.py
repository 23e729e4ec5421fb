"""Markdown gives the passages that the same text gives without markup."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.derive.document.passages import STATEMENTS, Passage, split_passages

HERE = Path(__file__).parents[1]


TEXT = (HERE / "article.txt").read_text("utf-8")


MARKDOWN = (HERE / "article.md").read_text("utf-8")


PASSAGES = split_passages(TEXT)


SIGNS = st.text(st.sampled_from("aB1 .:?\n\t|•-*#>`_[]()!<&∞é中"), max_size=300)


def test_markdown_of_the_same_article_has_the_same_passages() -> None:
    def statements(passages: tuple[Passage, ...]) -> set[tuple[str, str, str]]:
        return {
            (passage.kind, passage.level, passage.fingerprint) for passage in passages if passage.kind in STATEMENTS
        }

    in_markdown = [passage for passage in split_passages(MARKDOWN, markdown=True) if passage.section != "Appendix"]
    assert statements(tuple(in_markdown)) == statements(PASSAGES)


def test_markdown_places_tables_by_number_and_ends_the_reflection_at_a_heading_of_its_depth() -> None:
    passages = {passage.line: passage for passage in split_passages(MARKDOWN, markdown=True)}
    assert passages[45].place == "table 1, row Siren / Two-Tone"
    assert "row Siren / Two-Tone" in passages[45].also
    assert passages[35].text == "Siren: Driven by steam, later by compressed air, and heard over five miles."
    assert [passages[line].place for line in (33, 34, 35, 38)] == [
        "item Bell",
        "item Hand bell",
        "item Siren",
        "item Horn",
    ]
    assert [(passages[line].kind) for line in (5, 15, 22, 54, 58, 61)] == [
        "boilerplate",
        "caption",
        "pull quote",
        "reference",
        "reflection",
        "pull quote",
    ]
    assert (passages[65].kind, passages[65].section, passages[65].level) == ("prose", "Appendix", "")


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.text(max_size=300), SIGNS))
def test_any_text_can_be_read_as_markdown(text: str) -> None:
    for passage in split_passages(text, markdown=True):
        assert "\n" not in passage.text
        assert 1 <= passage.line <= text.count("\n") + text.count("\r") + 1
        assert passage.place if passage.kind in STATEMENTS else True
