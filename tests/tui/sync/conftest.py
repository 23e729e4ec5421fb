"""What the tests of syncing beside the screens start from."""

from tests.study.sync.homes import homes as homes
