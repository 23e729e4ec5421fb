"""The terminal application: values in, messages out; it never touches the store."""
