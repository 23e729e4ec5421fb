"""Review sessions: building the queue, answering, undoing, summing up."""
