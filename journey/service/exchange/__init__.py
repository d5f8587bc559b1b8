"""Data in and out: files of answers, and their scores."""
