"""From a document to its passages; for now, the fingerprint by which a citation is recognised."""
