"""Long runs: scripts started by hand, not collected by pytest; ``tests/test_long.py`` runs each of them in small."""
