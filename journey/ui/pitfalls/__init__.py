"""Pitfalls: what each stage is in danger of, and moving on."""
