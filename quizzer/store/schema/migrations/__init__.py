"""Alembic's folder: ``env`` runs the revisions in ``versions`` against the connection it is given."""
