"""The review log: appending, undoing, replaying, and uniting it with others."""
