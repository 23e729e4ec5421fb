"""An accepted draft has no finding of ``quizzer check``; held against the real linter."""

from __future__ import annotations

from pathlib import Path

import yaml

from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Sequence, Sort
from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.read.deck import read_deck
from quizzer.derive.candidate import Draft
from quizzer.derive.document.passages import Document, split_passages
from quizzer.derive.drafts import Wishes, derive_drafts

HERE = Path(__file__).parent
TEXTS = {"article.md": True, "article.txt": False}
EXTRA = """
# Lights of the coast

## Key Terms

- **lantern**: glass room at the top of a tower that shelters the lamp
- **gallery**: walkway around the lantern
- **mantle**: fabric hood that glows in a gas flame

## Argand lamp

- Purpose: reading at night
- Drawbacks
  - soot
  - glare
- Mechanism: draws air through a hollow wick

The Northern Lights Board (NLB) pays the keepers. A wide wick increases the flow of oil.
The tower is divided into three floors: the store, the watch room, and the gallery.

| Lamp | Fuel | Function |
| --- | --- | --- |
| Argand | whale oil | Lights small harbours |
| Carcel | rape oil | Lights libraries and halls |
| Drummond | lime and gas | Signals over long distances |
"""


def to_dict(draft: Draft) -> dict[str, object]:
    remark = {"note": draft.extra} if draft.extra else {}
    silence = {"silence": list(draft.silence)} if draft.silence else {}
    return {**body_to_dict(draft.candidate.body), **remark, **silence}


def body_to_dict(body: Body) -> dict[str, object]:
    match body:
        case Basic(ask, answer, accept):
            return {"ask": ask, "answer": answer, **({"accept": list(accept)} if accept else {})}
        case Cloze(text):
            return {"cloze": text}
        case Choice(ask, answers, options):
            return {"ask": ask, "answer": list(answers), "options": list(options)}
        case Listing(ask, items):
            return {"ask": ask, "items": list(items)}
        case Sequence(ask, steps):
            return {"ask": ask, "steps": list(steps)}
        case Sort(ask, groups):
            return {"ask": ask, "groups": {name: list(items) for name, items in groups}}


def documents() -> list[Document]:
    found = []
    for name, markdown in TEXTS.items():
        text = (HERE / "document" / name).read_text("utf-8")
        found.append(Document(HERE / name, "0" * 64, split_passages(text, markdown=markdown)))
    return [*found, Document(HERE / "extra.md", "0" * 64, split_passages(EXTRA, markdown=True))]


def test_accepted_drafts_have_no_finding(tmp_path: Path) -> None:
    for number, document in enumerate(documents()):
        derivation = derive_drafts(document, Wishes())
        drafts = [draft for draft in derivation.drafts if draft.above]
        notes = [{"id": f"d-{place}", **to_dict(draft)} for place, draft in enumerate(drafts)]
        assert notes
        deck = {"deck": "Lights", "axis": {"id": "L", "name": "Lights"}, "notes": notes}
        path = tmp_path / f"deck{number}.yaml"
        path.write_text(yaml.safe_dump(deck, allow_unicode=True, sort_keys=False), "utf-8")
        assert list(lint([read_deck(path)])) == []
