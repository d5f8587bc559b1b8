"""Rounds: started, watched, closed; links for colleagues; targets."""
