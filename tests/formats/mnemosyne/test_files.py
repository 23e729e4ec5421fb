"""Files of Mnemosyne's that are odd, damaged or hostile, and the XML of its first version."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from quizzer.core.notes.kinds import Basic, Cloze, Reverse
from quizzer.errors import Problem
from quizzer.formats.mnemosyne.read import read_mnemosyne
from tests.formats.given import CLOCK, HERE, ROLLOVER, assert_usable, bodies, left_out, notes_of, quiet, read
from tests.formats.mnemosyne.test_read import WORDS, change

DAY = 86_400


def test_fields_too_long_are_left_out_and_the_rest_stays(database: Path) -> None:
    change(database, "UPDATE data_for_fact SET value = hex(zeroblob(25000000)) WHERE _fact_id = 2 AND key = 'b'")
    incoming = read(read_mnemosyne, database)
    assert ("LH", "has a field of 50,000,000 characters; a card can hold 200,000") in left_out(incoming)
    assert len(notes_of(incoming)) == len(WORDS) - 1
    assert not [entry for entry in incoming.entries if "ma4a1gXV1H1lOt2UCFabJD" in entry.card]


def test_values_of_wrong_kinds_break_nothing(database: Path) -> None:
    change(
        database,
        "UPDATE log SET timestamp = 'soon' WHERE _id % 3 = 0",
        "UPDATE log SET grade = x'ff' WHERE _id % 3 = 1",
        "UPDATE log SET next_rep = 1e300, thinking_time = -5",
        "UPDATE cards SET last_rep = 9e18, grade = 99 WHERE _id = 1",
        "UPDATE cards SET extra_data = NULL",
        "UPDATE data_for_fact SET value = x'80ff' WHERE _fact_id = 8 AND key = 'b'",
        "UPDATE data_for_fact SET value = 3.5 WHERE _fact_id = 1 AND key = 'b'",
        "UPDATE facts SET id = '../x' WHERE _id = 3",
    )
    incoming = read(read_mnemosyne, database)
    assert Basic("Which gland releases LH?\nThink of the axis.", "3.5") in bodies(incoming)
    assert all(1 <= abs(entry.interval) <= 36_500 and entry.took >= 0 for entry in incoming.entries)


@pytest.mark.parametrize("table", ["facts", "data_for_fact", "cards", "tags", "tags_for_card", "log"])
def test_a_missing_table_is_a_sentence(database: Path, table: str) -> None:
    change(database, f"DROP TABLE {table}")
    with pytest.raises(Problem, match=f"no database of Mnemosyne's; it has no table “{table}”"):
        read(read_mnemosyne, database)


def test_a_missing_column_is_a_sentence(database: Path) -> None:
    change(database, "ALTER TABLE log RENAME COLUMN grade TO mark")
    with pytest.raises(Problem, match=r"damaged or of another kind .*no such column: grade"):
        read(read_mnemosyne, database)


def test_a_table_that_is_computed_is_not_trusted(database: Path) -> None:
    change(
        database,
        "DROP TABLE log",
        "CREATE VIEW log AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT * FROM n",
    )
    with pytest.raises(Problem, match="it has no table “log”"):
        read(read_mnemosyne, database)


def test_a_truncated_database_or_export_is_a_sentence(database: Path, tmp_path: Path) -> None:
    for whole in (database.read_bytes(), (HERE / "shared.cards").read_bytes()):
        for part in (0.02, 0.3, 0.6, 0.9):
            path = tmp_path / "cut"
            path.write_bytes(whole[: int(len(whole) * part)])
            with pytest.raises(Problem) as caught:
                assert_usable(read_mnemosyne(path, CLOCK, ROLLOVER, quiet))
            assert str(caught.value).startswith(str(path))


def export(folder: Path, xml: str, *, metadata: str | None = "card_set_name:Glands", media: Sequence[str] = ()) -> Path:
    path = folder / "x.cards"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cards.xml", xml)
        if metadata is not None:
            archive.writestr("METADATA", metadata)
        for name in media:
            archive.writestr(name, b"x")
    return path


def log_xml(fields: str, cards: str = '<log type="6" o_id="c" card_t="{}" fact="f" fact_v="1.1" tags=""></log>', kind: str = "1") -> str:  # fmt: skip  # noqa: E501
    fact = f'<log type="16" o_id="f">{fields}</log>'
    return f"<openSM2sync number_of_entries='2'>{fact}{cards.format(kind)}</openSM2sync>"


def test_types_made_by_a_person_are_told_by_what_they_are_made_from(tmp_path: Path) -> None:
    own = export(tmp_path, log_xml("<f>a</f><b>b</b>", kind="2::My own"))
    assert bodies(read(read_mnemosyne, own)) == [Basic("a", "b", (), Reverse("b", "a"))]


def test_an_unknown_type_becomes_a_question_of_its_first_two_fields(tmp_path: Path) -> None:
    from_anki = log_xml("<___0>front</___0><___1></___1><___2>back</___2><___3>more</___3>", kind="7::1342697561419")
    (note,) = notes_of(read(read_mnemosyne, export(tmp_path, from_anki)))
    assert (note.body, note.extra) == (Basic("front", "back"), "more")
    cloze = log_xml("<___0>{{c1::LH}} rises</___0><___1>remark</___1>", kind="7::2")
    (note,) = notes_of(read(read_mnemosyne, export(tmp_path, cloze)))
    assert (note.body, note.extra) == (Cloze("{{c1::LH}} rises"), "remark")


def test_a_deletion_with_braces_keeps_its_history_as_a_question(tmp_path: Path) -> None:
    cards = (
        '<log type="6" o_id="c0" card_t="{0}" fact="f" fact_v="5.1" tags="" gr="4" l_rp="1767356618" n_rp="1767744000">'
        "<extra>{{'cloze': '1', 'index': 0}}</extra></log>"
        '<log type="6" o_id="c1" card_t="{0}" fact="f" fact_v="5.1" tags="" gr="5" l_rp="1767356619" n_rp="1767744000">'
        "<extra>{{'cloze': '2', 'index': 1}}</extra></log>"
    )
    xml = log_xml("<text>[$\\frac{1}{2}$] and [one]</text>", cards, "5")
    incoming = read(read_mnemosyne, export(tmp_path, xml))
    assert bodies(incoming) == [
        Basic("[...] and one", "$\\frac{1}{2}$"),
        Basic("$\\frac{1}{2}$ and [...]", "one"),
    ]
    assert [(entry.card, entry.value) for entry in incoming.entries] == [("mnemosyne-f-1", 3), ("mnemosyne-f-2", 4)]


def test_an_export_without_metadata_is_named_after_its_file(tmp_path: Path) -> None:
    incoming = read(read_mnemosyne, export(tmp_path, log_xml("<f>a</f><b>b</b>"), metadata=None))
    assert incoming.decks[0].deck.name == "x"


def test_members_with_dangerous_names_are_only_named(tmp_path: Path) -> None:
    path = export(tmp_path, log_xml("<f>a</f><b>b</b>"), media=["../../evil.png", "/etc/passwd"])
    before = sorted(tmp_path.rglob("*"))
    assert read(read_mnemosyne, path).media == ("../../evil.png", "/etc/passwd")
    assert sorted(tmp_path.rglob("*")) == before


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]>' % "".join(  # noqa: UP031
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        (ENTITIES + "<mnemosyne core_version='1'><item id='a'><Q>&j;</Q><A>b</A></item></mnemosyne>", "document type"),
        ("<!DOCTYPE x SYSTEM 'file:///etc/passwd'><mnemosyne/>", "document type"),
        ("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><mnemosyne>&a;</mnemosyne>", "document type"),
        ("<mnemosyne><item><Q>&undefined;</Q></item></mnemosyne>", ":1: the XML is damaged"),
        ("<mnemosyne>\n<item>\n<Q>a</Q>", ":3: the XML is damaged or ends too early"),
        ("<a>" * 5000, "nested too deep|does not come from Mnemosyne"),
        ("<mnemosyne>" + "<a>" * 5000, "nested too deep"),
        ("<?xml version='1.0' encoding='klingon'?><mnemosyne/>", "the XML"),
        ("<html></html>", "does not come from Mnemosyne"),
        ("<mnemosyne></mnemosyne>", "nothing in it can be imported"),
    ],
)
def test_hostile_or_broken_xml_is_a_sentence(tmp_path: Path, xml: str, told: str) -> None:
    path = tmp_path / "x.xml"
    path.write_text(xml, encoding="utf-8")
    with pytest.raises(Problem, match=told):
        read(read_mnemosyne, path)


def test_an_export_that_unpacks_without_end_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizzer.formats.mnemosyne.xml.LARGEST", 5_000_000)
    path = export(tmp_path, log_xml(f"<f>{'x' * 20_000_000}</f><b>b</b>"))
    assert path.stat().st_size < 100_000
    with pytest.raises(Problem, match="unpacked, it is larger than 5 MB"):
        read(read_mnemosyne, path)


@pytest.mark.parametrize("damage", ["encrypted", "checksum", "not-cards"])
def test_a_damaged_export_is_a_sentence(tmp_path: Path, damage: str) -> None:
    path = export(tmp_path, log_xml("<f>a</f><b>b</b>"))
    raw = bytearray(path.read_bytes())
    if damage == "encrypted":
        raw[6] |= 1
        raw[raw.index(b"PK\x01\x02") + 8] |= 1
    elif damage == "checksum":
        raw[raw.index(b"PK\x01\x02") + 16] ^= 0xFF
        raw[14] ^= 0xFF
    else:
        raw = bytearray(bytes(raw).replace(b"cards.xml", b"notes.xml"))
    path.write_bytes(bytes(raw))
    with pytest.raises(Problem, match=r"damaged or not complete|holds no cards\.xml"):
        read(read_mnemosyne, path)


FIRST = """<?xml version="1.0" encoding="UTF-8"?>
<mnemosyne core_version="1" time_of_start="1767225600">
<category active="1"><name>Glands</name></category>
<item id="d2e50774" u="0" gr="4" e="2.5" ac_rp="1" rt_rp="2" lps="0" l_rp="10" n_rp="16">
 <cat>Glands</cat><Q>LH&lt;br&gt;</Q><A>luteinizing hormone</A></item>
