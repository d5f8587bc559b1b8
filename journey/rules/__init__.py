"""Rules: numbers in, findings out. Pure, and without a sentence: what is said of findings stands in ``wording``."""
