"""Pictures of numbers, as lines of text: from values to runs of characters, nothing else.

A line is a sequence of :class:`~quizzer.plots.lines.Run`: characters and what they are (a bar, a number of less weight,
a shade of the calendar). Who shows the lines decides the colours; without any, every plot says the same, because
height, length and shade are drawn with characters. No line is wider than the width asked for.
"""
