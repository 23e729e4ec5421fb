"""What makes notes a course: the order in which they are new, and what each waits for."""
