"""The pitfalls of each stage, and moving on."""
