"""The real Anki, asked by ``test_anki_agreement``: a program, because Anki reads its zone from the process.

Run with the name of a question; its details come in, and the answer goes out, as JSON.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quizzer.core.schedule.progress import State
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS, MINUTE
from quizzer.core.schedule.study_days import DAY_SECONDS

NO_ANKI = 77
"""The exit code where the library is missing or too old to judge."""

JUDGE = (26, 9)
"""The first version whose answers are taken."""


class Anki:
    """A fresh collection with FSRS-6 switched on."""

    def __init__(self, folder: str) -> None:
        from anki.collection import Collection

        self.col = Collection(str(Path(folder) / "collection.anki2"))
        self.col.set_config("fsrs", True)
        self.col.set_config("collapseTime", 0)  # else a label within the learn-ahead time begins with "<"
        self.today = self.col.sched.today
        self.next_day_at = self.col.sched.day_cutoff
        self.note_type = self.col.models.by_name("Basic")["id"]
        self.config = self.col.decks.get_config(1)
        self.config["fsrsParams6"] = list(FSRS_6_DEFAULTS)
        self.col.decks.update_config(self.config)

    def add(self, card: int, state: int, *, queue: int = 2, due: int = 0, **columns: Any) -> None:
        row = {"ivl": 1, "reps": 20, "lapses": 0, "left": 0, "data": "{}", **columns}
        note = "insert into notes values (?,?,?,0,0,'','a\x1fb','a',0,0,'')"
        self.col.db.execute(note, card, str(card), self.note_type)
        self.col.db.execute(
            "insert into cards values (?,?,1,0,0,0,?,?,?,?,2500,?,?,?,0,0,0,?)",
            *(card, card, state, queue, due),
            *(row["ivl"], row["reps"], row["lapses"], row["left"], row["data"]),
        )

    def memory(self, asked: dict[str, Any]) -> dict[str, Any]:
        kinds = {State.NEW: 0, State.LEARNING: 0, State.REVIEW: 1, State.RELEARNING: 2}

        def write() -> None:
            for card, rows in enumerate(asked["cards"], 1):
                self.add(card, State.REVIEW)
                log = [(at, card, rating, interval, kinds[State(state)]) for at, rating, interval, state in rows]
                self.col.db.executemany("insert into revlog values (?,?,-1,?,?,0,500,0,?)", log)

        self.col.db.transact(write)
        memories = [self.col.compute_memory_state(card) for card in range(1, len(asked["cards"]) + 1)]
        return {"next_day_at": self.next_day_at, "memories": [(said.stability, said.difficulty) for said in memories]}

    def answers(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        self.config["desiredRetention"] = asked["retention"]
        self.config["new"]["delays"] = [seconds / MINUTE for seconds in asked["learning"]]
        self.config["lapse"]["delays"] = [seconds / MINUTE for seconds in asked["relearning"]]
        self.config["lapse"]["leechFails"] = asked["leech"]
        self.config["rev"]["maxIvl"] = asked["maximum"]
        self.col.decks.update_config(self.config)
        return [self.answer(card, case, asked) for card, case in enumerate(asked["cases"], 1)]

    def answer(self, card: int, case: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
        state = case["state"]
        if state == State.NEW:
            self.add(card, state, queue=0, ivl=0, reps=0)
        else:
            steps = asked["relearning" if state == State.RELEARNING else "learning"]
            last = self.next_day_at - case["days_ago"] * DAY_SECONDS - DAY_SECONDS // 2
            memory = {"s": case["stability"], "d": case["difficulty"], "decay": 0.154, "lrt": last}
            left = 0 if state == State.REVIEW else 1000 + len(steps) - case["step"]
            queue, due = (2, self.today) if state == State.REVIEW else (1, last)
            columns = {"ivl": case["interval"], "lapses": case["lapses"], "left": left, "data": json.dumps(memory)}
            self.add(card, state, queue=queue, due=due, **columns)
        states = self.col._backend.get_scheduling_states(card)
        isolates = str.maketrans("", "", "\u2068\u2069")  # Anki wraps numbers in them, for right-to-left text
        labels = [label.translate(isolates) for label in self.col._backend.describe_next_states(states)]
        live = self.col.get_card(card)
        live.start_timer()
        self.col.sched.answer_card(self.col.sched.build_answer(card=live, states=states, rating=case["rating"] - 1))
        return {"labels": labels, **self.outcome(card)}

    def outcome(self, card: int) -> dict[str, Any]:
        at, interval = self.col.db.first("select id, ivl from revlog where cid = ?", card)
        columns = "type, due, left, lapses, cards.data, tags"
        kind, due, left, lapses, data, tags = self.col.db.first(
            f"select {columns} from cards join notes on notes.id = nid where cards.id = ?", card
        )
        memory = defaultdict(float, json.loads(data))
        due_in = due - self.today if interval > 0 else None
        after = (kind, left % 1000, interval, due_in, lapses, "leech" in tags)
        return {"at": at, "after": after, "stability": memory["s"], "difficulty": memory["d"]}

    def fuzz(self, asked: dict[str, Any]) -> list[list[int]]:
        for card in range(1, 201):
            self.add(card, State.REVIEW)
        fuzz_delta = self.col._backend.fuzz_delta
        return [
            [interval + fuzz_delta(card_id=card, interval=interval) for card in range(1, 201)]
            for interval in asked["intervals"]
        ]


def main() -> None:
    try:
        import anki.collection
        from anki.buildinfo import version
    except ImportError as missing:
        print(missing)
        sys.exit(NO_ANKI)
    if tuple(map(int, version.split(".")[:2])) < JUDGE:
        print(f"version {version} is older than the judge, {JUDGE[0]}.{JUDGE[1]}")
        sys.exit(NO_ANKI)
    with TemporaryDirectory() as folder:
        anki = Anki(folder)
        print(json.dumps(getattr(anki, sys.argv[1])(json.load(sys.stdin))))
        anki.col.close()


if __name__ == "__main__":
    main()
