"""The words of the archive that its writer and its reader share."""

from __future__ import annotations

from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import State

FORMAT = "quizzer archive"
VERSION = 2
KIND_NAMES = {kind: kind.name.lower() for kind in LogKind}
STATE_NAMES = {state: state.name.lower() for state in State}
END = '{"type": "end"}'
"""The last line. Without it the file was not written to its end."""
