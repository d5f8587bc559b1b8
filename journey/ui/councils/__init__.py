"""Council: its name, units and roles, the sample, and removing everything."""
