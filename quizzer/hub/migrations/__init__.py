"""Alembic's folder for a server: ``env`` runs the revisions in ``versions`` against the connection it is given."""
