"""The two listeners: who may reach which of them, and what neither of them answers."""
