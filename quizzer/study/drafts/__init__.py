"""Drafts: deriving them from a document, deciding about them, and renewing them."""
