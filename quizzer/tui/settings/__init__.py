"""The settings that are wanted by people who never open a file."""
