"""The drafts as they are painted, for every size of terminal."""
