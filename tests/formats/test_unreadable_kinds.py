"""Files that are not read are refused with the way to one that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.errors import Problem
from quizzer.formats.detect import detect


@pytest.mark.parametrize(
    "address", ["https://example.org/d.apkg", "http://example.org/a/b.csv", "ftp://example.org/x", "file:///tmp/x.apkg"]
)
def test_an_address_is_named_as_it_is_and_not_fetched(address: str) -> None:
    with pytest.raises(Problem, match="addresses are not fetched; download the file") as found:
        detect(Path(address))
    assert str(found.value).startswith(address.replace(":///", "://").split(":", maxsplit=1)[0] + "://")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("default.mem", b"--- Mnemosyne Data Base --- Format Version 2 ---\n(lp0\n"),
        ("cards", b"--- Mnemosyne Data Base --- Format Version 1 ---\n"),
        ("cards.dat", b"\x80\x04\x95\x10\x00"),
        ("cards.pickle", b"(lp0\n."),
    ],
)
def test_a_pickle_is_not_opened_and_the_way_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Problem, match=r"pickle.*as XML.*as .cards"):
        detect(path)


@pytest.mark.parametrize("name", ["Deck/deck.json", "Deck/Deck.json"])
def test_an_export_of_crowd_anki_names_the_way(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir()
    path.write_text('{\n    "__type__": "Deck",\n    "children": [], "notes": []\n}', "utf-8")
    for brought in (path, path.parent):
        with pytest.raises(Problem, match=r"CrowdAnki.*as .apkg"):
            detect(brought)


def test_a_file_whose_name_only_looks_like_an_address_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes:").mkdir()
    (tmp_path / "notes:" / "a.csv").write_text("a,b\n", "utf-8")
    assert detect(Path("notes:/a.csv")).name == "table"
