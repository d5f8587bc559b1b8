"""Rounds, units and roles beside each other."""
