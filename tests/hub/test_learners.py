"""A teacher invites and removes; a learner leaves and takes everything along."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest

from quizzer.errors import WrongUse
from quizzer.hub import VARIABLE
from quizzer.hub.address import without_password
from quizzer.hub.carrier import PostgresCarrier
from quizzer.hub.learners import Erasure, Invitation, erase, invite, load_learners, remove
from quizzer.hub.memory import MemoryRow, replace_memory
from quizzer.hub.server import Server, open_server
from quizzer.sync.carrier import CarrierProblem
from quizzer.sync.names import LogName, digest_of
from tests.postgres import Database
from tests.probe import load_memory

COLLECTION = "0123456789abcdef0123"
DATA = b"answers"
LOG = LogName("a" * 20, 1, 1, digest_of(DATA)).text
ROW = MemoryRow("gland#", False, False, 1_000, 2.5, 0.5, 3, 2)


@pytest.fixture
def teacher(postgres: Database) -> Iterator[Server]:
    """The teacher's connection; nothing is set up yet."""
    server = open_server(postgres.teacher)
    yield server
    server.close()


def sync(address: str) -> PostgresCarrier:
    """What a learner's first sync leaves on the server."""
    carrier = PostgresCarrier(address)
    carrier.set_up(COLLECTION)
    carrier.put_new(LOG, DATA)
    replace_memory(carrier.server, [ROW])
    return carrier


def test_the_line_for_a_learner_works_as_it_stands(teacher: Server) -> None:
    invitation = invite(teacher, "anna.b-2")
    found = re.fullmatch(rf"{VARIABLE}='([^' ]+)' quizzer sync", invitation.line)
    assert found is not None
    assert found[1] == invitation.url
    sync(found[1]).close()
    assert [(learner.name, learner.is_teacher) for learner in load_learners(teacher)] == [
        ("anna.b-2", False),
        ("teacher", True),
    ]
    assert invitation.is_local
    assert not invitation.is_again


def test_a_learners_name_may_be_of_any_alphabet(teacher: Server) -> None:
    sync(invite(teacher, "Żaneta_Øst").url).close()
    assert {learner for learner, _ in load_memory(teacher)} == {"Żaneta_Øst"}


def test_the_password_is_shown_once_and_sent_and_kept_nowhere(teacher: Server, postgres: Database) -> None:
    with postgres.connect() as admin:
        admin.execute("ALTER SYSTEM SET log_statement = 'all'")
        admin.execute("SELECT pg_reload_conf()")
    invitation = invite(teacher, "anna")
    password = invitation.url.partition("anna:")[2].partition("@")[0]
    assert len(password) == 24
    assert password not in repr(invitation)
    sync(invitation.url).close()
    with postgres.connect() as admin:
        admin.execute("ALTER SYSTEM RESET log_statement")
        admin.execute("SELECT pg_reload_conf()")
        verifier = admin.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'anna'").fetchone()
    assert verifier is not None
    assert verifier[0].startswith("SCRAM-SHA-256$")
    log = (postgres.server.folder / "log").read_text("utf-8")
    assert 'CREATE ROLE "anna"' in log
    assert password not in log


def test_an_account_of_a_learner_may_do_nothing_more(teacher: Server, postgres: Database) -> None:
    invite(teacher, "anna")
    with postgres.connect() as admin:
        rights = "rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls"
        assert admin.execute(f"SELECT {rights} FROM pg_roles WHERE rolname = 'anna'").fetchone() == (False,) * 5
        assert admin.execute("SELECT 1 FROM pg_auth_members WHERE member = 'anna'::regrole").fetchall() == []


def test_inviting_again_makes_a_new_password_and_keeps_what_is_there(teacher: Server) -> None:
    first = invite(teacher, "anna")
    sync(first.url).close()
    second = invite(teacher, "anna")
    assert second.is_again
    with pytest.raises(CarrierProblem, match="refuses the name or the password"):
        PostgresCarrier(first.url)
    carrier = PostgresCarrier(second.url)
    assert carrier.get(LOG) == DATA
    carrier.close()


@pytest.mark.parametrize("name", ["", "anna b", "pg_anna", "PUBLIC", "a'b", 'a"b', "-anna", "a" * 64, "ż" * 32, "a\nb"])
def test_a_name_that_will_not_do_is_a_sentence(teacher: Server, name: str) -> None:
    with pytest.raises(WrongUse, match="will not do as a learner's name"):
        invite(teacher, name)


def test_the_account_of_somebody_else_is_left_alone(teacher: Server, postgres: Database) -> None:
    address = postgres.make_account("guest")
    with pytest.raises(WrongUse, match="has an account “guest” already"):
        invite(teacher, "guest")
    with pytest.raises(WrongUse, match=r"no learner is called “guest” \(there are none yet\)"):
        remove(teacher, "guest")
    psycopg.connect(address).close()


def test_teachers_and_administrators_are_neither_invited_nor_removed(teacher: Server, postgres: Database) -> None:
    address = postgres.make_account("head")
    with postgres.connect() as admin:
        admin.execute("ALTER ROLE head SUPERUSER")
    invite(teacher, "anna")
    sync(address).close()
    for name in ("teacher", "head"):
        with pytest.raises(WrongUse, match=f"{name} is the account of a teacher or an administrator"):
            invite(teacher, name)
        with pytest.raises(WrongUse, match=f"{name} is the account of a teacher or an administrator"):
            remove(teacher, name)
    psycopg.connect(address).close()


