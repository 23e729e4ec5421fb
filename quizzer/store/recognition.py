"""Which cards and answers are recognition in SQL: the column ``picked`` of a card.

It is 1 while the card only asks to pick an answer, and 0 for a card that always asked for recall. Where a card that was
answered by picking asks for recall since, it is the instant of the last pick: the answers until then were picks, and
the card counts as one that is picked until it is first answered from memory.
"""

IS_PICKED = "(c.picked AND (c.picked = 1 OR coalesce(c.last_at, 1) <= c.picked))"
"""Whether a card ``c`` counts as one that is picked; :func:`counts_as_picked` is the same.

Most are none, and the first word spares the rest of the condition, which is half the time of adding up all cards.
"""

WAS_PICKED = "(c.picked = 1 OR l.at <= c.picked)"
"""Whether an answer ``l`` to a card ``c`` was a pick."""

KEEP_PICKS = "CASE WHEN excluded.picked THEN 1 WHEN picked = 1 THEN coalesce(last_at, 0) ELSE picked END"
"""The column's value when the card is stored anew, which only says whether it asks to pick now."""

PICKED = "picked:"
"""With the key of a card, that of the register in which the instant of its last pick goes to other devices."""


def counts_as_picked(picked: int, last_at: int | None) -> bool:
    """Whether a card counts as one that is picked, from the column and the milliseconds of its last answer."""
    return picked == 1 or (1 if last_at is None else last_at) <= picked
