"""Councils, their units and their roles."""
