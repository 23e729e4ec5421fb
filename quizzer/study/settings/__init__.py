"""The settings while the program runs: changed, taken back, and in force at once."""
