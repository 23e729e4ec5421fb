"""The screens: each holds its state, takes keys and clicks, and has one page painted."""
