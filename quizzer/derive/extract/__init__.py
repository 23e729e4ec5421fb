"""What a document suggests to ask: one file a family of candidates, named in the registry."""
