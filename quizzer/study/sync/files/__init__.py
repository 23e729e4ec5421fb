"""The files at the place: read and taken in, written, made few, and the one that a new device begins with."""
