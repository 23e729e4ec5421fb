"""Review sessions: the queue, answers, undo and the summary."""
