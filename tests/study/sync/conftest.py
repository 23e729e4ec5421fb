"""What the tests of sync start from."""

from tests.study.sync.homes import homes as homes
