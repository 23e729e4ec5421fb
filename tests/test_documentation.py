"""What the pages say exists: files, tests, links, commands and options. README and ``.github`` are read as text."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from quizzer.cli.group import quizzer

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / ".github").glob("*.md")])
MAPS = [ROOT / ".github" / name for name in ("ARCHITECTURE.md", "CONTRIBUTING.md")]

CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"(?:quizzer|tests|decks)/[\w./-]*")
TEST = re.compile(r"\btest_\w+(?!\w*\.py)\b")
LINK = re.compile(r"\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```.*?^```$", re.M | re.S)
DEFINED = re.compile(r"^\s*(?:async )?def (test_\w+)", re.M)

pytestmark = pytest.mark.skipif(not MAPS[0].is_file(), reason="the pages are not beside the tests")


def named(page: Path) -> set[str]:
    """Every path a page names; NAME in one stands for a name that the reader chooses."""
    text = page.read_text(encoding="utf-8")
    return {path for path in PATH.findall(text) if "NAME" not in path} | mapped(text)


def mapped(text: str) -> set[str]:
    """The folders in the first column of a table: after a whole path, a short one is a folder beside it."""
    found = set()
    for row in re.findall(r"^\| (`quizzer/[^|]*) \|", text, re.M):
        first, *others = CODE.findall(row)
        found.add(first)
        found |= {other if "/" in other[:-1] else f"{Path(first).parent.as_posix()}/{other}" for other in others}
    return found


def commands() -> list[str]:
    """What README puts between backticks as a command line of quizzer's, and what its blocks run."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return sorted({code for code in CODE.findall(BLOCK.sub("", text)) if re.match(r"quizzer(?: [a-z-]|$)", code)})


def test_the_pages_are_read() -> None:
    assert len(PAGES) >= 8
    assert len(named(MAPS[0])) > 40
    assert len(commands()) > 20


@pytest.mark.parametrize("page", MAPS, ids=lambda page: page.name)
def test_every_path_that_is_named_exists(page: Path) -> None:
    missing = [path for path in sorted(named(page)) if not (ROOT / path).exists()]
    assert missing == []


def test_every_folder_is_on_the_map() -> None:
    folders = {file.parent.relative_to(ROOT).as_posix() + "/" for file in (ROOT / "quizzer").rglob("__init__.py")}
    drawn = mapped(MAPS[0].read_text(encoding="utf-8"))
    missing = {folder for folder in folders - drawn if "/migrations/" not in folder and folder != "quizzer/"}
    assert sorted(missing) == []


@pytest.mark.parametrize("page", MAPS, ids=lambda page: page.name)
def test_every_test_that_is_named_exists(page: Path) -> None:
    defined = {name for file in (ROOT / "tests").rglob("*.py") for name in DEFINED.findall(file.read_text("utf-8"))}
    files = {file.stem for file in (ROOT / "tests").rglob("test_*.py")}
    spoken = {name for code in CODE.findall(page.read_text(encoding="utf-8")) for name in TEST.findall(code)}
    assert sorted(spoken - defined - files) == []


def test_every_promise_names_a_test_in_the_file_that_holds_it() -> None:
    text = MAPS[0].read_text(encoding="utf-8").split("## Ten promises")[1].split("## Glossary")[0]
    promises = re.split(r"^\d+\. ", text, flags=re.M)[1:]
    assert len(promises) == 10
    for promise in promises:
        held = re.findall(r"`(tests/[\w/]+\.py)`: ((?:`test_\w+`[,;.]?\s*)+)", promise)
        assert held, promise
        for file, names in held:
            defined = DEFINED.findall((ROOT / file).read_text(encoding="utf-8"))
            assert [name for name in re.findall(r"test_\w+", names) if name not in defined] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    links = [unquote(link.split("#")[0]) for link in LINK.findall(page.read_text(encoding="utf-8"))]
    local = [link for link in links if link and "://" not in link]
    assert [link for link in local if not (page.parent / link).is_file()] == []


@pytest.mark.parametrize("line", commands())
def test_every_command_and_option_in_the_readme_exists(line: str) -> None:
    command: click.Command = quizzer
    for word in shlex.split(line.replace("[", "").replace("]", "").replace("...", ""))[1:]:
        if word.startswith("-"):
            known = {option for parameter in command.params for option in parameter.opts}
            assert word in known | {"--help"}, f"{line}: {word}"
        elif isinstance(command, click.Group):
            found = command.get_command(click.Context(command), word)
            assert found is not None, line
            command = found


def test_every_command_is_in_the_readme() -> None:
    spoken = {word for line in commands() for word in shlex.split(line)[1:2]}
    assert sorted(set(quizzer.list_commands(click.Context(quizzer))) - spoken) == []


def test_no_picture_asks_a_host_for_anything() -> None:
    pictures = sorted((ROOT / ".github").glob("*.svg"))
    assert pictures
    for picture in pictures:
        text = picture.read_text(encoding="utf-8")
        assert re.findall(r"url\(\s*[\"']?(?!#)[^)]*\)|(?:href|src)=[\"']?http[^\"'>\s]*|@import", text) == [], (
            picture.name
        )
