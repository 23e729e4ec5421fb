"""The report: how well a learner knows the cards, as one self-contained page of HTML.

This package turns values into text and does nothing else. The page needs no script, loads nothing, and follows the
reader's choice of light or dark; printed, it is black on white.
"""
