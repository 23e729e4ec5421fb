"""A class: what its learners publish of their memory, and what their teacher sees of it.

The figures are those that the learners see themselves: their own quizzers computed what they are made of, and the same
rules of :mod:`quizzer.core.mastery` add it up here.
"""
