"""``quizzer class`` against a real server: who sees whom, in every form, and who comes and goes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from quizzer.cli.main import _run as run
from quizzer.clock import FixedClock
from quizzer.hub.carrier import PostgresCarrier
from quizzer.study.classroom.publish import publish_memory
from tests.cli.json_forms import validate_json
from tests.postgres import Database
from tests.report.test_page import Reader
from tests.study.classroom.conftest import DAY, HomeMaker, live, make_home  # noqa: F401 - a fixture

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _environment(clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizzer.cli.open_collection.SystemClock", lambda: clock)
    monkeypatch.delenv("QUIZZER_SYNC_URL", raising=False)


def invite(name: str, capsys: Capture) -> str:
    """Invite a learner, and read the address in the line that is printed."""
    capsys.readouterr()
    assert run(["class", "--invite", name]) == 0
    printed = capsys.readouterr()
    assert printed.err.startswith(f"{name} is invited.")
    variable, _, rest = printed.out.partition("='")
    assert variable == "QUIZZER_SYNC_URL"
    url, _, command = rest.partition("' ")
    assert command == "quizzer sync\n"
    return url


@pytest.fixture
def addresses(
    postgres: Database,
    make_home: HomeMaker,  # noqa: F811
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: Capture,
) -> dict[str, str]:
    """A class of three who have published, and their addresses; the home and the address are the teacher's."""
    make_home("school").close()
    monkeypatch.setenv("QUIZZER_HOME", str(tmp_path / "school"))
    monkeypatch.setenv("QUIZZER_SYNC_URL", postgres.teacher)
    found = {"teacher": postgres.teacher, **{name: invite(name, capsys) for name in ("ada", "ben", "cleo")}}
    for pattern, name in enumerate(("ada", "ben"), start=4):
        with make_home(name) as home:
            live(home, clock, 3, pattern=pattern, limit=4 * pattern - 10)
            carrier = PostgresCarrier(found[name])
            carrier.set_up("0123456789abcdef0123")
            publish_memory(home, carrier)
            carrier.close()
    clock.at += 3 * DAY
    return found


