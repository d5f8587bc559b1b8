"""How others do it: the library of what helps."""
