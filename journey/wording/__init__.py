"""Wording: findings in, sentences out. The only place in code where the English of the product stands."""
