"""Syncing a collection with a person's other devices: set up, take in and send, how it stands, leave.

The place where devices meet is a carrier (:mod:`quizzer.sync.carrier`); what goes there and comes from there is in
:mod:`quizzer.store.sync`.
"""