def test_only_the_teacher_invites_and_removes(teacher: Server, postgres: Database) -> None:
    anna = open_server(invite(teacher, "anna").url)
    for action in (invite, remove):
        with pytest.raises(CarrierProblem, match="only teacher, who set quizzer up there, can do that; you are anna"):
            action(anna, "ben")
    with postgres.connect() as admin:
        admin.execute("ALTER ROLE teacher NOCREATEROLE")
    with pytest.raises(CarrierProblem, match='ALTER ROLE "teacher" CREATEROLE;'):
        invite(teacher, "ben")
    assert [learner.name for learner in load_learners(teacher)] == ["anna", "teacher"]
    anna.close()


def test_removing_before_anything_is_set_up_is_a_sentence(teacher: Server) -> None:
    with pytest.raises(CarrierProblem, match="quizzer is not set up there"):
        remove(teacher, "anna")


def test_who_is_removed_gets_nothing_any_more_and_what_was_sent_stays(teacher: Server) -> None:
    invitation = invite(teacher, "anna")
    carrier = sync(invitation.url)
    assert remove(teacher, "anna") == ("anna", 2, 1, False, False)
    with pytest.raises(CarrierProblem):
        carrier.list()
    with pytest.raises(CarrierProblem, match="refuses the name or the password"):
        PostgresCarrier(invitation.url)
    assert list(load_memory(teacher)) == []
    assert [learner.name for learner in load_learners(teacher)] == ["teacher"]
    with pytest.raises(WrongUse, match="no learner is called “anna”"):
        remove(teacher, "anna")
    carrier.close()
    again = PostgresCarrier(invite(teacher, "anna").url)
    assert again.get(LOG) == DATA
    again.close()


@pytest.mark.parametrize("is_later", [False, True])
def test_what_a_learner_sent_can_be_erased_with_or_after_the_learner(
    teacher: Server, postgres: Database, is_later: bool
) -> None:
    sync(invite(teacher, "anna").url).close()
    sync(invite(teacher, "ben").url).close()
    if is_later:
        remove(teacher, "anna")
    assert remove(teacher, "anna", erase=True) == ("anna", 2, 1, True, False)
    with postgres.connect() as admin:
        for table in ("file", "memory"):
            assert admin.execute(f"SELECT DISTINCT learner FROM quizzer.{table}").fetchall() == [("ben",)]


def test_an_account_with_things_of_its_own_is_locked(teacher: Server, postgres: Database) -> None:
    invitation = invite(teacher, "anna")
    with postgres.connect() as admin:
        admin.execute("CREATE SCHEMA theirs AUTHORIZATION anna")
    assert remove(teacher, "anna").is_locked
    with pytest.raises(CarrierProblem):
        PostgresCarrier(invitation.url)
    with pytest.raises(WrongUse, match="has an account “anna” already"):
        invite(teacher, "anna")


def test_who_leaves_erases_their_own_and_nothing_else(teacher: Server) -> None:
    carriers = {name: sync(invite(teacher, name).url) for name in ("anna", "ben")}
    assert erase(carriers["anna"].server) == Erasure(2, 1)
    assert carriers["anna"].collection_id() is None
    assert carriers["ben"].get(LOG) == DATA
    assert [learner for learner, _ in load_memory(teacher)] == ["ben"]
    assert {learner.name: learner.synced is None for learner in load_learners(teacher)} == {
        "anna": True,
        "ben": False,
        "teacher": True,
    }
    assert carriers["anna"].set_up(COLLECTION) == COLLECTION
    for carrier in carriers.values():
        carrier.close()


def test_the_teacher_erases_their_own_and_the_class_stays(teacher: Server, postgres: Database) -> None:
    own, learner = sync(postgres.teacher), sync(invite(teacher, "anna").url)
    assert erase(teacher) == Erasure(2, 1)
    assert learner.get(LOG) == DATA
    own.close()
    learner.close()


def test_an_invitation_shows_no_password_where_it_is_printed_by_mistake() -> None:
    invitation = Invitation("anna", "LINE secret", "postgresql://anna:secret@h/d", False, False)
    assert "secret" not in f"{invitation} {invitation!r}"


def test_the_line_works_for_a_server_on_a_socket(teacher: Server, postgres: Database) -> None:
    address = f"postgresql://teacher:chalk@/{postgres.name}?host={postgres.server.folder}&port={postgres.server.port}"
    server = open_server(address)
    invitation = invite(server, "anna")
    server.close()
    assert invitation.is_local
    assert without_password(invitation.url) == address.replace("teacher:chalk", "anna")
    sync(invitation.url).close()


def test_modules_that_a_learner_needs_import_no_declarations(teacher: Server) -> None:
    invitation = invite(teacher, "anna")
    program = (
        "import sys\nfrom quizzer.hub.carrier import PostgresCarrier\n"
        "assert 'psycopg' not in sys.modules\n"
        f"carrier = PostgresCarrier({invitation.url!r})\ncarrier.set_up({COLLECTION!r})\ncarrier.list()\n"
        "print(sorted({'sqlalchemy', 'sqlmodel', 'alembic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
