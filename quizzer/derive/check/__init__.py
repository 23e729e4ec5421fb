"""What must hold of a candidate before it becomes a draft."""
