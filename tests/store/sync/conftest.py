"""What the tests of sync share with those of the log: machines, each with a collection of its own."""

from tests.store.log.conftest import machine

__all__ = ["machine"]
