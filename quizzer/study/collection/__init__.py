"""An open collection, its opening, and the caches kept up to date."""
