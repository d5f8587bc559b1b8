"""The plan and the review of it."""
