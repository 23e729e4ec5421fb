"""Goals: to know something by a day, the new cards and early reviews that it takes, and what is to be expected."""
