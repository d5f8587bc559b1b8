"""Profile: where a unit stands, and every number opened."""