<item id="d2e50774.inv" u="1" gr="0" l_rp="0" n_rp="0"><cat>Glands</cat><Q>luteinizing hormone</Q><A>LH</A></item>
<item id="87498a1e"><cat>&lt;default&gt;</cat><Q>f</Q><A>p
t</A></item>
<item id="87498a1e.tr.1"><cat>&lt;default&gt;</cat><Q>t</Q><A>f
p</A></item>
<item><cat>&lt;default&gt;</cat><Q>alone</Q><A>one side</A></item>
<item id="orphan.inv"><cat>&lt;default&gt;</cat><Q>back</Q><A>front</A></item>
</mnemosyne>
"""


def test_the_xml_of_mnemosyne_1(tmp_path: Path) -> None:
    path = tmp_path / "first.xml"
    path.write_text(FIRST, encoding="utf-8")
    incoming = read(read_mnemosyne, path)
    assert bodies(incoming) == [
        Basic("LH", "luteinizing hormone", (), Reverse("luteinizing hormone", "LH")),
        Basic("f", "t", (), Reverse("t", "f")),
        Basic("alone", "one side"),
        Basic("back", "front"),
    ]
    assert [note.tags for note in notes_of(incoming)] == [("Glands",), (), (), ()]
    (entry,) = incoming.entries
    assert (entry.card, entry.at, entry.value, entry.interval) == (
        "mnemosyne-d2e50774", (1767225600 + 10 * DAY + DAY // 2) * 1000, 3, 6,
    )  # fmt: skip


def test_items_without_ids_get_them_from_deck_and_question(tmp_path: Path) -> None:
    ids = []
    for name, items in (("a", "ab"), ("b", "ba"), ("a/again", "cba")):
        path = tmp_path / f"{name}.xml"
        path.parent.mkdir(exist_ok=True)
        content = "".join(f"<item gr='5'><Q>Which {item}?</Q><A>{item}</A></item>" for item in items)
        path.write_text(f"<mnemosyne core_version='1'>{content}</mnemosyne>")
        ids.append({note.id for note in notes_of(read(read_mnemosyne, path))})
    assert list(map(len, ids)) == [2, 2, 3]
    assert not set.intersection(*ids)


def test_an_item_without_id_keeps_its_id_wherever_it_stands(tmp_path: Path) -> None:
    found = []
    for items in ("ab", "cba"):
        path = tmp_path / "deck.xml"
        content = "".join(f"<item><Q>Which {item}?</Q><A>{item}</A></item>" for item in items)
        path.write_text(f"<mnemosyne core_version='1'>{content}</mnemosyne>")
        found.append({note.id for note in notes_of(read(read_mnemosyne, path))})
    assert found[0] < found[1]
