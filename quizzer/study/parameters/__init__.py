"""FSRS parameters fitted to the log, and the workload of a desired retention."""
