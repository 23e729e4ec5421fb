"""Tables computed from the log, each with the mark up to which it is valid."""
