"""Workshop: planned, led in the room, and looked back on."""
