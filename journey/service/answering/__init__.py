"""Answering: for a unit, or as a colleague who came by a link."""
