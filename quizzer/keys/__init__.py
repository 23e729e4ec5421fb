"""The key map: an action is an id, a key is a name such as ``u`` or ``f1``; nothing here knows the terminal library."""
