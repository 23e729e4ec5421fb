"""Devices that sync, with whatever can go wrong between them."""
