"""YAML read as nodes with their lines, and texts written as YAML."""
