"""The report: what a learner knows, as one page of HTML that stands by itself.

From values to text, nothing else. The page needs no script, loads nothing, and follows the reader's choice of light or
dark; printed, it is black on white.
"""
