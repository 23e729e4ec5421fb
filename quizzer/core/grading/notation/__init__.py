"""Notations that a grader reads: numbers with units, dates, formulas and relations."""
