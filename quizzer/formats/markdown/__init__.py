"""Markdown with ``Q:``, ``A:`` and ``C:``, as hashcards and repeater read it."""
