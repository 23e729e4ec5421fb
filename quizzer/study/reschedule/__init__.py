"""Reviews put off or brought forward, all of them or some."""
