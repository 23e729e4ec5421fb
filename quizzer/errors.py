"""The errors a person sees: a sentence, never a traceback."""

from __future__ import annotations


class Problem(Exception):
    """Something is wrong; the message says what, where and what to do. Exit code 1."""

    exit_code = 1


class WrongUse(Problem):
    """The program was called wrongly or set up wrongly. Exit code 2."""

    exit_code = 2
