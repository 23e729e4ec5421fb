"""Single words of English: what each can be, and what it is in its sentence."""
