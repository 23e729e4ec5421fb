"""What makes a note the same note: numbers of deletions, signatures, changes, and one's own text over another's."""
