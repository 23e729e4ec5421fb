"""A language model that proposes notes, where the person has one: what it is sent, and what is made of its replies."""
