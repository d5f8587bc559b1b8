"""The plan: actions, priorities, bets, measures and reviews."""
