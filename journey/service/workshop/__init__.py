"""Workshops: planned, led, and what comes out of them."""
