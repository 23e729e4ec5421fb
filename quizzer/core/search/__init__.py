"""The search language: from what a person types to conditions on cards."""
