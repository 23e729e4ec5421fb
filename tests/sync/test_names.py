"""The names of a carrier's files: parsed strictly, and written in one way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.sync.names import (
    FORMAT,
    BaseName,
    LogName,
    device_file,
    digest_of,
    is_device_id,
    is_name,
    parse_device_file,
)

DEVICE = "0123456789abcdef0123"
DIGEST = "89abcdef01234567"

devices = st.text("0123456789abcdef", min_size=20, max_size=20)
digests = st.text("0123456789abcdef", min_size=16, max_size=16)
numbers = st.integers(1, 10**12)


@settings(max_examples=30)
@given(devices, numbers, numbers, digests)
def test_a_name_is_parsed_as_it_was_written(device: str, one: int, other: int, digest: str) -> None:
    log = LogName(device, min(one, other), max(one, other), digest)
    base = BaseName(device, one, digest)
    assert LogName.parse(log.text) == log
    assert BaseName.parse(base.text) == base
    assert parse_device_file(device_file(device)) == device
    assert all(map(is_name, (log.text, base.text, device_file(device), FORMAT)))


def test_names_sort_by_writer_and_number() -> None:
    names = [LogName(DEVICE, number, number, DIGEST).text for number in (1, 2, 10, 99, 100)]
    assert names == sorted(names)


@pytest.mark.parametrize(
    "name",
    [
        f"log/{DEVICE}/00000001-00000001.{DIGEST}.sync-conflict-20261126-101112-ABCDEFG.qz",
        f"log/{DEVICE}/00000001-00000001.{DIGEST} (laptop's conflicted copy 2026-11-26).qz",
        f"log/{DEVICE}/00000001-00000001.{DIGEST} 2.qz",
        f"log/{DEVICE}/00000001-00000001.{DIGEST} (1).qz",
        f"log/{DEVICE}/00000001-00000001.{DIGEST}-DESKTOP.qz",
        f"log/{DEVICE}/.00000001-00000001.{DIGEST}.qz.icloud",
        f"log/{DEVICE}/00000001-00000001.{DIGEST}.qz.icloud",
        f"log/{DEVICE}/00000001-00000001.{DIGEST}.qz.part",
        f"log/{DEVICE}/00000001-00000001.{DIGEST.upper()}.qz",
        f"log/{DEVICE}/00000001-00000001.{DIGEST}.qz\n",
        f"log/{DEVICE}/000000001-00000002.{DIGEST}.qz",
        f"log/{DEVICE}/00000000-00000001.{DIGEST}.qz",
        f"log/{DEVICE}/00000002-00000001.{DIGEST}.qz",
        f"log/{DEVICE}/1-1.{DIGEST}.qz",
        f"log/{DEVICE}/٠٠٠٠٠٠٠١-00000001.{DIGEST}.qz",
        f"log/../{DEVICE}/00000001-00000001.{DIGEST}.qz",
        f"base/{DEVICE}.00000000.{DIGEST}.qz",
        f"base/{DEVICE}.1.{DIGEST}.qz",
        f"devices/{DEVICE} 2.json",
        "devices/../FORMAT.json",
        "FORMAT ",
        "",
    ],
)
def test_a_copy_of_a_sync_program_and_a_foreign_file_are_no_names(name: str) -> None:
    assert not is_name(name)


def test_what_looks_like_a_device() -> None:
    assert is_device_id(DEVICE)
    assert not is_device_id("anki")
    assert not is_device_id("")
    assert not is_device_id(DEVICE + "0")


def test_a_digest_is_of_all_bytes() -> None:
    assert digest_of(b"") == "e3b0c44298fc1c14"
    assert digest_of(b"a") != digest_of(b"b")
