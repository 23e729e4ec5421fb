"""YAML as nodes with lines, and how texts are written in it."""
