"""What the readers and writers of other formats share."""