def test_the_teacher_sees_everybody_in_every_form(addresses: dict[str, str], capsys: Capture, tmp_path: Path) -> None:
    capsys.readouterr()
    assert run(["class"]) == 0
    table = capsys.readouterr().out
    assert [line.split()[0] for line in table.splitlines() if line[:4].strip() in addresses] == ["cleo", "ben", "ada"]
    assert "Not joined yet: cleo." in table
    assert addresses["ada"] not in table
    assert run(["class", "--json", "--by", "deck", "-d", "other"]) == 0
    data = json.loads(capsys.readouterr().out)
    validate_json(data)
    assert data["whole_class"] is True
    assert [group["id"] for group in data["groups"]] == ["other"]
    assert [learner["cards"] for learner in data["learners"]] == [3, 3, 3]
    assert [learner["standing"] for learner in data["learners"]] == ["not joined", "active", "active"]
    assert run(["class", "--csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [(row["learner"], row["group"]) for row in rows[:3]] == [("cleo", ""), ("cleo", "OTH"), ("cleo", "SML")]
    assert (rows[0]["last_answer"], rows[0]["mastered"], rows[0]["seen"]) == ("", "false", "0")
    assert rows[0]["standing"] == "not joined"
    page = tmp_path / "class.html"
    assert run(["class", "--html", str(page)]) == 0
    assert "3 learners" in capsys.readouterr().out
    text = Reader(page.read_text("utf-8")).text
    assert "cleo not joined yet" in text
    assert "Not begun yet cleo · not joined yet Known" in text


def test_a_learner_sees_one_row_and_a_sentence(
    addresses: dict[str, str], capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZZER_SYNC_URL", addresses["ada"])
    capsys.readouterr()
    assert run(["class"]) == 0
    table = capsys.readouterr().out
    assert "Only your own row is shown; teacher sees the whole class." in table
    assert "\nada " in table
    assert "ben" not in table
    assert "cleo" not in table
    assert run(["class", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["whole_class"], len(data["learners"])) == (False, 1)
    for act in ("--invite", "--remove"):
        assert run(["class", act, "ben"]) == 1
        assert "teacher" in capsys.readouterr().err


def test_who_is_removed_is_seen_no_more_and_can_come_back(addresses: dict[str, str], capsys: Capture) -> None:
    assert run(["class", "--remove", "ben"]) == 0
    assert capsys.readouterr().out.endswith("stay there, for when they are invited again.\n")
    assert run(["class"]) == 0
    assert "ben" not in capsys.readouterr().out
    assert run(["class", "--remove", "ben"]) == 2
    assert "no learner is called “ben” (ada, cleo)" in capsys.readouterr().err
    assert run(["class", "--remove", "ada", "--erase"]) == 2
    assert "say --yes" in capsys.readouterr().err
    assert run(["class", "--remove", "ada", "--erase", "--yes"]) == 0
    assert capsys.readouterr().out.endswith("are erased.\n")
    assert addresses["ben"] != invite_again("ben", capsys)
    assert run(["class", "--invite", "ben"]) == 0
    assert capsys.readouterr().err.startswith("ben has a new password; the earlier line does not work any more.")
    assert run(["class", "--show", "met"]) == 0
    table = capsys.readouterr().out
    assert "\nben " in table
    assert "ada" not in table


def invite_again(name: str, capsys: Capture) -> str:
    assert run(["class", "--invite", name]) == 0
    return capsys.readouterr().out.partition("='")[2].partition("' ")[0]


def test_a_learner_leaves_with_the_whole_history(
    addresses: dict[str, str],
    make_home: HomeMaker,  # noqa: F811
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    make_home("tablet").close()
    monkeypatch.setenv("QUIZZER_SYNC_URL", addresses["ada"])
    for device in ("ada", "tablet"):
        monkeypatch.setenv("QUIZZER_HOME", str(tmp_path / device))
        assert run(["sync"]) == 0
    capsys.readouterr()
    assert run(["class", "--leave"]) == 2
    assert "say --yes" in capsys.readouterr().err
    assert run(["class", "--leave", "--yes"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Erased from the server: ")
    assert "QUIZZER_SYNC_URL still names the server" in said
    assert run(["log", "--csv"]) == 0
    assert capsys.readouterr().out.count("\n") > 6, "the tablet has the answers of the other device"
    monkeypatch.setenv("QUIZZER_SYNC_URL", addresses["teacher"])
    assert run(["class", "--json"]) == 0
    learners = {learner["name"]: learner for learner in json.loads(capsys.readouterr().out)["learners"]}
    assert (learners["ada"]["seen"], learners["ada"]["published"]) == (0, None)
    assert learners["ben"]["seen"] > 0


def test_a_server_without_quizzer_and_no_server_are_sentences(
    postgres: Database,
    make_home: HomeMaker,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    make_home("school").close()
    monkeypatch.setenv("QUIZZER_HOME", str(tmp_path / "school"))
    assert run(["class"]) == 2
    assert "a class meets on a server of PostgreSQL. Sync is not set up here." in capsys.readouterr().err
    monkeypatch.setenv("QUIZZER_SYNC_URL", postgres.teacher)
    assert run(["class"]) == 2
    said = capsys.readouterr().err
    assert "quizzer is not set up on this server yet" in said
    assert "chalk" not in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--json", "--csv"], "do not go together"),
        (["--invite", "ada", "--html", "x.html"], "do not go together"),
        (["--erase"], "--erase goes with --remove NAME"),
        (["--html", "x.pdf"], "ends in .html"),
    ],
)
def test_wrong_use_is_said_before_any_server_is_reached(
    arguments: list[str], says: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZZER_SYNC_URL", "postgresql://nobody:secret@127.0.0.1:1/none")
    assert run(["class", *arguments]) == 2
    assert says in capsys.readouterr().err
