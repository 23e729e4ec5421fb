"""The JSON of the commands held against its published schema, and against undocumented keys."""

from __future__ import annotations

import importlib
import json
from functools import cache
from pathlib import Path
from typing import Any

jsonschema: Any = importlib.import_module("jsonschema")  # it carries no types

SCHEMA_FILE = Path(__file__).parents[2] / ".github" / "json.schema.json"


@cache
def load_forms() -> dict[str, Any]:
    """The schema, with no key allowed that it does not name: what is printed is documented."""
    schema: dict[str, Any] = json.loads(SCHEMA_FILE.read_text("utf-8"), object_hook=_close)
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


def _close(found: dict[str, Any]) -> dict[str, Any]:
    return {**found, "additionalProperties": False} if found.get("type") == "object" and "required" in found else found


@cache
def _validator(form: str) -> Any:
    """Kept for each form: ``jsonschema.validate`` checks the whole schema again at every call."""
    return jsonschema.Draft202012Validator({"$ref": f"#/$defs/{form}", "$defs": load_forms()["$defs"]})


def validate_json(data: Any) -> None:
    """Hold what a command printed against the form it names."""
    _validator(data["schema"].removeprefix("quizzer.").partition("/")[0]).validate(data)
