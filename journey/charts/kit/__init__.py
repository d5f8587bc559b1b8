"""What charts are built from: surface, scale, marks, grids and panels."""
