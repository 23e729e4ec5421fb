"""One name an axis, and one text for what is known of it, wherever a person meets them."""

from __future__ import annotations

import pytest

from quizzer.cli.commands.mastery import mastery_table
from quizzer.core.mastery import Mastery
from quizzer.report.page import render_page
from quizzer.study.collection.collection import Collection
from quizzer.study.mastery.groups import load_mastery
from quizzer.study.report import build_report
from quizzer.tui.review.summary_screen import SummaryScreen
from tests.tui.mastery.mastery_stage import body as body
from tests.tui.mastery.mastery_stage import label, opened, settled
from tests.tui.stage import staged


@pytest.fixture
def shares(body: Collection) -> dict[str, Mastery]:
    """What is known of each axis."""
    return {group.group.id: group.mastery for group in load_mastery(body).groups}


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (120, 40)])
async def test_an_axis_has_one_name_and_one_share_on_every_screen(
    body: Collection, shares: dict[str, Mastery], size: tuple[int, int]
) -> None:
    name, known = label("HPA"), shares["HPA"].known
    assert 0 < int(known[:-1]) < 100
    seen = []
    async with staged(body, size=size) as stage:
        screen = await opened(stage)
        screen.content.at = next(at for at, one in enumerate(screen.content.view.groups) if one.group.id == "HPA")
        seen.append(await stage.press("l", "l"))
        seen.append(await stage.press("l"))
        seen.append(await stage.press("enter"))
        for text in seen:
            assert name in text
            assert known in text
        seen.append(await stage.press("enter"))
        await stage.press("escape")
        await settled(stage)
        await stage.press("W")
        seen.append(stage.text)
        for _ in range(2):
            stage.session.answer(stage.session.previews()[2].rating, 1_000)
        await stage.press("escape")
        assert isinstance(stage.app.screen, SummaryScreen)
        seen.append(stage.text)
    for text in seen[:-1]:
        assert name in text
    for text in seen:
        assert "The HPA axis" not in text, "the long name is for the deck file alone"


def test_the_report_and_the_command_line_have_the_same_names_and_shares(
    body: Collection, shares: dict[str, Mastery]
) -> None:
    page, table = render_page(build_report(body)), list(mastery_table(load_mastery(body)))
    for axis, figures in shares.items():
        (row,) = (line for line in table if line.startswith(label(axis)) and " of " in line and "To master" not in line)
        assert figures.known in row
        at = page.index(f"<h3>{label(axis)}</h3>")
        assert f'<span class="big">{figures.known}</span>' in page[at : at + 600]
        assert f"The {axis} axis" not in page
