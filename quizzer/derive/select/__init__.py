"""The score of a draft, and the choice among drafts."""
