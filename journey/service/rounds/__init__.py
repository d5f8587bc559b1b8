"""Rounds: opened, closed, opened again, and what closing freezes."""
