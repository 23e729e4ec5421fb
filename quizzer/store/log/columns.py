"""The columns of a row of the log that one home has from another."""

COLUMNS = "at, device, day, kind, value, before, state, step, interval, took, undone"
"""Beside its card's key; what they hold: :class:`quizzer.store.schema.log_tables.LogRow`."""
