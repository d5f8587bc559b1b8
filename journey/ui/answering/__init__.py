"""Assess: what to look at, one section after the other, a review."""
