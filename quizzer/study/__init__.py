"""Use cases: what a person does with a collection. Thin; the rules live in ``core``, the rows in ``store``."""
