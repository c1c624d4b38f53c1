"""Quick switch: one field that leads to everything."""
