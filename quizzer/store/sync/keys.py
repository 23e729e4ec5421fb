"""The keys under which settings of a sync are read elsewhere too; importing this module costs nothing."""

from __future__ import annotations

ADDRESS = "sync.address"
"""Where this home syncs: the folder's path, or the URL without its password."""
QUIZ_WAITING = "quiz-waiting:"
"""With a quiz's id, where its answers are noted whose cards are not here: JSON, each place, card, percent and took."""
IS_QUIZ_WAITING = f"key >= '{QUIZ_WAITING}' AND key < '{QUIZ_WAITING[:-1]};'"
"""Whether a setting is one of these, in SQL that the index of the keys answers."""
